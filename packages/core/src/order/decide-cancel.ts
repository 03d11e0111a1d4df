import type { FulfillmentProgress } from '../fulfillment/fulfillment.ts'
import { mergeFulfillment, progressOf } from '../fulfillment/merge-fulfillment.ts'
import { progressEvents } from './decide-fulfillment.ts'
import { abandon, refundable } from './decide-payment.ts'
import { accept, type Decision, openAttention, reject } from './decision.ts'
import { isOpen, isSent } from './derive-order-status.ts'
import { evolveOrder } from './evolve-order.ts'
import type { Order } from './order.ts'
import type { CommandOf, DecisionContext } from './order-commands.ts'
import type { OrderEffect } from './order-effects.ts'
import type { OrderEvent } from './order-events.ts'

/** Money goes back only after the provider has said that nothing is printed (INV-11). */
export function decideRequestCancel(
  order: Order,
  { reason }: CommandOf<'request_cancel'>,
  { now }: DecisionContext,
): Decision {
  if (order.closedAs === 'cancelled') return accept()
  if (order.closedAs) return reject('order_closed', 'The order has expired.')
  if (order.fulfillments.some((f) => f.status === 'shipped' || f.shipments.some(isSent))) {
    return reject('already_shipped', 'A parcel has left already.')
  }
  const step: OrderEffect = order.payment.capturedAt
    ? { kind: 'cancel_order' }
    : { kind: 'expire_checkout', delayMs: 0 }
  if (order.cancelRequest) return accept([], [step])
  const requested: OrderEvent = { type: 'cancel_requested', request: { reason, at: now } }
  const untouched = order.fulfillments.every((f) => ['pending', 'cancelled', 'rejected'].includes(f.status))
  if (order.payment.capturedAt && untouched) {
    const end = endCancel(order, reason)
    return accept([requested, ...abandon(order), ...end.events], end.effects)
  }
  if (!order.payment.capturedAt && order.payment.checkoutId === null) {
    return accept([requested, { type: 'order_closed', as: 'cancelled', reason }])
  }
  return accept([requested], [step])
}

/** What the provider answered to the request to cancel. */
export function decideRecordCancel(
  order: Order,
  { fulfillmentId, result, readAt }: CommandOf<'record_cancel'>,
  { now }: DecisionContext,
): Decision {
  const fulfillment = order.fulfillments.find((f) => f.id === fulfillmentId)
  if (!fulfillment) return reject('fulfillment_not_found', 'The order has no such fulfillment.')
  if (fulfillment.status === 'pending') return reject('not_submitted', 'Nothing was sent to a provider yet.')
  if (!order.cancelRequest) return accept()
  const read = result.snapshot && mergeFulfillment(fulfillment, result.snapshot, readAt)
  const cancelled: FulfillmentProgress = { ...progressOf(fulfillment), status: 'cancelled', readAt }
  const progress = read ?? (result.outcome === 'cancelled' ? cancelled : fulfillment)
  const events = progressEvents(fulfillment, progress)
  if (result.outcome !== 'cancelled') return accept([...events, ...giveUp(order, fulfillmentId, result.outcome, now)])
  const after = events.reduce((o, event) => evolveOrder(o, { event, at: now, version: o.version }), order)
  if (after.fulfillments.some(isOpen)) return accept(events)
  const end = endCancel(after, order.cancelRequest.reason)
  return accept([...events, ...end.events], end.effects)
}

/**
 * When nothing is open at the provider the order is over and what is left of the money goes back. A submission whose
 * outcome is unknown is sent again first, for only that shows whether there is something to cancel.
 */
export function decideFinishCancel(order: Order): Decision {
  if (!order.cancelRequest) return accept()
  const unknown = order.fulfillments.filter((f) => f.status === 'submitting')
  const open = order.fulfillments.some((f) => isOpen(f) && f.status !== 'pending')
  if (open)
    return accept(
      [],
      unknown.map((f) => ({ kind: 'submit_fulfillment', fulfillmentId: f.id, approved: false })),
    )
  const end = endCancel(order, order.cancelRequest.reason)
  return accept([...abandon(order), ...end.events], end.effects)
}

function endCancel(order: Order, reason: string): { events: OrderEvent[]; effects: OrderEffect[] } {
  const amount = refundable(order)
  const refund: OrderEffect = { kind: 'refund_payment', amount, refundedBefore: order.payment.amountRefunded }
  return { events: [{ type: 'order_closed', as: 'cancelled', reason }], effects: amount > 0 ? [refund] : [] }
}

function giveUp(order: Order, subject: string, outcome: 'partial' | 'refused', now: Date): OrderEvent[] {
  const reason =
    outcome === 'refused'
      ? ({
          code: 'cancel_refused',
          message: 'It was too late: the provider goes on printing. Nothing was refunded.',
        } as const)
      : ({
          code: 'partially_cancelled',
          message: 'Some parcels were cancelled, others go on. Nothing was refunded.',
        } as const)
  return [{ type: 'cancel_refused', message: reason.message }, ...openAttention(order, { ...reason, subject }, now)]
}
