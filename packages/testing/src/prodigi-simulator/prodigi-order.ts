import type { Branding } from './branding.ts'

/** An order as Prodigi's v4 API writes it. Only the simulator's own words: it must not lean on the client it tests. */
export interface ProdigiOrder {
  readonly id: string
  readonly created: string
  /** Not moved by every step of production, as in the real service. */
  readonly lastUpdated: string
  readonly callbackUrl: string | null
  readonly merchantReference: string | null
  readonly shippingMethod: ShippingMethod
  readonly idempotencyKey: string | null
  readonly status: OrderStatus
  readonly charges: readonly Charge[]
  readonly shipments: readonly Shipment[]
  readonly recipient: Recipient
  readonly items: readonly Item[]
  readonly packingSlip: { readonly url: string; readonly status: string } | null
  readonly metadata: Readonly<Record<string, unknown>> | null
  /** Left out where the order has none. */
  readonly branding?: Branding
}

export const shippingMethods = ['Budget', 'Standard', 'Express', 'Overnight', 'StandardPlus'] as const
export type ShippingMethod = (typeof shippingMethods)[number]

type Stage = 'Draft' | 'AwaitingPayment' | 'InProgress' | 'Complete' | 'Cancelled'
export type Progress = 'NotStarted' | 'InProgress' | 'Complete' | 'Error'

export interface OrderStatus {
  readonly stage: Stage
  readonly issues: readonly Issue[]
  readonly details: {
    readonly downloadAssets: Progress
    readonly printReadyAssetsPrepared: Progress
    readonly allocateProductionLocation: Progress
    readonly inProduction: Progress
    readonly shipping: Progress
  }
}

export interface Issue {
  readonly objectId: string
  readonly errorCode: string
  readonly description: string
  readonly authorisationDetails: {
    readonly authorisationUrl: string
    readonly paymentDetails: Cost
  } | null
}

/** A decimal string with its currency. */
export interface Cost {
  readonly amount: string
  readonly currency: string
}

export interface Charge {
  readonly id: string
  readonly prodigiInvoiceNumber: string | null
  readonly totalCost: Cost
  readonly totalTax: Cost
  readonly items: readonly ChargeItem[]
}

export interface ChargeItem {
  readonly id: string
  readonly itemId: string | null
  readonly cost: Cost
  readonly shipmentId: string | null
  readonly chargeType: 'Item' | 'Shipping' | 'Refund' | 'Other'
}

export interface Shipment {
  readonly id: string
  readonly dispatchDate: string | null
  readonly carrier: Carrier
  readonly fulfillmentLocation: FulfillmentLocation
  readonly tracking: { readonly number: string; readonly url: string } | null
  readonly items: readonly { readonly itemId: string }[]
  readonly status: 'Processing' | 'Cancelled' | 'Shipped'
}

export interface Carrier {
  readonly name: string
  readonly service: string
}

export interface FulfillmentLocation {
  readonly countryCode: string
  readonly labCode: string
}

export interface Recipient {
  readonly name: string
  readonly email: string | null
  readonly phoneNumber: string | null
  readonly address: {
    readonly line1: string
    readonly line2: string | null
    readonly postalOrZipCode: string
    readonly countryCode: string
    readonly townOrCity: string
    readonly stateOrCounty: string | null
  }
}

export interface Item {
  readonly id: string
  readonly status: 'Ok' | 'Invalid' | 'NotYetDownloaded'
  readonly merchantReference: string | null
  readonly sku: string
  readonly copies: number
  readonly sizing: string
  readonly thumbnailUrl: string | null
  readonly attributes: Readonly<Record<string, string>>
  readonly assets: readonly Asset[]
  readonly recipientCost: Cost | null
  readonly correlationIdentifier: string
}

export interface Asset {
  readonly id: string
  readonly printArea: string
  readonly md5Hash: string | null
  readonly url: string
  readonly thumbnailUrl: string | null
  readonly status: 'InProgress' | 'Complete' | 'Error'
  readonly pageCount?: number
}
