import type { Fulfillment } from '../fulfillment/fulfillment.ts'
import { progressOf } from '../fulfillment/merge-fulfillment.ts'
import type { AttentionCode } from './attention.ts'
import { openAttention, resolveAttention } from './decision.ts'
import { wasSent } from './derive-order-status.ts'
import { makeRefund, owedRefund, type RefundCause, refundable } from './make-refund.ts'
import type { Order } from './order.ts'
import type { DecisionContext } from './order-commands.ts'
import type { OrderEffect } from './order-effects.ts'
import type { OrderEvent } from './order-events.ts'

/** What follows from closing an order, or from not being able to. */
export interface Closing {
  readonly events: readonly OrderEvent[]
  readonly effects: readonly OrderEffect[]
}

/**
 * The one way to cancel a paid order: prints that were never sent to anybody end, what is left of the money goes back,
 * and the reasons for attention that the prints had are settled. Never when a parcel has left (INV-11).
 *
 * @param cause of the refund, when it was not the cancelling itself.
 */
export function closeAsCancelled(
  order: Order,
  reason: string,
  { now, newId }: DecisionContext,
  cause: Partial<RefundCause> = {},
): Closing {
  if (wasSent(order)) return { events: refuseCancel(order, null, 'refused', now), effects: [] }
  const closed: OrderEvent = { type: 'order_closed', as: 'cancelled', reason }
  const ended = [...abandonPending(order), closed, ...settlePrintReasons(order)]
  // Of a lost dispute the customer has the money already.
  const left = order.payment.dispute?.status === 'lost' ? 0 : refundable(order)
  if (left <= 0) {
    const owed = owedRefund(order)
    return { events: ended, effects: owed ? [owed] : [] }
  }
  const own = { id: cause.id ?? newId(), lines: [], reason, note: null, requestedBy: 'system' }
  const refund = makeRefund(order, left, { ...own, ...cause, shipping: true }, now)
  return { events: [...ended, ...refund.events], effects: refund.effects }
}

/** The provider goes on with all of it, or with a part. No money goes back by itself. */
export function refuseCancel(
  order: Order,
  subject: string | null,
  outcome: 'partial' | 'refused',
  now: Date,
): OrderEvent[] {
  const reason =
    outcome === 'refused'
      ? ({
          code: 'cancel_refused',
          message: 'It was too late to cancel: the provider prints it, or has sent it.',
        } as const)
      : ({ code: 'partially_cancelled', message: 'Some parcels were cancelled, others go on.' } as const)
  return [{ type: 'cancel_refused', message: reason.message }, ...openAttention(order, { ...reason, subject }, now)]
}

/** Ends a print that was sent to nobody, and settles what it waited for. */
export function abandonPrint(order: Order, print: Fulfillment): OrderEvent[] {
  const progress = { ...progressOf(print), status: 'cancelled' } as const
  return [
    { type: 'fulfillment_updated', fulfillmentId: print.id, from: print.status, progress },
    ...resolveAttention(order, ({ code, subject }) => subject === print.id && unsentReasons.includes(code)),
  ]
}

/** Every print that was sent to nobody, ended. */
export function abandonPending(order: Order): OrderEvent[] {
  return order.fulfillments.filter((f) => f.status === 'pending').flatMap((f) => abandonPrint(order, f))
}

const unsentReasons: readonly AttentionCode[] = ['preflight_failed', 'cost_above_limit', 'approval_required']

function settlePrintReasons(order: Order): OrderEvent[] {
  return resolveAttention(
    order,
    ({ code, subject }) =>
      code === 'submission_rejected' ||
      (code === 'retries_exhausted' && (subject === 'submit_fulfillment' || subject === 'apply_edit')),
  )
}
