import { createMemoryStorage, type Storage } from '@quoin/core'
import { createManualClock, jobFixture, openTestShop } from '@quoin/testing'
import { describe, expect, it } from 'vitest'

const day = 86_400_000

async function open(
  options: { readonly retention?: { readonly webhooksMs: number } } = {},
  faults: Partial<Storage> = {},
) {
  const clock = createManualClock('2026-03-01T09:00:00Z')
  const storage = { ...createMemoryStorage({ clock }), ...faults }
  return openTestShop({ storage, clock, overrides: options })
}
const deliver = (storage: Storage, eventId: string) =>
  storage.receiveWebhook({ id: jobFixture().id, source: 'stripe', eventId, type: 'any', body: '{}' }, [])

describe('cleaning up', () => {
  it('removes what is older than it is kept by default, however much', async () => {
    const { quoin, storage, clock, close } = await open()
    for (let index = 0; index < 1_001; index += 1) await deliver(storage, `evt_${index}`)
    clock.advance(89 * day)
    await deliver(storage, 'evt_late')
    expect(await quoin.cleanUp()).toEqual({ webhooks: 0, notifications: 0, deadJobs: 0, more: false })
    clock.advance(2 * day)
    expect(await quoin.cleanUp()).toEqual({ webhooks: 1_001, notifications: 0, deadJobs: 0, more: false })
    expect(await storage.findReceived('stripe', ['evt_0', 'evt_late'])).toEqual(['evt_late'])
    await close()
  })

  it('keeps it as long as the shop says, and happens with the periodic reconciliation', async () => {
    const { quoin, storage, clock, close } = await open({ retention: { webhooksMs: 40 * day } })
    await deliver(storage, 'evt_1')
    clock.advance(41 * day)
    await quoin.worker.tick()
    clock.advance(16 * 60_000)
    await quoin.worker.tick()
    expect(await storage.findReceived('stripe', ['evt_1'])).toEqual([])
    await close()
  })

  it('given the store fails at it, then the reconciliation goes on all the same', async () => {
    const purge = () => Promise.reject(new Error('disk full'))
    const { quoin, storage, logs, clock, close } = await open({}, { purge })
    await quoin.worker.tick()
    clock.advance(16 * 60_000)
    await quoin.worker.tick()
    expect(logs.filter((line) => line.includes('Old rows could not be removed.')).length).toBeGreaterThan(0)
    expect(logs.join()).not.toContain('disk full')
    expect(await storage.findPendingKeys(['reconcile'])).toEqual(['reconcile'])
    await close()
  })

  it('given less than 35 days, then the option is refused by name', async () => {
    const opening = open({ retention: { webhooksMs: 34 * day } })
    await expect(opening).rejects.toMatchObject({ code: 'invalid_options', issues: [{ path: 'retention.webhooksMs' }] })
  })
})
