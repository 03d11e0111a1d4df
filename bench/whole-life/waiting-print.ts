import { createIds, money, type Order, type Storage, systemClock, systemRandom } from '@quoin/core'
import { recordedFixture, unpaidOrderFixture } from '@quoin/testing'
import { requestFulfillment } from '../../packages/core/src/order/decide-submission.ts'
import { effectJob } from '../../packages/core/src/order/effect-job.ts'
import { inLanes } from '../harness/lanes.ts'
import { poolSize } from '../whole-path/whole-shop.ts'

const ids = createIds(systemClock, systemRandom)

/** Stores so many paid orders, each with a print that is due. Resolves with their ids. */
export async function storeWaitingPrints(storage: Storage, count: number): Promise<readonly string[]> {
  const orderIds: string[] = []
  await inLanes(poolSize, Array.from({ length: count }), async () => {
    const now = new Date()
    const paid = paidOrder(now)
    const target = { provider: 'prodigi', livemode: false } as const
    const print = requestFulfillment(paid, target, { reason: null }, { now, newId: ids.uuid })
    const next = { ...paid, fulfillments: [print.fulfillment] }
    const events = recordedFixture(next, [{ type: 'status_changed', from: 'pending', to: 'paid' }, ...print.events])
    const jobs = print.effects.map((effect) => effectJob(next.id, effect, ids.uuid))
    if ((await storage.commit({ order: { next, expectedVersion: 0 }, events, jobs })) !== 'committed')
      throw new Error('An order was not stored.')
    orderIds.push(next.id)
  })
  return orderIds
}

/** Without a checkout, which would be read from Stripe once more. */
function paidOrder(now: Date): Order {
  const unpaid = unpaidOrderFixture({ id: ids.uuid(), number: ids.orderNumber() })
  const items = unpaid.items.map((item) => ({
    ...item,
    id: ids.uuid(),
    assets: item.assets.map((asset) => ({ ...asset, md5Hash: null })),
  }))
  return {
    ...unpaid,
    items,
    status: 'paid',
    paymentStatus: 'paid',
    email: 'ada@example.com',
    shippingOptions: [{ method: 'Standard', displayName: 'Standard', price: money(0, 'USD'), cost: null }],
    shippingMethod: 'Standard',
    shippingAddress: {
      ...{ name: 'Ada Test', line1: '1 Main Street', line2: null, city: 'Hollywood', state: 'CA' },
      ...{ postalCode: '90210', country: 'US', phone: '+15550100' },
    },
    payment: { ...unpaid.payment, livemode: false, amountCaptured: 9_800, capturedAt: now, readAt: now },
    createdAt: now,
    updatedAt: now,
    statusChangedAt: now,
  }
}
