import { money } from '../money/money.ts'
import type { Order } from './order.ts'
import type { OrderEffect } from './order-effects.ts'
import type { OrderEvent } from './order-events.ts'
import type { Refund } from './refund.ts'

/** What of a refund its cause decides. */
export type RefundCause = Pick<Refund, 'id' | 'lines' | 'shipping' | 'reason' | 'note' | 'requestedBy'>

/** What has gone back, or is on its way, in minor units. */
export function refundTarget({ refunds, payment }: Pick<Order, 'refunds' | 'payment'>): number {
  return Math.max(payment.amountRefunded, ...refunds.map(({ target }) => target))
}

/** What can still go back, in minor units. */
export function refundable(order: Pick<Order, 'refunds' | 'payment'>): number {
  return order.payment.amountCaptured - refundTarget(order)
}

/**
 * Books so much to go back. What moves is the difference to the target, so a refund that is asked for twice, or that somebody
 * made by hand meanwhile, is one.
 */
export function makeRefund(
  order: Order,
  amount: number,
  cause: RefundCause,
  now: Date,
): { readonly refund: Refund; readonly events: readonly OrderEvent[]; readonly effects: readonly OrderEffect[] } {
  const target = refundTarget(order) + amount
  const refund: Refund = { ...cause, amount: money(amount, order.currency), requestedAt: now, target }
  const effects: OrderEffect[] = isClaimedBack(order) ? [] : [{ kind: 'refund_payment', target }]
  return { refund, events: [{ type: 'refund_requested', refund }], effects }
}

/** Whether the customer's bank has the money, or is about to take it: then nothing can be given back. */
export function isClaimedBack({ payment: { dispute } }: Pick<Order, 'payment'>): boolean {
  return dispute?.status === 'open' || dispute?.status === 'lost'
}

/** What must be under way so that everything booked goes back; null when nothing is owed, or a dispute has to end first. */
export function owedRefund(order: Pick<Order, 'refunds' | 'payment'>): OrderEffect | null {
  if (isClaimedBack(order)) return null
  const target = Math.max(0, ...order.refunds.map((refund) => refund.target))
  return target > order.payment.amountRefunded ? { kind: 'refund_payment', target } : null
}
