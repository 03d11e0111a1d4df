import * as z from 'zod/mini'
import {
  cost,
  count,
  id,
  instant,
  knownWord,
  lenient,
  list,
  mapped,
  type OtherWord,
  record,
  text,
  word,
} from './prodigi-schema.ts'

/** How far an order is. `Complete` means that every parcel was sent, not that any has arrived. */
export const prodigiStages = ['Draft', 'AwaitingPayment', 'InProgress', 'Complete', 'Cancelled'] as const

/** How far an order is. `Complete`: every parcel was sent, not that any has arrived. */
export type ProdigiStage = (typeof prodigiStages)[number]

/** `StandardPlus` is newer than the reference. Which of them exist for a print and a country only a quote tells. */
export const prodigiShippingMethods = ['Budget', 'Standard', 'StandardPlus', 'Express', 'Overnight'] as const

/** A way to ship. Words that are newer than this client are let through. */
export type ProdigiShippingMethod = (typeof prodigiShippingMethods)[number] | OtherWord

/** How artwork is laid onto the print area. */
export const prodigiSizings = ['fillPrintArea', 'fitPrintArea', 'stretchToPrintArea'] as const

/** How artwork is laid onto the print area. */
export type ProdigiSizing = (typeof prodigiSizings)[number]

const progress = word(['NotStarted', 'InProgress', 'Complete', 'Error'])

const issue = z.object({
  /** The order or the item. */
  objectId: text,
  errorCode: z.catch(z.string(), 'Unknown'),
  description: text,
  authorisationDetails: lenient(z.object({ authorisationUrl: text, paymentDetails: lenient(cost) })),
})

/** In the order of the work. */
const details = z.object({
  downloadAssets: progress,
  allocateProductionLocation: progress,
  printReadyAssetsPrepared: progress,
  inProduction: progress,
  shipping: progress,
})

const status = z.object({
  stage: word(prodigiStages),
  issues: list(issue),
  details: z.catch(details, details.parse({})),
})

const chargeType = word(['Item', 'Shipping', 'Refund', 'Other'])

/** What is owed for an order: positive to Prodigi, negative (a refund) to the shop. */
const charge = z.object({
  id,
  prodigiInvoiceNumber: text,
  totalCost: lenient(cost),
  totalTax: lenient(cost),
  /** The reference has the type here, real answers at each row. */
  chargeType,
  items: list(
    z.object({
      id,
      itemId: text,
      shipmentId: text,
      cost: lenient(cost),
      /** Null in older orders. */
      chargeType,
    }),
  ),
})

/** Digits alone could come as a number. */
const trackingNumber = lenient(z.union([z.string(), mapped(z.number(), String)]))

const shipmentSchema = z.object({
  id,
  status: word(['Processing', 'Shipped', 'Cancelled']),
  /** Free text of the lab, without a common spelling. */
  carrier: lenient(z.object({ name: text, service: text })),
  /** Null until it is sent, and for ever for untracked post. */
  tracking: lenient(z.object({ number: trackingNumber, url: text })),
  dispatchDate: instant,
  items: list(z.object({ itemId: id })),
  fulfillmentLocation: lenient(z.object({ countryCode: text, labCode: text })),
})

const recipient = mapped(
  z.object({
    name: text,
    email: text,
    phoneNumber: text,
    mobilePhoneNumber: text,
    address: lenient(
      z.object({
        line1: text,
        line2: text,
        postalOrZipCode: text,
        countryCode: text,
        townOrCity: text,
        stateOrCounty: text,
      }),
    ),
  }),
  ({ mobilePhoneNumber, ...rest }) => ({ ...rest, phoneNumber: rest.phoneNumber ?? mobilePhoneNumber }),
)

const item = z.object({
  id,
  status: word(['Ok', 'Invalid', 'NotYetDownloaded']),
  merchantReference: text,
  sku: id,
  copies: count,
  sizing: word(prodigiSizings),
  attributes: record(z.string()),
  recipientCost: lenient(cost),
  assets: list(
    z.object({
      id: text,
      printArea: text,
      url: text,
      md5Hash: text,
      status: word(['InProgress', 'Complete', 'Error']),
      /** A link that works for about a week. */
      thumbnailUrl: text,
      /** Of a photobook. */
      pageCount: count,
    }),
  ),
})

const shippingMethod = mapped(z.string(), (given) => knownWord(given, prodigiShippingMethods))

/** Only the id is certain. Everything else is null or empty when it is absent or can't be read. */
export const orderSchema = mapped(
  z.object({
    id,
    created: instant,
    /** Not moved by every step: no cursor of changes. */
    lastUpdated: instant,
    callbackUrl: text,
    merchantReference: text,
    shippingMethod: lenient(shippingMethod),
    shipmentMethod: lenient(shippingMethod),
    idempotencyKey: text,
    /** Null for an order that is held by a pause window: Prodigi shows nothing but its id. */
    status: z.catch(
      mapped(z.nullish(status), (given) => given ?? null),
      status.parse({}),
    ),
    charges: list(charge),
    shipments: list(shipmentSchema),
    recipient: lenient(recipient),
    items: list(item),
    packingSlip: lenient(z.object({ url: text, status: text })),
    metadata: lenient(z.record(z.string(), z.unknown())),
  }),
  ({ shipmentMethod, ...rest }) => ({ ...rest, shippingMethod: rest.shippingMethod ?? shipmentMethod }),
)

/**
 * An order as Prodigi shows it, in Prodigi's words, with money in minor units and times as dates. Only `id` is certain.
 */
export type ProdigiOrder = z.output<typeof orderSchema>

/** A parcel of an order, in Prodigi’s words. */
export type ProdigiShipment = z.output<typeof shipmentSchema>

/** A problem that Prodigi reports of an order, with a link where money is to be authorised. */
export type ProdigiIssue = z.output<typeof issue>
