import { createIds, type Order, type OrderEvent, type RecordedOrderEvent } from '@quoin/core'
import { createSeededRandom } from './seeded-random.ts'

const ids = createIds({ now: () => new Date('2026-03-01T09:00:00Z') }, createSeededRandom('order event fixture'))

/**
 * The history entries of some events that led to this version of the order.
 *
 * @example
 * ```ts
 * import { orderFixture, recordedFixture } from '@quoin/testing'
 *
 * const history = recordedFixture(orderFixture(), [{ type: 'note_added', note: 'Called back.' }])
 * ```
 */
export function recordedFixture(order: Order, events: readonly OrderEvent[]): RecordedOrderEvent[] {
  return events.map((event, position) => ({
    id: ids.uuid(),
    orderId: order.id,
    version: order.version,
    position,
    at: order.updatedAt,
    actor: 'system',
    event,
  }))
}
