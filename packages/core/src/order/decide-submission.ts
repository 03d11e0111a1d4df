import type { Fulfillment, FulfillmentProgress } from '../fulfillment/fulfillment.ts'
import { mergeFulfillment } from '../fulfillment/merge-fulfillment.ts'
import { progressEvents, reactToProgress } from './decide-fulfillment.ts'
import {
  accept,
  blockingAttention,
  type Decision,
  holdingAttention,
  openAttention,
  reject,
  resolveAttention,
} from './decision.ts'
import type { Order } from './order.ts'
import type { CommandOf, DecisionContext, FulfillmentTarget } from './order-commands.ts'
import type { OrderEffect } from './order-effects.ts'
import type { OrderEvent } from './order-events.ts'

/** One more print of the order: a new generation with a key of its own, stored before anything is sent (INV-13). */
export function requestFulfillment(
  order: Order,
  target: FulfillmentTarget,
  reason: string | null,
  { now, newId }: DecisionContext,
): { events: OrderEvent[]; effects: OrderEffect[] } {
  const generation = 1 + Math.max(0, ...order.fulfillments.map((f) => f.generation))
  const fulfillment: Fulfillment = {
    id: newId(),
    provider: target.provider,
    generation,
    status: 'pending',
    // From the order alone: whoever asks for this print, however often, asks under one name.
    idempotencyKey: `${order.id}:${generation}`,
    request: null,
    requestHash: null,
    providerOrderId: null,
    quotedCost: null,
    charges: [],
    issues: [],
    shipments: [],
    requestedAt: now,
    submittedAt: null,
    readAt: null,
  }
  return {
    events: [{ type: 'fulfillment_requested', fulfillment, reason }],
    effects: [{ kind: 'submit_fulfillment', fulfillmentId: fulfillment.id, approved: false }],
  }
}

/** The last look before money is spent. An attempt that was begun may always go on, for only that shows how it ended. */
export function decideStartSubmission(order: Order, command: CommandOf<'start_submission'>): Decision {
  const fulfillment = order.fulfillments.find((f) => f.id === command.fulfillmentId)
  if (!fulfillment) return reject('fulfillment_not_found', 'The order has no such fulfillment.')
  if (fulfillment.status === 'submitting') return accept()
  if (fulfillment.status !== 'pending') return reject('not_submittable', `It is ${fulfillment.status} already.`)
  if (order.closedAs) return reject('order_closed', 'The order is closed.')
  if (order.cancelRequest) return reject('cancel_requested', 'The order is being cancelled.')
  if (order.paymentStatus !== 'paid' && order.paymentStatus !== 'partially_refunded') {
    return reject('payment_not_clear', `The payment is ${order.paymentStatus}.`)
  }
  const { fulfillmentId, request, requestHash, quotedCost } = command
  const cleared = resolveAttention(order, (a) => a.subject === fulfillmentId && holdingAttention.includes(a.code))
  return accept([{ type: 'submission_started', fulfillmentId, request, requestHash, quotedCost }, ...cleared])
}

/** A print that would fail or cost too much waits for a person, before anything is sent (F64, F71). */
export function decideHoldSubmission(
  order: Order,
  { fulfillmentId, reason }: CommandOf<'hold_submission'>,
  { now }: DecisionContext,
): Decision {
  const fulfillment = order.fulfillments.find((f) => f.id === fulfillmentId)
  if (fulfillment?.status !== 'pending') return accept()
  return accept(openAttention(order, { ...reason, subject: fulfillmentId }, now))
}

/** The provider has the order. */
export function decideRecordSubmission(
  order: Order,
  { fulfillmentId, result, readAt }: CommandOf<'record_submission'>,
  { now }: DecisionContext,
): Decision {
  const fulfillment = order.fulfillments.find((f) => f.id === fulfillmentId)
  if (!fulfillment) return reject('fulfillment_not_found', 'The order has no such fulfillment.')
  if (fulfillment.status === 'pending') return reject('not_submitted', 'Nothing was sent to a provider yet.')
  const progress: FulfillmentProgress = mergeFulfillment(fulfillment, result.snapshot, readAt)
  const events = progressEvents(fulfillment, progress)
  if (result.mismatches.length > 0) {
    const message = `The provider has another order under this key: ${result.mismatches.join(', ')}.`
    events.push(...openAttention(order, { code: 'submission_mismatch', subject: fulfillmentId, message }, now))
  }
  const settled = resolveAttention(order, (a) => a.code === 'retries_exhausted' && a.subject === 'submit_fulfillment')
  const reaction = reactToProgress(order, fulfillment, progress, now)
  const effects = order.cancelRequest ? [{ kind: 'cancel_order' } as const] : reaction.effects
  return accept([...events, ...settled, ...reaction.events], effects)
}

/** The provider will never take it as it is (F45). */
export function decideRejectSubmission(
  order: Order,
  { fulfillmentId, message, path }: CommandOf<'reject_submission'>,
  { now }: DecisionContext,
): Decision {
  const fulfillment = order.fulfillments.find((f) => f.id === fulfillmentId)
  if (!fulfillment) return reject('fulfillment_not_found', 'The order has no such fulfillment.')
  if (fulfillment.status !== 'submitting') return accept()
  const reason = { code: 'submission_rejected', subject: fulfillmentId, message, path } as const
  const events: OrderEvent[] = [
    { type: 'submission_rejected', fulfillmentId, message },
    ...openAttention(order, reason, now),
  ]
  return accept(events, order.cancelRequest ? [{ kind: 'cancel_order' }] : [])
}

/** An admin asks to send what is paid, as it is. Whatever was sent stays as it is. */
export function decideSubmit(
  order: Order,
  { fulfillment }: CommandOf<'submit_order'>,
  context: DecisionContext,
): Decision {
  const refusal = refusePrint(order)
  if (refusal) return refusal
  const unsent = order.fulfillments.filter((f) => f.status === 'pending' || f.status === 'submitting')
  if (unsent.length > 0)
    return accept(
      [],
      unsent.map((f) => submitEffect(f, true)),
    )
  if (order.fulfillments.some((f) => f.status !== 'rejected')) return accept()
  const print = requestFulfillment(order, fulfillment, 'submitted_by_admin', context)
  return accept([...settleRejection(order), ...print.events], print.effects)
}

/** An admin asks to try again what stopped: the same print while its outcome is open, a new one after a definite no. */
export function decideRetry(
  order: Order,
  { fulfillment }: CommandOf<'retry_order'>,
  context: DecisionContext,
): Decision {
  if (order.cancelRequest) return accept([], [{ kind: 'cancel_order' }])
  const refusal = refusePrint(order)
  if (refusal) return refusal
  const open = order.fulfillments.filter((f) => !['shipped', 'cancelled', 'rejected'].includes(f.status))
  const retried = resolveAttention(order, (a) => a.code === 'retries_exhausted')
  if (open.length > 0) {
    const effects = open.map(
      (f): OrderEffect => (f.providerOrderId === null ? submitEffect(f, false) : refreshEffect(f)),
    )
    return accept(retried, effects)
  }
  if (order.fulfillments.some((f) => f.status !== 'rejected')) {
    return reject('nothing_to_retry', 'Nothing of this order has stopped.')
  }
  const print = requestFulfillment(order, fulfillment, 'retried_by_admin', context)
  return accept([...retried, ...settleRejection(order), ...print.events], print.effects)
}

function refusePrint(order: Order): Decision | null {
  if (order.closedAs) return reject('order_closed', 'The order is closed.')
  if (!order.payment.capturedAt) return reject('not_paid', 'The order is not paid.')
  if (order.cancelRequest) return reject('cancel_requested', 'The order is being cancelled.')
  if (order.paymentStatus !== 'paid' && order.paymentStatus !== 'partially_refunded') {
    return reject('payment_not_clear', `The payment is ${order.paymentStatus}.`)
  }
  const open = order.attention.find((a) => blockingAttention.includes(a.code))
  if (open && order.fulfillments.length === 0) {
    return reject('attention_open', `Resolve "${open.code}" first: ${open.message}`)
  }
  if (order.shippingAddress === null || order.shippingMethod === null) {
    return reject('attention_open', 'The order has no address or no shipping method.')
  }
  return null
}

function settleRejection(order: Order): OrderEvent[] {
  return resolveAttention(order, (a) => a.code === 'submission_rejected')
}

const submitEffect = (f: Fulfillment, approved: boolean): OrderEffect => ({
  kind: 'submit_fulfillment',
  fulfillmentId: f.id,
  approved,
})
const refreshEffect = (f: Fulfillment): OrderEffect => ({
  kind: 'refresh_fulfillment',
  fulfillmentId: f.id,
  delayMs: 0,
})
