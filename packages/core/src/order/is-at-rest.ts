import { isOpen, isRefunded } from './derive-order-status.ts'
import type { Order } from './order.ts'
import type { OrderStatus } from './order-status.ts'

const ended: readonly OrderStatus[] = ['shipped', 'delivered', 'cancelled', 'expired']

/** Whether nothing about an order is to be done any more: by Quoin, the providers, the shop, or a bank. */
export function isAtRest(order: Order): boolean {
  const { status, paymentStatus, payment, fulfillments, attention, claims, cancelRequest, edit, refundBalance } = order
  const isDone = (ended.includes(status) || isRefunded(payment)) && !fulfillments.some(isOpen)
  const isAsked = attention.length > 0 || claims.some(({ decision }) => decision === null)
  const isOwed = refundBalance.attempt !== null || refundBalance.target > payment.amountRefunded
  return isDone && !isAsked && !isOwed && paymentStatus !== 'disputed' && !cancelRequest && !edit
}
