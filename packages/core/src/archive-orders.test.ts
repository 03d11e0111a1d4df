import { createMemoryStorage, type Quoin, type Storage } from '@quoin/core'
import { createManualClock, jobFixture, openTestShop, recordedFixture, unpaidOrderFixture } from '@quoin/testing'
import { afterEach, describe, expect, it } from 'vitest'

const day = 86_400_000
const opened: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const shop of opened.splice(0)) await shop.close()
})

async function open(retention: { readonly archiveOrdersAfterMs?: number | null } = {}, faults: Partial<Storage> = {}) {
  const clock = createManualClock('2026-03-01T09:00:00Z')
  const storage = { ...createMemoryStorage({ clock }), ...faults }
  const shop = await openTestShop({ storage, clock, overrides: { retention } })
  opened.push(shop)
  const expired = async () => {
    const times = { createdAt: clock.now(), updatedAt: clock.now(), statusChangedAt: clock.now() }
    const order = unpaidOrderFixture({ status: 'expired', closedAs: 'expired', ...times })
    const events = recordedFixture(order, [{ type: 'order_created', order }])
    await storage.commit({ order: { next: order, expectedVersion: 0 }, events })
    return order
  }
  const archived = async () => (await storage.listOrders({ archived: true, limit: 1_000 })).map(({ id }) => id)
  /** Until the next periodic reconciliation is done. */
  const reconciled = async () => {
    await shop.quoin.worker.tick()
    clock.advance(16 * 60_000)
    await shop.quoin.worker.tick()
  }
  return { ...shop, expired, archived, reconciled }
}
const archive = (quoin: Quoin) => quoin.archiveOrders({ afterMs: 30 * day }, 'admin:1')

describe('archiving orders', () => {
  it('given more than one step takes, then it says so, and the next step takes the rest', async () => {
    const { quoin, clock, expired, archived } = await open()
    for (let count = 0; count < 501; count += 1) await expired()
    clock.advance(30 * day)
    expect(await archive(quoin)).toEqual({ archived: 500, more: true })
    expect(await archive(quoin)).toEqual({ archived: 1, more: false })
    expect(await archived()).toHaveLength(501)
  })

  it('given more than a page that can not be, then those behind it are reached', async () => {
    const { quoin, clock, storage, expired, archived } = await open()
    for (let count = 0; count < 120; count += 1) {
      const { id: orderId } = await expired()
      await storage.commit({ jobs: [jobFixture({ kind: 'deliver_webhook', orderId, delayMs: 90 * day })] })
    }
    clock.advance(1)
    const { id } = await expired()
    clock.advance(30 * day)
    expect(await archive(quoin)).toEqual({ archived: 1, more: false })
    expect(await archived()).toEqual([id])
  })

  it('given the shop says after how long, then it happens with the periodic reconciliation, which leaves the archive alone', async () => {
    const { quoin, clock, reconciled, expired, archived, order } = await open({ archiveOrdersAfterMs: 40 * day })
    const { id, version } = await expired()
    clock.advance(39 * day)
    await reconciled()
    expect(await archived()).toEqual([])
    clock.advance(day)
    await reconciled()
    expect(await archived()).toEqual([id])
    expect((await quoin.orders.history(id)).slice(1)).toMatchObject([
      { actor: 'system', event: { type: 'order_archived' } },
    ])
    clock.advance(day)
    await reconciled()
    expect((await order(id)).version).toBe(version + 1)
  })

  it('given nothing is said, then no order is archived by itself', async () => {
    const { clock, reconciled, expired, archived } = await open()
    await expired()
    clock.advance(400 * day)
    await reconciled()
    expect(await archived()).toEqual([])
  })

  it('given the store fails at it, then the reconciliation goes on all the same', async () => {
    const listJobs = () => Promise.reject(new Error('disk full'))
    const { clock, storage, reconciled, expired, archived, logs } = await open(
      { archiveOrdersAfterMs: 40 * day },
      { listJobs },
    )
    await expired()
    clock.advance(41 * day)
    await reconciled()
    expect(await archived()).toEqual([])
    expect(logs.filter((line) => line.includes('Old orders could not be archived.')).length).toBeGreaterThan(0)
    expect(await storage.findPendingKeys(['reconcile'])).toEqual(['reconcile'])
  })

  it('given less than three days, then the option is refused by name', async () => {
    const refusal = { code: 'invalid_options', issues: [{ path: 'retention.archiveOrdersAfterMs' }] }
    await expect(open({ archiveOrdersAfterMs: 3 * day - 1 })).rejects.toMatchObject(refusal)
  })
})
