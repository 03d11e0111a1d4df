import {
  createIds,
  type JobDraft,
  money,
  type Order,
  type RecordedOrderEvent,
  systemClock,
  systemRandom,
} from '@quoin/core'
import { jobFixture, recordedFixture, unpaidOrderFixture } from '@quoin/testing'

/** What the first step of an order writes: itself with two items, an event and a job that is due. */
export interface NewOrder {
  readonly order: Order
  readonly event: RecordedOrderEvent
  readonly job: JobDraft
}

// Not those of the fixtures, which are all of one instant: indexes grow at their end, as in life.
const ids = createIds(systemClock, systemRandom)

export function newOrder(): NewOrder {
  const unpaid = unpaidOrderFixture({ id: ids.uuid(), number: ids.orderNumber(), userId: 'user_ada' })
  const items = [unpaid.items, unpaid.items].flat().map((item) => ({ ...item, id: ids.uuid() }))
  const order: Order = {
    ...unpaid,
    items,
    shippingOptions: [
      { method: 'Standard', displayName: 'Standard', price: money(995, 'USD'), cost: money(1200, 'USD') },
    ],
  }
  const [event] = recordedFixture(order, [{ type: 'order_created', order }])
  if (!event) throw new Error('An order begins with an event.')
  return {
    order,
    event: { ...event, id: ids.uuid() },
    job: jobFixture({ id: ids.uuid(), kind: 'expire_checkout', key: `expire_checkout:${order.id}`, orderId: order.id }),
  }
}
