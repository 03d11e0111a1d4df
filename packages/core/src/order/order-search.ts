import type { Order } from './order.ts'

/**
 * What {@link OrderQuery.q} looks into: an order's number, e-mail address, recipient and the providers' ids, in lower case.
 *
 * @example
 * ```ts
 * import { type Order, orderSearchText } from '@quoin/core'
 *
 * const isFound = (order: Order, q: string) => orderSearchText(order).includes(q.toLowerCase())
 * ```
 */
export function orderSearchText(order: Order): string {
  return [
    order.number,
    order.email,
    order.shippingAddress?.name,
    order.payment.checkoutId,
    order.payment.paymentId,
    ...order.fulfillments.map((fulfillment) => fulfillment.providerOrderId),
  ]
    .filter((text) => text !== null && text !== undefined)
    .join('\n')
    .toLowerCase()
}
