import { evolveOrder } from './evolve-order.ts'
import type { Order } from './order.ts'
import type { OrderEvent } from './order-events.ts'

/**
 * Applies events that are not recorded yet.
 *
 * @example
 * ```ts
 * import { foldEvents, type Order, type RecordedOrderEvent } from '@quoin/core'
 *
 * export function replay(history: readonly RecordedOrderEvent[], at: Date): Order {
 *   const events = history.map((recorded) => recorded.event)
 *   return foldEvents(null, events, at)
 * }
 * ```
 */
export function foldEvents(order: Order | null, events: readonly OrderEvent[], at: Date): Order {
  const version = (order?.version ?? 0) + 1
  const [first, ...rest] = events
  if (!first) {
    if (!order) throw new TypeError('No events make no order.')
    return order
  }
  return rest.reduce(
    (o, event) => evolveOrder(o, { event, at, version }),
    evolveOrder(order, { event: first, at, version }),
  )
}
