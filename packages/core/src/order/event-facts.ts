import type { Money } from '../money/money.ts'
import type { AttentionCode } from './attention.ts'
import type { OrderEvent } from './order-events.ts'
import type { FulfillmentStatus, OrderStatus, ShipmentStatus } from './order-status.ts'

/** What an event is about, in ids, codes, statuses and money. */
export interface EventFacts {
  readonly from?: OrderStatus
  readonly to?: OrderStatus
  readonly as?: 'cancelled' | 'expired'
  readonly amount?: Money
  readonly claimId?: string
  readonly fulfillmentId?: string
  readonly fulfillmentStatus?: FulfillmentStatus
  readonly shipmentId?: string
  readonly shipmentStatus?: ShipmentStatus
  readonly code?: AttentionCode
}

/**
 * The facts of an event that lead to nobody: no free text, no address, no tracking number.
 *
 * @param currency of the order.
 * @example
 * ```ts
 * import { factsOfEvent } from '@quoin/core'
 *
 * factsOfEvent({ type: 'payment_refunded', amountRefunded: 900, readAt: new Date() }, 'USD').amount?.amount // 900
 * ```
 */
export function factsOfEvent(event: OrderEvent, currency: string): EventFacts {
  switch (event.type) {
    case 'payment_captured':
      return { amount: event.totals.total }
    case 'payment_refunded':
    case 'refund_failed':
      return { amount: { amount: event.amountRefunded, currency } }
    case 'refund_retried':
      return { amount: { amount: event.amount, currency } }
    case 'refund_settled':
      return { amount: { amount: event.cameBack + event.unsent, currency } }
    case 'refund_requested':
      return { amount: event.refund.amount }
    case 'fulfillment_requested':
      return { fulfillmentId: event.fulfillment.id, fulfillmentStatus: event.fulfillment.status }
    case 'fulfillment_updated':
      return { fulfillmentId: event.fulfillmentId, fulfillmentStatus: event.progress.status }
    case 'claim_opened':
    case 'claim_decided':
      return { claimId: event.claim.id }
    case 'cost_recovered':
      return { claimId: event.claimId, amount: event.amount }
    case 'print_reduced':
    case 'reprint_approved':
    case 'submission_approved':
    case 'submission_started':
    case 'submission_rejected':
      return { fulfillmentId: event.fulfillmentId }
    case 'shipment_updated': {
      const { fulfillmentId, shipment } = event
      return { fulfillmentId, shipmentId: shipment.id, shipmentStatus: shipment.status }
    }
    case 'order_closed':
      return { as: event.as }
    case 'attention_opened':
      return { code: event.attention.code }
    case 'attention_resolved':
      return { code: event.code }
    case 'status_changed':
      return { from: event.from, to: event.to }
    default:
      return {}
  }
}
