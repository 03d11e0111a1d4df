import type { Money } from '../money/money.ts'
import type { AttentionCode } from '../order/attention.ts'
import type { ShippingAddress } from '../order/order.ts'
import type { FulfillmentStatus } from '../order/order-status.ts'
import type { OrderLine } from '../order/refund.ts'
import type { Shipment, ShipmentSnapshot } from './shipment.ts'

/** A fault that the provider reports about its order. */
export interface FulfillmentIssue {
  /** The provider's own code, kept as given. */
  readonly code: string
  readonly message: string
  /** What the provider says it is about, such as an item's id. */
  readonly subject: string | null
  /** Where an admin can act. */
  readonly url: string | null
  /** The reason for attention that it opens; null when it is only to be known, or passes by itself. */
  readonly attention: AttentionCode | null
}

/** What a provider charges the shop for. */
export type ProviderChargeKind = 'item' | 'shipping' | 'tax' | 'refund' | 'other'

/** A row of a provider's bill; negative amounts go back to the shop. */
export interface ProviderCharge {
  /** The provider's id, or one made of it. Unique within its fulfillment. */
  readonly id: string
  readonly kind: ProviderChargeKind
  readonly amount: Money
  /** The provider's ids of what it is for. */
  readonly itemId: string | null
  readonly shipmentId: string | null
}

/** A print that a second person must agree to before it is sent. */
export interface FulfillmentApproval {
  readonly requestedBy: string
  /** Somebody else; null while nobody has. */
  readonly approvedBy: string | null
  /** Where it goes instead, once it is agreed to; null: where the order goes. */
  readonly recipient: ShippingAddress | null
}

/** One provider order for items of an order. A reprint is another fulfillment, of the next generation. */
export interface Fulfillment {
  readonly id: string
  readonly provider: string
  /** 1 for the first print; every approved reprint counts on. */
  readonly generation: number
  readonly status: FulfillmentStatus
  /** What it prints: all lines of the order for the first print, less what was refunded before it was sent. */
  readonly lines: readonly OrderLine[]
  /** Why there is another print; null for the first. */
  readonly reason: string | null
  /** The print that it stands in for. */
  readonly replaces: string | null
  /** Null when it needs no second person. */
  readonly approval: FulfillmentApproval | null
  /** Stored before the first call and sent with every one of this print. */
  readonly idempotencyKey: string
  /** The exact body of the submission, stored before the first call; null before that. */
  readonly request: string | null
  /** Hex SHA-256 of `request`. */
  readonly requestHash: string | null
  readonly providerOrderId: string | null
  /** What the provider was to charge, as quoted just before the submission; null when it gave no quote. */
  readonly quotedCost: Money | null
  /** What the provider charges. */
  readonly charges: readonly ProviderCharge[]
  readonly issues: readonly FulfillmentIssue[]
  readonly shipments: readonly Shipment[]
  readonly requestedAt: Date
  /** When a person asked to send it as it is, whatever the last look says; null when nobody did. */
  readonly approvedAt: Date | null
  readonly submittedAt: Date | null
  /** When the provider was asked for what stands here; null before its first answer. */
  readonly readAt: Date | null
}

/** The part of a fulfillment that a provider's word changes. */
export type FulfillmentProgress = Pick<
  Fulfillment,
  'status' | 'providerOrderId' | 'charges' | 'issues' | 'shipments' | 'submittedAt' | 'readAt'
>

/** The statuses that a provider can report. */
export type ProviderFulfillmentStatus = Exclude<FulfillmentStatus, 'pending' | 'submitting' | 'rejected'>

/** A provider's order as it describes it, in our words. */
export interface FulfillmentSnapshot {
  readonly providerOrderId: string
  readonly status: ProviderFulfillmentStatus
  /** Empty until the provider has made its bill. */
  readonly charges: readonly ProviderCharge[]
  readonly issues: readonly FulfillmentIssue[]
  readonly shipments: readonly ShipmentSnapshot[]
}
