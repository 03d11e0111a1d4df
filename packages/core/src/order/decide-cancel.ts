import type { FulfillmentProgress } from '../fulfillment/fulfillment.ts'
import { mergeFulfillment, progressOf } from '../fulfillment/merge-fulfillment.ts'
import { closeAsCancelled, refuseCancel } from './close-order.ts'
import { nextLook, progressEvents } from './decide-fulfillment.ts'
import { trackNewNumbers } from './decide-tracking.ts'
import { accept, type Decision, reject } from './decision.ts'
import { isOpen, isUntouched, wasSent } from './derive-order-status.ts'
import { evolveOrder } from './evolve-order.ts'
import type { Order } from './order.ts'
import type { CommandOf, DecisionContext } from './order-commands.ts'
import type { OrderEffect } from './order-effects.ts'
import type { OrderEvent } from './order-events.ts'

/** Money goes back only after the provider has said that nothing is printed (INV-11). */
export function decideRequestCancel(
  order: Order,
  { reason }: CommandOf<'request_cancel'>,
  context: DecisionContext,
): Decision {
  if (order.closedAs === 'cancelled') return accept()
  if (order.closedAs) return reject('order_closed', 'The order has expired.')
  if (wasSent(order)) {
    return reject('already_shipped', 'A parcel has left already.')
  }
  const step: OrderEffect = order.payment.capturedAt
    ? { kind: 'cancel_order' }
    : { kind: 'expire_checkout', delayMs: 0 }
  if (order.cancelRequest) return accept([], [step])
  const requested: OrderEvent = { type: 'cancel_requested', request: { reason, at: context.now } }
  if (order.payment.capturedAt && order.fulfillments.every(isUntouched)) {
    const end = closeAsCancelled(order, reason, context)
    return accept([requested, ...end.events], end.effects)
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
  context: DecisionContext,
): Decision {
  const { now } = context
  const fulfillment = order.fulfillments.find((f) => f.id === fulfillmentId)
  if (!fulfillment) return reject('fulfillment_not_found', 'The order has no such fulfillment.')
  if (fulfillment.status === 'pending') return reject('not_submitted', 'Nothing was sent to a provider yet.')
  if (!order.cancelRequest) return accept()
  const read = result.snapshot && mergeFulfillment(fulfillment, result.snapshot, readAt)
  const cancelled: FulfillmentProgress = { ...progressOf(fulfillment), status: 'cancelled', readAt }
  const progress = read ?? (result.outcome === 'cancelled' ? cancelled : fulfillment)
  const events = progressEvents(fulfillment, progress)
  const tracked = trackNewNumbers(fulfillment.id, fulfillment.shipments, progress)
  if (result.outcome !== 'cancelled') {
    const look = isOpen(progress) ? [nextLook({ ...fulfillment, ...progress }, now)] : []
    return accept([...events, ...refuseCancel(order, fulfillmentId, result.outcome, now)], [...tracked, ...look])
  }
  const after = events.reduce((o, event) => evolveOrder(o, { event, at: now, version: o.version }), order)
  if (after.fulfillments.some(isOpen)) return accept(events, tracked)
  const end = closeAsCancelled(after, order.cancelRequest.reason, context)
  return accept([...events, ...end.events], [...tracked, ...end.effects])
}

/**
 * When nothing is open at the provider the order is over and what is left of the money goes back. A submission whose
 * outcome is unknown is sent again first, for only that shows whether there is something to cancel.
 */
export function decideFinishCancel(order: Order, context: DecisionContext): Decision {
  if (!order.cancelRequest || !order.payment.capturedAt) return accept()
  const atProvider = order.fulfillments.filter((f) => isOpen(f) && f.status !== 'pending')
  if (atProvider.length > 0) {
    const unanswered = atProvider.filter((f) => f.status === 'submitting')
    return accept(
      [],
      unanswered.map((f) => ({ kind: 'submit_fulfillment', fulfillmentId: f.id })),
    )
  }
  const { events, effects } = closeAsCancelled(order, order.cancelRequest.reason, context)
  return accept(events, effects)
}
