import { money } from '../money/money.ts'
import { claimsMoney } from '../payment/dispute.ts'
import type { Order } from './order.ts'
import type { OrderEffect } from './order-effects.ts'
import type { OrderEvent } from './order-events.ts'
import type { Refund } from './refund.ts'

/** What of a refund its cause decides. */
export type RefundCause = Required<
  Pick<Refund, 'id' | 'scope' | 'lines' | 'shipping' | 'reason' | 'note' | 'requestedBy'>
>

type Money = Pick<Order, 'refundBalance' | 'payment'>

/** What has gone back, or is to go, in minor units. */
export function refundTarget({ refundBalance, payment }: Money): number {
  return Math.max(payment.amountRefunded, refundBalance.target)
}

/** What can still be decided to go back, in minor units. */
export function refundable(order: Money): number {
  const { cameBack, settled } = order.refundBalance
  return Math.max(0, order.payment.amountCaptured - refundTarget(order) - cameBack - settled)
}

/** Whether nothing of the money is the shop's to keep: all has gone back, or is to go. */
export function isGivenBack(order: Money): boolean {
  return order.payment.amountCaptured > 0 && refundable(order) === 0
}

/**
 * Books so much to go back. What moves is the difference to all that is to have gone, so what somebody gives back by hand before
 * it is sent is not sent again.
 */
export function makeRefund(
  order: Order,
  amount: number,
  cause: RefundCause,
  now: Date,
): { readonly refund: Refund; readonly events: readonly OrderEvent[]; readonly effects: readonly OrderEffect[] } {
  const refund: Refund = { ...cause, amount: money(amount, order.currency), requestedAt: now }
  const effects: OrderEffect[] = isClaimedBack(order) ? [] : [{ kind: 'refund_payment' }]
  return { refund, events: [{ type: 'refund_requested', refund }], effects }
}

/** Whether a dispute forbids to give anything back. */
export function isClaimedBack({ payment: { dispute } }: Pick<Order, 'payment'>): boolean {
  return dispute !== null && claimsMoney(dispute)
}

/** What is to go back and has not, in minor units. */
export function unsentAmount(order: Money): number {
  return refundTarget(order) - order.payment.amountRefunded
}

/** What must be under way so that everything booked goes back; null when nothing is owed, or a dispute has to end first. */
export function owedRefund(order: Money): OrderEffect | null {
  if (isClaimedBack(order)) return null
  return order.refundBalance.attempt || unsentAmount(order) > 0 ? { kind: 'refund_payment' } : null
}
