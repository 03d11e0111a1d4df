import { createIds, type Notification, type Order } from '@quoin/core'
import { createSeededRandom } from './seeded-random.ts'

const ids = createIds({ now: () => new Date('2026-03-01T09:00:00Z') }, createSeededRandom('notification fixture'))

/**
 * An unread notification to the customer of an order. Each call makes another, with its own key.
 *
 * @example
 * ```ts
 * import { notificationFixture, orderFixture } from '@quoin/testing'
 *
 * const notification = notificationFixture(orderFixture())
 * ```
 */
export function notificationFixture(order: Order, overrides: Partial<Notification> = {}): Notification {
  const id = ids.uuid()
  return {
    id,
    key: `order_confirmed:${order.id}:${id}`,
    type: 'order_confirmed',
    orderId: order.id,
    orderNumber: order.number,
    userId: order.userId,
    shipmentId: null,
    createdAt: new Date('2026-03-01T09:02:12Z'),
    readAt: null,
    ...overrides,
  }
}
