import type { Fulfillment, FulfillmentProgress } from '../fulfillment/fulfillment.ts'
import { mergeFulfillment, progressOf } from '../fulfillment/merge-fulfillment.ts'
import { type Closing, concludeCancel, refusal } from './close-order.ts'
import { nextLook, progressEvents } from './decide-fulfillment.ts'
import { trackNewNumbers } from './decide-tracking.ts'
import { accept, type Decision, openAttention, reject } from './decision.ts'
import { hasLeft, isOpen, isUntouched, wasSent } from './derive-order-status.ts'
import { foldEvents } from './fold-events.ts'
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
  const stoppable = order.fulfillments.filter((f) => isOpen(f) && !hasLeft(f))
  if (wasSent(order) && stoppable.length === 0) return reject('already_shipped', 'A parcel has left already.')
  const step: OrderEffect = order.payment.capturedAt
    ? { kind: 'cancel_order' }
    : { kind: 'expire_checkout', delayMs: 0 }
  if (order.cancelRequest) return accept([], [step])
  const request = { reason, at: context.now, fulfillmentIds: stoppable.map(({ id }) => id) }
  const requested: OrderEvent = { type: 'cancel_requested', request }
  if (order.payment.capturedAt && stoppable.every(isUntouched)) {
    const end = concludeCancel(foldEvents(order, [requested], context.now), [], context)
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
  if (!fulfillment) return reject('fulfillment_not_found', 'The order has no such fulfillment.', 'fulfillmentId')
  if (fulfillment.status === 'pending') return reject('not_submitted', 'Nothing was sent to a provider yet.')
  const read = result.snapshot && mergeFulfillment(fulfillment, result.snapshot, readAt)
  const cancelled: FulfillmentProgress = { ...progressOf(fulfillment), status: 'cancelled', readAt }
  const progress = read ?? (result.outcome === 'cancelled' && isOpen(fulfillment) ? cancelled : fulfillment)
  const known = progressEvents(fulfillment, progress)
  const tracked = trackNewNumbers(fulfillment.id, fulfillment.shipments, progress)
  const after = foldEvents(order, known, now)
  const look =
    result.outcome !== 'cancelled' && isOpen(progress) ? [nextLook({ ...fulfillment, ...progress }, now)] : []
  if (!order.cancelRequest) return accept(known, [...tracked, ...look])
  const refused = result.outcome === 'cancelled' ? [] : [fulfillmentId]
  const told = result.outcome === 'cancelled' ? [] : openAttention(after, refusal(result.outcome, fulfillmentId), now)
  const end = awaited(after, refused).length > 0 ? nothing : concludeCancel(after, refused, context)
  return accept([...known, ...told, ...end.events], [...tracked, ...look, ...end.effects])
}

/**
 * When every print was asked for, the request is at its end. A submission whose outcome is unknown is sent again first, for only
 * that shows whether there is something to cancel.
 */
export function decideFinishCancel(
  order: Order,
  { refused }: CommandOf<'finish_cancel'>,
  context: DecisionContext,
): Decision {
  if (!order.cancelRequest || !order.payment.capturedAt) return accept()
  const waiting = awaited(order, refused)
  if (waiting.length > 0) {
    const unanswered = waiting.filter((f) => f.status === 'submitting')
    return accept(
      [],
      unanswered.map((f) => ({ kind: 'submit_fulfillment', fulfillmentId: f.id })),
    )
  }
  const { events, effects } = concludeCancel(order, refused, context)
  return accept(events, effects)
}

const nothing: Closing = { events: [], effects: [] }

/** The prints of the request of which nobody knows yet whether they are stopped. */
function awaited({ cancelRequest, fulfillments }: Order, refused: readonly string[]): readonly Fulfillment[] {
  const asked = cancelRequest?.fulfillmentIds ?? []
  return fulfillments.filter(
    (f) => asked.includes(f.id) && isOpen(f) && f.status !== 'pending' && !refused.includes(f.id),
  )
}
