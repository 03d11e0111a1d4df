import type { Fulfillment } from '../fulfillment/fulfillment.ts'
import { progressOf } from '../fulfillment/merge-fulfillment.ts'
import type { AttentionCode, AttentionReason } from './attention.ts'
import { openAttention, resolveAttention } from './decision.ts'
import { hasLeft, isOpen, wasSent } from './derive-order-status.ts'
import { isGivenBack, makeRefund, type RefundCause, refundable } from './make-refund.ts'
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
 * The one way to cancel a paid order of which nothing has left: prints that were never sent to anybody end, what is left of the
 * money goes back, and the reasons for attention that the prints had are settled.
 *
 * @param cause of the refund, when it was not the cancelling itself.
 */
export function closeAsCancelled(
  order: Order,
  reason: string,
  { now, newId }: DecisionContext,
  cause: Partial<RefundCause> = {},
): Closing {
  const closed: OrderEvent = { type: 'order_closed', as: 'cancelled', reason }
  const ended = [...abandonPending(order), closed, ...settlePrintReasons(order)]
  // Of a lost dispute the customer has the money already.
  const left = order.payment.dispute?.status === 'lost' ? 0 : refundable(order)
  if (left <= 0) return { events: ended, effects: [] }
  const scope = { kind: 'full' } as const
  const own = { id: cause.id ?? newId(), scope, lines: [], reason, note: null, requestedBy: 'system' }
  const refund = makeRefund(order, left, { ...own, ...cause, shipping: true }, now)
  return { events: [...ended, ...refund.events], effects: refund.effects }
}

/** All of the money goes back, so nothing more is to be printed: what no provider has ends, and what one has is stopped if it can be. */
export function stopPrints(order: Order, reason: string, context: DecisionContext): Closing {
  const begun = order.fulfillments.filter((f) => isOpen(f) && f.status !== 'pending').map(({ id }) => id)
  if (begun.length === 0 && !wasSent(order)) return closeAsCancelled(order, reason, context)
  const ended = abandonPending(order)
  if (begun.length === 0) return { events: ended, effects: [] }
  const asked = order.cancelRequest?.fulfillmentIds ?? []
  const fulfillmentIds = [...new Set([...asked, ...begun])]
  const request: OrderEvent = { type: 'cancel_requested', request: { reason, at: context.now, fulfillmentIds } }
  return {
    events: fulfillmentIds.length > asked.length ? [...ended, request] : ended,
    effects: [{ kind: 'cancel_order' }],
  }
}

/**
 * The end of a request to cancel, when every print that it is about is over, or is known to go on. Where nothing has left the
 * order is over, and the money goes back. Never when a parcel has left (INV-11): then no money moves by itself.
 *
 * @param refused the prints with which their provider goes on, which a person was told.
 */
export function concludeCancel(order: Order, refused: readonly string[], context: DecisionContext): Closing {
  const { cancelRequest: request } = order
  if (!request) return { events: [], effects: [] }
  const wentOn = order.fulfillments.filter((f) => request.fulfillmentIds.includes(f.id) && goesOn(order, f))
  if (wentOn.length === 0) {
    if (!wasSent(order)) return closeAsCancelled(order, request.reason, context)
    return { events: [...abandonPending(order), { type: 'cancel_finished' }], effects: [] }
  }
  const untold = wentOn.filter(({ id }) => !refused.includes(id))
  const told = untold.flatMap(({ id }) => openAttention(order, refusal('refused', id), context.now))
  return { events: [{ type: 'cancel_refused', message: refusal('refused', null).message }, ...told], effects: [] }
}

/** Whether a print was not stopped. What is left of one that was, after a parcel, is enough when all money is back. */
function goesOn(order: Order, print: Fulfillment): boolean {
  if (isOpen(print)) return print.status !== 'pending'
  return hasLeft(print) && !(print.status === 'cancelled' && isGivenBack(order))
}

/** The provider goes on with all of a print, or with a part. No money goes back by itself. */
export function refusal(outcome: 'partial' | 'refused', subject: string | null): AttentionReason {
  return outcome === 'refused'
    ? {
        code: 'cancel_refused',
        subject,
        message: 'It was too late to cancel: the provider prints it, or has sent it.',
      }
    : { code: 'partially_cancelled', subject, message: 'Some parcels were cancelled, others go on.' }
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
