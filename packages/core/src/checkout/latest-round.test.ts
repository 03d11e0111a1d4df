import { describe, expect, it } from 'vitest'
import { newOrder } from '../../test/order-scenario.ts'
import type { Order } from '../order/order.ts'
import { createMemoryStorage } from '../storage/memory-storage.ts'
import { deriveOrderId } from './derive-order-id.ts'
import { latestRound } from './latest-round.ts'

/** Rounds as they come to be: each begins when the one before it is closed. */
async function rounds(closed: number, open: boolean) {
  const storage = createMemoryStorage()
  const { order } = newOrder()
  let reads = 0
  const ids: string[] = []
  for (let round = 0; round < closed + (open ? 1 : 0); round += 1) {
    const id = await deriveOrderId('intent', 'key', round)
    const next: Order = { ...order, id, number: `N${round}`, closedAs: round < closed ? 'expired' : null }
    await storage.commit({ order: { next, expectedVersion: 0 } })
    ids.push(id)
  }
  const counting: typeof storage = {
    ...storage,
    findOrder(key) {
      reads += 1
      return storage.findOrder(key)
    },
  }
  return { storage: counting, ids, reads: () => reads }
}

describe('the round of an intent', () => {
  it.each(Array.from({ length: 34 }, (_, closed) => closed))(
    'given %i that are closed, then it is the next',
    async (closed) => {
      for (const open of [true, false]) {
        const { storage, ids } = await rounds(closed, open)
        const { orderId, order, previous } = await latestRound(storage, 'key')
        expect(orderId).toBe(await deriveOrderId('intent', 'key', closed))
        expect(order?.id ?? null).toBe(open ? orderId : null)
        expect(previous?.id ?? null).toBe(ids[closed - 1] ?? null)
      }
    },
  )

  it('given a thousand, then a few readings find it', async () => {
    const { storage, reads } = await rounds(1_000, true)
    await latestRound(storage, 'key')
    expect(reads()).toBeLessThan(25)
  })
})
