import { accept, type Decision, reject } from './decision.ts'
import { isOpen, isRefunded } from './derive-order-status.ts'
import type { Order } from './order.ts'
import type { OrderStatus } from './order-status.ts'

const ended: readonly OrderStatus[] = ['shipped', 'delivered', 'cancelled', 'expired']

/** Who an order was for is forgotten only when nobody has to know it any more. Again, it changes nothing. */
export function decideErase(order: Order): Decision {
  if (order.erasedAt) return accept([])
  const { status, payment, fulfillments, attention, claims, cancelRequest, edit, refundBalance } = order
  const isDone = (ended.includes(status) || isRefunded(payment)) && !fulfillments.some(isOpen)
  const isAsked = attention.length > 0 || claims.some(({ decision }) => decision === null)
  const isOwed = refundBalance.attempt !== null || refundBalance.target > payment.amountRefunded
  if (isDone && !isAsked && !isOwed && !cancelRequest && !edit) return accept([{ type: 'personal_data_erased' }])
  return reject('not_over', 'Something about it is still to be done: its customer must be known until then.')
}
