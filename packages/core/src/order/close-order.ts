import { progressOf } from '../fulfillment/merge-fulfillment.ts'
import { openAttention, resolveAttention } from './decision.ts'
import { wasSent } from './derive-order-status.ts'
import type { Order } from './order.ts'
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
 */
export function closeAsCancelled(order: Order, reason: string, now: Date): Closing {
  if (wasSent(order)) return { events: refuseCancel(order, null, 'refused', now), effects: [] }
  const closed: OrderEvent = { type: 'order_closed', as: 'cancelled', reason }
  const target = order.payment.amountCaptured
  const refund: OrderEffect = { kind: 'refund_payment', target }
  return {
    events: [...abandonPending(order), closed, ...settlePrintReasons(order)],
    effects: target > order.payment.amountRefunded ? [refund] : [],
  }
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

function abandonPending(order: Order): OrderEvent[] {
  return order.fulfillments
    .filter((f) => f.status === 'pending')
    .map((f) => ({
      type: 'fulfillment_updated',
      fulfillmentId: f.id,
      from: 'pending',
      progress: { ...progressOf(f), status: 'cancelled' },
    }))
}

function settlePrintReasons(order: Order): OrderEvent[] {
  return resolveAttention(
    order,
    ({ code, subject }) =>
      code === 'preflight_failed' ||
      code === 'cost_above_limit' ||
      code === 'submission_rejected' ||
      (code === 'retries_exhausted' && subject === 'submit_fulfillment'),
  )
}
