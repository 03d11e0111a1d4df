import type { Fulfillment } from '../fulfillment/fulfillment.ts'
import type { Order } from './order.ts'
import type { FulfillmentStatus, OrderStatus, ShipmentStatus } from './order-status.ts'

const sent: readonly ShipmentStatus[] = [
  'shipped',
  'in_transit',
  'out_for_delivery',
  'delivered',
  'exception',
  'returned',
]
const accepted: readonly FulfillmentStatus[] = ['on_hold', 'submitted']

/**
 * The one status that people read. Pure: the same order always has the same.
 *
 * @example
 * ```ts
 * import { deriveOrderStatus, type Order } from '@quoin/core'
 *
 * export const isUpToDate = (order: Order): boolean => order.status === deriveOrderStatus(order)
 * ```
 */
export function deriveOrderStatus(order: Omit<Order, 'status'>): OrderStatus {
  if (order.closedAs) return order.closedAs
  if (!order.payment.capturedAt) return 'pending'
  const ended: readonly FulfillmentStatus[] = ['cancelled', 'rejected']
  const live = order.fulfillments.filter((f) => !ended.includes(f.status) || f.shipments.some(isSent))
  const replaced = new Set(live.map((f) => f.replaces))
  const shipments = live.flatMap((f) =>
    f.shipments.filter((s) => s.status !== 'cancelled' && !(replaced.has(f.id) && isLost(s))),
  )
  const has = (...statuses: FulfillmentStatus[]): boolean => live.some((f) => statuses.includes(f.status))

  if (live.length > 0 && live.every((f) => f.status === 'shipped' || ended.includes(f.status))) {
    const arrived = shipments.length > 0 && shipments.every((s) => s.status === 'delivered')
    return arrived ? 'delivered' : 'shipped'
  }
  if (has('shipped', 'partially_shipped') || shipments.some(isSent)) return 'partially_shipped'
  if (has('in_production')) return 'in_production'
  if (live.some((f) => accepted.includes(f.status))) return 'submitted'
  return 'paid'
}

/** Whether another print can stand in for a parcel, so that nobody waits for it any more. */
function isLost({ status }: Fulfillment['shipments'][number]): boolean {
  return status === 'returned' || status === 'exception'
}

/** Whether a parcel has left. */
export function isSent(shipment: { readonly status: ShipmentStatus }): boolean {
  return sent.includes(shipment.status)
}

/** Whether a print can still change at its provider. */
export function isOpen(fulfillment: Pick<Fulfillment, 'status'>): boolean {
  return !['shipped', 'cancelled', 'rejected'].includes(fulfillment.status)
}

/** Whether nothing of a print was ever sent to a provider, or nothing is left of it there. */
export function isUntouched({ status }: Pick<Fulfillment, 'status'>): boolean {
  return status === 'pending' || status === 'cancelled' || status === 'rejected'
}

/** Whether something of a print has left the provider. */
export function hasLeft({ status, shipments }: Pick<Fulfillment, 'status' | 'shipments'>): boolean {
  return status === 'shipped' || status === 'partially_shipped' || shipments.some(isSent)
}

/** Whether something of the order has left the provider. */
export function wasSent(order: Pick<Order, 'fulfillments'>): boolean {
  return order.fulfillments.some(hasLeft)
}

/** Whether a print is over and nothing of it was sent, so that another may take its place. */
export function isOver(fulfillment: Pick<Fulfillment, 'status' | 'shipments'>): boolean {
  return (fulfillment.status === 'cancelled' || fulfillment.status === 'rejected') && !hasLeft(fulfillment)
}

/** Whether all money is back with the customer, whatever else is said of the payment. */
export function isRefunded({ amountCaptured, amountRefunded }: Order['payment']): boolean {
  return amountCaptured > 0 && amountRefunded >= amountCaptured
}
