import { formatDecimal } from '../../money/money.ts'
import type { OrderItem, Sizing } from '../../order/order.ts'
import type { FulfillmentSubmission } from '../fulfillment-provider.ts'
import type { ProdigiShippingMethod, ProdigiSizing } from './prodigi-order.ts'

/** Where a parcel goes. Prodigi names the missing field when it needs one that is null. */
export interface ProdigiRecipient {
  readonly name: string
  readonly email?: string | null
  readonly phoneNumber?: string | null
  readonly address: {
    readonly line1: string
    readonly line2?: string | null
    readonly postalOrZipCode?: string | null
    /** ISO 3166-1 alpha-2. */
    readonly countryCode: string
    readonly townOrCity?: string | null
    readonly stateOrCounty?: string | null
  }
}

/** One print. */
export interface ProdigiOrderItemRequest {
  readonly merchantReference?: string | null
  readonly sku: string
  readonly copies: number
  readonly sizing: ProdigiSizing
  readonly attributes?: Readonly<Record<string, string>>
  /** What the customer paid, as a decimal string; stands on customs forms. */
  readonly recipientCost?: { readonly amount: string; readonly currency: string }
  readonly assets: readonly {
    readonly printArea: string
    /** Prodigi fetches it, up to ten times over hours. */
    readonly url: string
    /** Hex MD5; a file that differs is refused. */
    readonly md5Hash?: string
    readonly pageCount?: number
  }[]
}

/** What can go into a parcel besides the prints. */
export type ProdigiBrandingPart =
  | 'postcard'
  | 'flyer'
  | 'packing_slip_bw'
  | 'packing_slip_color'
  | 'sticker_exterior_round'
  | 'sticker_exterior_rectangle'
  | 'sticker_interior_round'
  | 'sticker_interior_rectangle'

/** An order to create, which also submits it: v4 has no second step. */
export interface ProdigiOrderRequest {
  /** Your own number. Not unique and no guard against duplicates. */
  readonly merchantReference?: string | null
  readonly shippingMethod: ProdigiShippingMethod
  /**
   * Remembered for ever in this account: the same key again gives the first order and makes none, whatever the body.
   * Without a key every request prints.
   */
  readonly idempotencyKey?: string | null
  readonly callbackUrl?: string | null
  readonly recipient: ProdigiRecipient
  readonly items: readonly ProdigiOrderItemRequest[]
  readonly packingSlip?: { readonly url: string } | null
  /**
   * Goes into every parcel of the order, in place of what the dashboard says. A lab that can't leaves it out without a word,
   * and charges nothing. Only for orders: a quote with it is refused.
   */
  readonly branding?: Readonly<Partial<Record<ProdigiBrandingPart, { readonly url: string }>>>
  /** At most 2000 characters as JSON. */
  readonly metadata?: Readonly<Record<string, unknown>> | null
}

const sizings: Readonly<Record<Sizing, ProdigiSizing>> = {
  fill: 'fillPrintArea',
  fit: 'fitPrintArea',
  stretch: 'stretchToPrintArea',
}

/** A submission in Prodigi's words. The same submission gives the same object, key by key; nothing is made up. */
export function toOrderRequest(submission: FulfillmentSubmission): ProdigiOrderRequest {
  return {
    merchantReference: submission.merchantReference,
    shippingMethod: submission.shippingMethod,
    idempotencyKey: submission.idempotencyKey,
    callbackUrl: submission.callbackUrl,
    recipient: toRecipient(submission.recipient),
    items: submission.items.map(toItemRequest),
    metadata: sorted(submission.metadata),
  }
}

/** A recipient in Prodigi's words. */
export function toRecipient(recipient: FulfillmentSubmission['recipient']): ProdigiRecipient {
  return {
    name: recipient.name,
    email: recipient.email,
    phoneNumber: recipient.phone,
    address: {
      line1: recipient.line1,
      line2: recipient.line2,
      postalOrZipCode: recipient.postalCode,
      countryCode: recipient.country,
      townOrCity: recipient.city,
      stateOrCounty: recipient.state,
    },
  }
}

function toItemRequest(item: OrderItem): ProdigiOrderItemRequest {
  return {
    merchantReference: item.id,
    sku: item.sku,
    copies: item.quantity,
    sizing: sizings[item.sizing],
    attributes: sorted(item.attributes),
    recipientCost: { amount: formatDecimal(item.unitPrice), currency: item.unitPrice.currency },
    assets: item.assets.map(({ printArea, url, md5Hash }) => ({
      printArea,
      url,
      ...(md5Hash !== null && { md5Hash }),
    })),
  }
}

/** Databases give the keys of a JSON object back in an order of their own. */
function sorted(record: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Every field named, as the reference asks of a changed recipient. */
export function completeRecipient({
  name,
  email = null,
  phoneNumber = null,
  address,
}: ProdigiRecipient): ProdigiRecipient {
  const { line1, line2 = null, postalOrZipCode = null, countryCode, townOrCity = null, stateOrCounty = null } = address
  return {
    name,
    email,
    phoneNumber,
    address: { line1, line2, postalOrZipCode, countryCode, townOrCity, stateOrCounty },
  }
}
