import type { Fulfillment } from '../fulfillment/fulfillment.ts'
import type { Shipment } from '../fulfillment/shipment.ts'
import type { Order } from './order.ts'
import { restOfEdit } from './order-edit.ts'
import type { OrderEvent, RecordedOrderEvent } from './order-events.ts'
import { arriveRefund, bookRefund, resendRefund, returnRefund, settleRefund } from './refund-balance.ts'
import { orderWithoutPersonalData } from './without-personal-data.ts'

/**
 * The order after an event. Folding an order's whole history gives the order (INV-17).
 *
 * @throws {TypeError} when the first event is not `order_created`: such a history is no history.
 * @example
 * ```ts
 * import { evolveOrder, type Order, type RecordedOrderEvent } from '@quoin/core'
 *
 * export function replay(history: readonly RecordedOrderEvent[]): Order | null {
 *   return history.reduce<Order | null>(evolveOrder, null)
 * }
 * ```
 */
export function evolveOrder(
  order: Order | null,
  recorded: Pick<RecordedOrderEvent, 'event' | 'at' | 'version'>,
): Order {
  const { event, at, version } = recorded
  const stamp = { version, updatedAt: at }
  if (event.type === 'order_created') return { ...event.order, ...stamp }
  if (!order) throw new TypeError('The history of an order begins with order_created.')
  return { ...order, ...changeOf(order, event, at), ...stamp }
}

function changeOf(order: Order, event: Exclude<OrderEvent, { type: 'order_created' }>, at: Date): Partial<Order> {
  switch (event.type) {
    case 'checkout_started':
      return { payment: event.payment }
    case 'payment_processing':
      return { paymentStatus: 'processing', payment: event.payment, email: event.email }
    case 'payment_captured':
      return {
        paymentStatus: 'paid',
        payment: event.payment,
        email: event.email,
        totals: event.totals,
        shippingMethod: event.shippingMethod,
        shippingAddress: event.shippingAddress,
      }
    case 'payment_failed':
      return { paymentStatus: 'failed' }
    case 'payment_refunded':
    case 'refund_failed': {
      const { amountRefunded, readAt } = event
      const payment = { ...order.payment, amountRefunded, readAt }
      const move = event.type === 'payment_refunded' ? arriveRefund : returnRefund
      return {
        payment,
        paymentStatus: order.paymentStatus === 'disputed' ? 'disputed' : settledStatus(payment),
        refundBalance: move(order.refundBalance, order.payment.amountRefunded, amountRefunded),
      }
    }
    case 'refund_started':
      return { refundBalance: { ...order.refundBalance, attempts: event.attempt.number, attempt: event.attempt } }
    case 'refund_ended':
      return { refundBalance: { ...order.refundBalance, attempt: null } }
    case 'refund_retried':
      return { refundBalance: resendRefund(order.refundBalance, order.payment.amountRefunded) }
    case 'refund_settled':
      return { refundBalance: settleRefund(order.refundBalance, event) }
    case 'payment_disputed':
      return { paymentStatus: 'disputed', payment: { ...order.payment, dispute: event.dispute, readAt: event.readAt } }
    case 'dispute_closed':
      return {
        paymentStatus: settledStatus(order.payment),
        payment: { ...order.payment, dispute: event.dispute ?? order.payment.dispute, readAt: event.readAt },
      }
    case 'payment_risk_changed': {
      const { underReview, fraudWarning, readAt } = event
      return { payment: { ...order.payment, underReview, fraudWarning, readAt } }
    }
    case 'payment_read':
      return { payment: { ...order.payment, readAt: event.readAt } }
    case 'fulfillment_requested':
      return { fulfillments: [...order.fulfillments, event.fulfillment] }
    case 'submission_approved':
      return changeFulfillment(order, event.fulfillmentId, { approvedAt: at })
    case 'submission_started':
      return changeFulfillment(order, event.fulfillmentId, {
        status: 'submitting',
        request: event.request,
        requestHash: event.requestHash,
        quotedCost: event.quotedCost,
      })
    case 'submission_rejected':
      return changeFulfillment(order, event.fulfillmentId, { status: 'rejected' })
    case 'fulfillment_updated':
      return changeFulfillment(order, event.fulfillmentId, event.progress)
    case 'fulfillment_read':
      return event.parcels.reduce(
        (prints, { id, readAt }) => changeShipment(prints, event.fulfillmentId, id, { readAt }),
        changeFulfillment(order, event.fulfillmentId, { readAt: event.readAt }),
      )
    case 'shipment_updated':
      return changeShipment(order, event.fulfillmentId, event.shipment.id, event.shipment)
    case 'shipment_read':
      return changeShipment(order, event.fulfillmentId, event.shipmentId, { trackedAt: event.trackedAt })
    case 'cancel_requested':
      return { cancelRequest: event.request }
    case 'cancel_refused':
    case 'cancel_finished':
      return { cancelRequest: null }
    case 'order_closed':
      return { closedAs: event.as, cancelRequest: null, edit: null }
    case 'attention_opened':
      return { attention: [...order.attention, event.attention] }
    case 'attention_resolved':
      return { attention: order.attention.filter((a) => a.code !== event.code || a.subject !== event.subject) }
    case 'refund_requested':
      return {
        refunds: [...order.refunds, event.refund],
        refundBalance: bookRefund(order.refundBalance, order.payment.amountRefunded, event.refund.amount.amount),
      }
    case 'print_reduced':
      return changeFulfillment(order, event.fulfillmentId, { lines: event.lines })
    case 'reprint_approved':
      return {
        fulfillments: order.fulfillments.map((f) =>
          f.id === event.fulfillmentId && f.approval ? { ...f, approval: { ...f.approval, approvedBy: event.by } } : f,
        ),
      }
    case 'claim_opened':
      return { claims: [...order.claims, event.claim] }
    case 'claim_decided':
      return { claims: order.claims.map((c) => (c.id === event.claim.id ? event.claim : c)) }
    case 'cost_recovered':
      return { claims: order.claims.map((c) => (c.id === event.claimId ? { ...c, recovered: event.amount } : c)) }
    case 'edit_requested':
      return { edit: event.edit }
    case 'edit_tried':
      return { edit: order.edit && { ...order.edit, tried: event.part } }
    case 'order_edited': {
      const { id, recipient, shippingMethod, metadata } = event.edit
      return {
        ...(order.edit?.id === id && { edit: restOfEdit(order.edit, event.edit) }),
        ...(recipient && { shippingAddress: recipient }),
        ...(shippingMethod !== undefined && { shippingMethod }),
        ...(metadata && { metadata }),
      }
    }
    case 'edit_refused':
      return { edit: null }
    case 'note_added':
      return {}
    case 'personal_data_erased':
      return { ...orderWithoutPersonalData(order), erasedAt: at }
    case 'order_archived':
      return { archivedAt: at }
    case 'order_unarchived':
      return { archivedAt: null }
    case 'status_changed':
      return { status: event.to, statusChangedAt: at }
    default:
      return unknownEvent(event)
  }
}

/** What the amounts alone say. */
function settledStatus(payment: { amountCaptured: number; amountRefunded: number }) {
  if (payment.amountRefunded === 0) return 'paid'
  return payment.amountRefunded >= payment.amountCaptured ? 'refunded' : 'partially_refunded'
}

type Prints = Pick<Order, 'fulfillments'>

function changeFulfillment({ fulfillments }: Prints, id: string, change: Partial<Fulfillment>): Prints {
  return { fulfillments: fulfillments.map((f) => (f.id === id ? { ...f, ...change } : f)) }
}

function changeShipment(prints: Prints, fulfillmentId: string, id: string, change: Partial<Shipment>): Prints {
  const fulfillment = prints.fulfillments.find((f) => f.id === fulfillmentId)
  const shipments = (fulfillment?.shipments ?? []).map((s) => (s.id === id ? { ...s, ...change } : s))
  return changeFulfillment(prints, fulfillmentId, { shipments })
}

/** Unreachable by type; an event of a newer version of Quoin must not be folded wrongly in silence. */
function unknownEvent(event: never): never {
  const { type } = Object(event)
  throw new TypeError(`Events of the type ${String(type)} are unknown to this version.`)
}
