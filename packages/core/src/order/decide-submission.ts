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
import { isRefunded } from './derive-order-status.ts'
import type { Order } from './order.ts'
import type { CommandOf, DecisionContext, FulfillmentTarget } from './order-commands.ts'
import type { OrderEffect } from './order-effects.ts'
import type { OrderEvent } from './order-events.ts'
import { linesToPrint } from './order-lines.ts'
import type { OrderRejection } from './order-rejection.ts'
import type { PaymentStatus } from './order-status.ts'

/** What a print is asked for with. */
export interface PrintRequest extends Partial<Pick<Fulfillment, 'replaces' | 'approval'>> {
  /** Why there is another one; null for the first. */
  readonly reason: string | null
  /** @default all that was bought and is not refunded */
  readonly lines?: Fulfillment['lines']
}

/** One more print of the order: a new generation with a key of its own, stored before anything is sent (INV-13). */
export function requestFulfillment(
  order: Order,
  target: FulfillmentTarget,
  print: PrintRequest,
  { now, newId }: DecisionContext,
): { fulfillment: Fulfillment; events: OrderEvent[]; effects: OrderEffect[] } {
  const generation = 1 + Math.max(0, ...order.fulfillments.map((f) => f.generation))
  const fulfillment: Fulfillment = {
    id: newId(),
    provider: target.provider,
    generation,
    status: 'pending',
    lines: print.lines ?? linesToPrint(order),
    reason: print.reason,
    replaces: print.replaces ?? null,
    approval: print.approval ?? null,
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
    approvedAt: null,
    submittedAt: null,
    readAt: null,
  }
  return {
    fulfillment,
    events: [{ type: 'fulfillment_requested', fulfillment, reason: print.reason }],
    effects: [{ kind: 'submit_fulfillment', fulfillmentId: fulfillment.id }],
  }
}

/** Why a print must not be sent now; null when it may. Somebody who approved it has seen the doubts that there were. */
export function refuseSubmission(order: Order, fulfillment: Fulfillment): Omit<OrderRejection, 'path'> | null {
  const { status, approvedAt, approval } = fulfillment
  if (status !== 'pending') return { code: 'not_submittable', message: `It is ${status} already.` }
  if (order.closedAs) return { code: 'order_closed', message: 'The order is closed.' }
  if (order.cancelRequest) return { code: 'cancel_requested', message: 'The order is being cancelled.' }
  const clear: readonly PaymentStatus[] = ['paid', 'partially_refunded', ...(approvedAt ? (['disputed'] as const) : [])]
  if (!clear.includes(order.paymentStatus) || isRefunded(order.payment)) {
    return { code: 'payment_not_clear', message: `The payment is ${order.paymentStatus}.` }
  }
  if (approval && approval.approvedBy === null) {
    return { code: 'second_person_required', message: 'It waits for a second person to agree.' }
  }
  if (order.edit) return { code: 'edit_pending', message: 'A change of the order waits for the print provider.' }
  const unseen = order.attention.filter((a) => approvedAt === null || a.since > approvedAt)
  const open = unseen.find((a) => blockingAttention.includes(a.code))
  return open ? { code: 'attention_open', message: `Resolve "${open.code}" first: ${open.message}` } : null
}

/** Everything of an order that the body of a submission is made from; equal for equal bodies. */
export function printBasis(order: Order, { lines }: Fulfillment): string {
  const { items, shippingAddress, shippingMethod, email, metadata } = order
  return JSON.stringify([items, lines, shippingAddress, shippingMethod, email, Object.entries(metadata).toSorted()])
}

/** The last word before money is spent. An attempt that was begun may always go on, for only that shows how it ended. */
export function decideStartSubmission(
  order: Order,
  command: CommandOf<'start_submission'>,
  { now }: DecisionContext,
): Decision {
  const fulfillment = order.fulfillments.find((f) => f.id === command.fulfillmentId)
  if (!fulfillment) return reject('fulfillment_not_found', 'The order has no such fulfillment.', 'fulfillmentId')
  if (fulfillment.status === 'submitting') return accept()
  const refusal = refuseSubmission(order, fulfillment)
  if (refusal) return reject(refusal.code, refusal.message)
  // Prepared from an order that was changed meanwhile: from the start, in a job of its own.
  if (command.basis !== printBasis(order, fulfillment)) {
    return accept([], [{ kind: 'submit_fulfillment', fulfillmentId: fulfillment.id }])
  }
  if (order.payment.livemode !== command.livemode) return accept(openAttention(order, otherMode, now))
  const { fulfillmentId, request, requestHash, quotedCost } = command
  const cleared = resolveAttention(order, (a) => a.subject === fulfillmentId && holdingAttention.includes(a.code))
  return accept([{ type: 'submission_started', fulfillmentId, request, requestHash, quotedCost }, ...cleared])
}

/** Test money never makes real prints, whatever anybody asks for (F17, INV-3). */
const otherMode = {
  code: 'mode_mismatch',
  message: 'Test money for real prints, or real money for test prints: the settings changed since it was paid.',
} as const

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
  if (!fulfillment) return reject('fulfillment_not_found', 'The order has no such fulfillment.', 'fulfillmentId')
  if (fulfillment.status === 'pending') return reject('not_submitted', 'Nothing was sent to a provider yet.')
  const progress: FulfillmentProgress = mergeFulfillment(fulfillment, result.snapshot, readAt)
  const events = progressEvents(fulfillment, progress)
  if (result.mismatches.length > 0) {
    const message = `The provider has another order under this key: ${result.mismatches.join(', ')}.`
    events.push(...openAttention(order, { code: 'submission_mismatch', subject: fulfillmentId, message }, now))
  }
  const settled = resolveAttention(order, (a) => a.code === 'retries_exhausted' && a.subject === 'submit_fulfillment')
  const reaction = reactToProgress(order, fulfillment, progress, now)
  const effects = order.cancelRequest ? [...reaction.effects, { kind: 'cancel_order' } as const] : reaction.effects
  return accept([...events, ...settled, ...reaction.events], effects)
}

/** The provider will never take it as it is (F45). */
export function decideRejectSubmission(
  order: Order,
  { fulfillmentId, message, path }: CommandOf<'reject_submission'>,
  { now }: DecisionContext,
): Decision {
  const fulfillment = order.fulfillments.find((f) => f.id === fulfillmentId)
  if (!fulfillment) return reject('fulfillment_not_found', 'The order has no such fulfillment.', 'fulfillmentId')
  if (fulfillment.status !== 'submitting') return accept()
  const reason = { code: 'submission_rejected', subject: fulfillmentId, message, path } as const
  const events: OrderEvent[] = [
    { type: 'submission_rejected', fulfillmentId, message },
    ...openAttention(order, reason, now),
  ]
  return accept(events, order.cancelRequest ? [{ kind: 'cancel_order' }] : [])
}
