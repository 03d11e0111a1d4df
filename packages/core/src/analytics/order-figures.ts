import type { Order } from '../order/order.ts'
import { costsOf } from '../order/order-costs.ts'

/** What is counted of an order, in a form that a database can keep beside it. */
export interface OrderFigures {
  readonly copies: number
  /** What the print provider charges, in minor units of the order's currency; null before its bill, or when that is in another. */
  readonly cost: number | null
  /** Where it goes; null without an address. */
  readonly country: string | null
  /** When the first print was with its provider. */
  readonly firstSubmittedAt: Date | null
  /** When the first parcel left. */
  readonly firstShippedAt: Date | null
  /** When the first parcel arrived. */
  readonly firstDeliveredAt: Date | null
}

/**
 * What {@link OrderStore.summarizeOrders} counts of an order. Pure.
 *
 * @example
 * ```ts
 * import { type Order, orderFigures } from '@quoin/core'
 *
 * export const copiesOf = (orders: readonly Order[]) =>
 *   orders.reduce((sum, order) => sum + orderFigures(order).copies, 0)
 * ```
 */
export function orderFigures(order: Order): OrderFigures {
  const { charged, margin } = costsOf(order)
  const shipments = order.fulfillments.flatMap((f) => f.shipments)
  return {
    copies: order.items.reduce((sum, { quantity }) => sum + quantity, 0),
    cost: margin === null ? null : (charged[0]?.amount ?? null),
    country: order.shippingAddress?.country ?? null,
    firstSubmittedAt: earliest(order.fulfillments.map((f) => f.submittedAt)),
    firstShippedAt: earliest(shipments.map((s) => s.shippedAt)),
    firstDeliveredAt: earliest(shipments.map((s) => s.deliveredAt)),
  }
}

function earliest(instants: readonly (Date | null)[]): Date | null {
  return instants.reduce((first, at) => (first === null || (at !== null && at < first) ? at : first), null)
}
