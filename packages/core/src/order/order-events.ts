import type { Fulfillment, FulfillmentProgress } from '../fulfillment/fulfillment.ts'
import type { Shipment } from '../fulfillment/shipment.ts'
import type { Money } from '../money/money.ts'
import type { Dispute } from '../payment/dispute.ts'
import type { Attention, AttentionCode } from './attention.ts'
import type { Claim } from './claim.ts'
import type { CancelRequest, Order, OrderTotals, Payment, ShippingAddress } from './order.ts'
import type { EditPart, OrderEdit } from './order-edit.ts'
import type { FulfillmentStatus, OrderStatus, ShipmentStatus } from './order-status.ts'
import type { OrderLine, Refund } from './refund.ts'
import type { RefundAttempt } from './refund-balance.ts'

/** What happened to an order. An order is the fold of its events; each carries all that {@link evolveOrder} needs. */
export type OrderEvent =
  | { readonly type: 'order_created'; readonly order: Order }
  | { readonly type: 'checkout_started'; readonly payment: Payment }
  | { readonly type: 'payment_processing'; readonly payment: Payment; readonly email: string | null }
  | {
      readonly type: 'payment_captured'
      readonly payment: Payment
      readonly email: string | null
      readonly totals: OrderTotals
      readonly shippingMethod: string | null
      readonly shippingAddress: ShippingAddress | null
    }
  | { readonly type: 'payment_failed' }
  | { readonly type: 'payment_refunded'; readonly amountRefunded: number; readonly readAt: Date }
  /** Money that was to go back has not, or came back to the shop. */
  | { readonly type: 'refund_failed'; readonly amountRefunded: number; readonly readAt: Date }
  /** What goes back next is fixed. */
  | { readonly type: 'refund_started'; readonly attempt: RefundAttempt }
  | { readonly type: 'refund_ended'; readonly number: number; readonly outcome: 'sent' | 'rejected' }
  /** What had come back is to go once more. */
  | { readonly type: 'refund_retried'; readonly amount: number }
  /** Given back in another way: what had come back, and what could not be sent; minor units. */
  | { readonly type: 'refund_settled'; readonly cameBack: number; readonly unsent: number }
  /** A dispute was opened or has gone on; `open` and `inquiry` make the payment `disputed`. */
  | { readonly type: 'payment_disputed'; readonly dispute: Dispute; readonly readAt: Date }
  | { readonly type: 'dispute_closed'; readonly dispute: Dispute | null; readonly readAt: Date }
  /** The provider suspects something, or no longer does. */
  | {
      readonly type: 'payment_risk_changed'
      readonly underReview: boolean
      readonly fraudWarning: string | null
      readonly readAt: Date
    }
  /** The payment provider was asked and said nothing new. */
  | { readonly type: 'payment_read'; readonly readAt: Date }
  | { readonly type: 'fulfillment_requested'; readonly fulfillment: Fulfillment; readonly reason: string | null }
  /** A person wants it sent as it is, whatever the last look says. */
  | { readonly type: 'submission_approved'; readonly fulfillmentId: string }
  | {
      readonly type: 'submission_started'
      readonly fulfillmentId: string
      readonly request: string
      readonly requestHash: string
      readonly quotedCost: Money | null
    }
  | { readonly type: 'submission_rejected'; readonly fulfillmentId: string; readonly message: string }
  /** The provider's order after the merge. */
  | {
      readonly type: 'fulfillment_updated'
      readonly fulfillmentId: string
      readonly from: FulfillmentStatus
      readonly progress: FulfillmentProgress
    }
  /** The provider was asked and said nothing new. Kept so that an older answer which comes later can't win. */
  | {
      readonly type: 'fulfillment_read'
      readonly fulfillmentId: string
      readonly readAt: Date
      /** The parcels that the answer described once more. */
      readonly parcels: readonly Pick<Shipment, 'id' | 'readAt'>[]
    }
  /** A parcel after the merge, when its status or its tracking changed; `from` is null when it is new. */
  | {
      readonly type: 'shipment_updated'
      readonly fulfillmentId: string
      readonly from: ShipmentStatus | null
      readonly shipment: Shipment
    }
  /** The carrier was asked and said nothing new. */
  | {
      readonly type: 'shipment_read'
      readonly fulfillmentId: string
      readonly shipmentId: string
      readonly trackedAt: Date
    }
  | { readonly type: 'cancel_requested'; readonly request: CancelRequest }
  | { readonly type: 'cancel_refused'; readonly message: string }
  /** What could be stopped is; the order goes on, for something of it has left. */
  | { readonly type: 'cancel_finished' }
  | { readonly type: 'order_closed'; readonly as: 'cancelled' | 'expired'; readonly reason: string }
  | { readonly type: 'attention_opened'; readonly attention: Attention }
  | { readonly type: 'attention_resolved'; readonly code: AttentionCode; readonly subject: string | null }
  | { readonly type: 'refund_requested'; readonly refund: Refund }
  /** Lines that were refunded before they were printed are taken out of the print. */
  | { readonly type: 'print_reduced'; readonly fulfillmentId: string; readonly lines: readonly OrderLine[] }
  | { readonly type: 'reprint_approved'; readonly fulfillmentId: string; readonly by: string }
  | { readonly type: 'claim_opened'; readonly claim: Claim }
  | { readonly type: 'claim_decided'; readonly claim: Claim }
  | { readonly type: 'cost_recovered'; readonly claimId: string; readonly amount: Money }
  | { readonly type: 'edit_requested'; readonly edit: OrderEdit }
  /** A part of the edit is about to be sent to a provider. */
  | { readonly type: 'edit_tried'; readonly part: EditPart }
  /** These parts of the order are changed, and of an edit that waited for them these are done. */
  | { readonly type: 'order_edited'; readonly edit: OrderEdit }
  | { readonly type: 'edit_refused'; readonly message: string }
  | { readonly type: 'note_added'; readonly note: string }
  /** Whom it was for is forgotten, in the events before as well. */
  | { readonly type: 'personal_data_erased' }
  | { readonly type: 'order_archived' }
  /** Something happened to an order in the archive; follows what did. */
  | { readonly type: 'order_unarchived' }
  /** The derived status changed; follows the event that changed it. */
  | { readonly type: 'status_changed'; readonly from: OrderStatus; readonly to: OrderStatus }

/** The names of what can happen to an order. */
export type OrderEventType = OrderEvent['type']

/** An event as it stands in the history. */
export interface RecordedOrderEvent {
  readonly id: string
  readonly orderId: string
  /** The order's version that it led to. */
  readonly version: number
  /** Its place among the events of that version, from 0. */
  readonly position: number
  readonly at: Date
  /** Who caused it: `system`, a provider's name, `customer:<id>`, `guest` or `admin:<id>`. */
  readonly actor: string
  readonly event: OrderEvent
}
