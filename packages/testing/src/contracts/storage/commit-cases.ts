import type { Change, Order, Storage } from '@quoin/core'
import { describe, expect, it } from 'vitest'
import { jobFixture } from '../../job-fixture.ts'
import { notificationFixture } from '../../notification-fixture.ts'
import { recordedFixture } from '../../order-event-fixture.ts'
import { orderFixture } from '../../order-fixture.ts'
import { claimed, enqueued, next, type Subject, stored } from './storage-under-test.ts'

/** A change that writes something of every kind about an order; `watch` looks what of it is there. */
function everything(order: Order, expectedVersion: number) {
  const job = jobFixture({ orderId: order.id, kind: 'send_alert' })
  const notification = notificationFixture(order)
  const change: Change = {
    order: { next: order, expectedVersion },
    events: recordedFixture(order, [{ type: 'note_added', note: 'of this change' }]),
    jobs: [job],
    notifications: [notification],
  }
  const watch = async (storage: Storage) => ({
    version: (await storage.findOrder({ id: order.id }))?.version ?? null,
    events: (await storage.loadHistory(order.id)).length,
    jobs: (await storage.listJobs(order.id)).filter(({ id }) => id === job.id).length,
    notifications: (await storage.loadNotification(notification.id)) ? 1 : 0,
  })
  return { change, watch }
}
const nothing = { events: 0, jobs: 0, notifications: 0 }
const all = { events: 1, jobs: 1, notifications: 1 }

export function commitCases(subject: Subject): void {
  describe('a commit', () => {
    it('F86: given a new order, then order, history, jobs and notifications are stored together', async () => {
      const { storage } = subject()
      const { change, watch } = everything(orderFixture(), 0)
      expect(await storage.commit(change)).toBe('committed')
      expect(await watch(storage)).toEqual({ version: 1, ...all })
    })

    it('given the version that stands there, then the next one takes its place with all that belongs to it', async () => {
      const { storage } = subject()
      const order = await stored(storage, orderFixture())
      const { change, watch } = everything(next(order), 1)
      expect(await storage.commit(change)).toBe('committed')
      expect(await watch(storage)).toEqual({ version: 2, ...all })
    })

    it.each([
      ['an older version', 1],
      ['a version that is not there yet', 3],
    ])('given %s is expected, then it is a conflict and nothing is stored', async (_, expectedVersion) => {
      const { storage } = subject()
      const order = await stored(storage, orderFixture())
      const second = next(order)
      await storage.commit({ order: { next: second, expectedVersion: 1 } })
      const { change, watch } = everything({ ...second, version: expectedVersion + 1 }, expectedVersion)
      expect(await storage.commit(change)).toBe('version_conflict')
      expect(await watch(storage)).toEqual({ version: 2, ...nothing })
    })

    it('given an order that is not there, when its next version is stored, then it is a conflict', async () => {
      const { storage } = subject()
      const { change, watch } = everything(orderFixture({ version: 2 }), 1)
      expect(await storage.commit(change)).toBe('version_conflict')
      expect(await watch(storage)).toEqual({ version: null, ...nothing })
    })

    it('given the id is taken, when a new order is stored, then it is a conflict and the first order stays', async () => {
      const { storage } = subject()
      const first = await stored(storage, orderFixture())
      const { change, watch } = everything(orderFixture({ id: first.id }), 0)
      expect(await storage.commit(change)).toBe('version_conflict')
      expect(await watch(storage)).toEqual({ version: 1, ...nothing })
      expect(await storage.findOrder({ id: first.id })).toEqual(first)
    })

    it('given the number is taken, when a new order is stored, then it is a conflict', async () => {
      const { storage } = subject()
      const first = await stored(storage, orderFixture())
      const { change, watch } = everything(orderFixture({ number: first.number }), 0)
      expect(await storage.commit(change)).toBe('version_conflict')
      expect(await watch(storage)).toEqual({ version: null, ...nothing })
    })

    it('given 8 at once from the same version, then exactly one is stored', async () => {
      const { storage } = subject()
      const order = await stored(storage, orderFixture())
      const rivals = Array.from({ length: 8 }, (_, index) =>
        everything(next(order, { email: `${index}@example.com` }), 1),
      )
      const results = await Promise.all(rivals.map(({ change }) => storage.commit(change)))
      expect(results.toSorted()).toEqual(['committed', ...Array(7).fill('version_conflict')])
      expect((await storage.findOrder({ id: order.id }))?.email).toBe(`${results.indexOf('committed')}@example.com`)
      expect(await storage.loadHistory(order.id)).toHaveLength(1)
      expect(await storage.listJobs(order.id)).toHaveLength(1)
    })

    it('given 8 at once with the same new number, then exactly one is stored', async () => {
      const { storage } = subject()
      const { number } = orderFixture()
      const results = await Promise.all(
        Array.from({ length: 8 }, () => storage.commit(everything(orderFixture({ number }), 0).change)),
      )
      expect(results.toSorted()).toEqual(['committed', ...Array(7).fill('version_conflict')])
    })

    it('F86: given changes of many orders at once, then each is stored or not by itself, and whole', async () => {
      const { storage } = subject()
      const expected = Array.from({ length: 4 }, () => ['committed', 'version_conflict', 'claim_lost']).flat()
      await enqueued(storage, ...expected.map(() => jobFixture()))
      const jobs = await storage.claimJobs({ limit: expected.length, leaseMs: 30_000 })
      expect(jobs).toHaveLength(expected.length)
      const orders = await Promise.all(expected.map(() => stored(storage, orderFixture())))
      const changes = orders.map((order, place) => {
        const { id = '', fence = 0 } = jobs[place] ?? {}
        const result = expected[place]
        const { change, watch } =
          result === 'version_conflict' ? everything(next(next(order)), 2) : everything(next(order), 1)
        const settle = { id, fence: result === 'claim_lost' ? fence + 1 : fence, outcome: 'done' } as const
        const endsAnyway = () => storage.commit({ settle: { id, fence, outcome: 'done' } })
        return { change: { ...change, settle }, watch, endsAnyway }
      })
      expect(await Promise.all(changes.map(({ change }) => storage.commit(change)))).toEqual(expected)
      for (const [place, { watch, endsAnyway }] of changes.entries()) {
        const isStored = expected[place] === 'committed'
        expect(await watch(storage)).toEqual(isStored ? { version: 2, ...all } : { version: 1, ...nothing })
        expect(await endsAnyway()).toBe(isStored ? 'claim_lost' : 'committed')
      }
    })

    it('given changes of many orders at once, and one that is refused, then the others are stored', async () => {
      const { storage } = subject()
      const orders = await Promise.all(Array.from({ length: 6 }, () => stored(storage, orderFixture())))
      const [taken] = recordedFixture(orders[3] ?? orderFixture(), [{ type: 'note_added', note: 'was first' }])
      await storage.commit({ events: taken ? [taken] : [] })
      const changes = orders.map((order) => everything(next(order), 1))
      const results = await Promise.allSettled(
        changes.map(({ change }, place) =>
          storage.commit(place === 3 && taken ? { ...change, events: [taken] } : change),
        ),
      )
      expect(results.map(({ status }) => status)).toEqual(
        orders.map((_, place) => (place === 3 ? 'rejected' : 'fulfilled')),
      )
      for (const [place, { watch }] of changes.entries()) {
        expect(await watch(storage)).toEqual(
          place === 3 ? { version: 1, ...nothing, events: 1 } : { version: 2, ...all },
        )
      }
    })

    it('given a claim that holds, then the job ends with the writes it caused', async () => {
      const { storage } = subject()
      const order = await stored(storage, orderFixture())
      const job = await claimed(storage, jobFixture())
      const { change, watch } = everything(next(order), 1)
      expect(await storage.commit({ ...change, settle: { ...job, outcome: 'done' } })).toBe('committed')
      expect(await watch(storage)).toEqual({ version: 2, ...all })
      expect(await storage.commit({ settle: { ...job, outcome: 'done' } })).toBe('claim_lost')
    })

    it('given a claim that holds and goes on, then the writes beside it are stored and the job stays', async () => {
      const { storage } = subject()
      const order = await stored(storage, orderFixture())
      const job = await claimed(storage, jobFixture())
      const { change, watch } = everything(next(order), 1)
      expect(await storage.commit({ ...change, settle: { ...job, outcome: 'keep' } })).toBe('committed')
      expect(await watch(storage)).toEqual({ version: 2, ...all })
      expect(await storage.commit({ settle: { ...job, outcome: 'done' } })).toBe('committed')
      const late = everything(next(next(order)), 2)
      expect(await storage.commit({ ...late.change, settle: { ...job, outcome: 'keep' } })).toBe('claim_lost')
      expect(await late.watch(storage)).toEqual({ version: 2, ...nothing, events: 1 })
    })

    it('given a version conflict, then the job that came to it is not settled', async () => {
      const { storage } = subject()
      const order = await stored(storage, orderFixture())
      const job = await claimed(storage, jobFixture())
      const { change } = everything(next(next(order)), 2)
      expect(await storage.commit({ ...change, settle: { ...job, outcome: 'done' } })).toBe('version_conflict')
      expect(await storage.commit({ settle: { ...job, outcome: 'done' } })).toBe('committed')
    })

    it('INV-8 F76: given the job was claimed again since, then the zombie is refused and none of its writes is stored', async () => {
      const { storage, clock } = subject()
      const order = await stored(storage, orderFixture())
      const zombie = await claimed(storage, jobFixture({ orderId: order.id }), 30_000)
      clock.advance(30_000)
      const [heir] = await storage.claimJobs({ limit: 1, leaseMs: 30_000 })
      expect(heir?.id).toBe(zombie.id)

      const { change, watch } = everything(next(order), 1)
      expect(await storage.commit({ ...change, settle: { ...zombie, outcome: 'done' } })).toBe('claim_lost')
      expect(await watch(storage)).toEqual({ version: 1, ...nothing })
      expect(await storage.listJobs(order.id)).toMatchObject([{ id: zombie.id, state: 'running' }])

      const fence = heir?.fence ?? 0
      expect(await storage.commit({ ...change, settle: { id: zombie.id, fence, outcome: 'done' } })).toBe('committed')
      expect(await watch(storage)).toEqual({ version: 2, ...all })
    })

    it('INV-8 F76: given a lost claim, when it brings a new order, then that is not stored either', async () => {
      const { storage } = subject()
      const { change, watch } = everything(orderFixture(), 0)
      const settle = { id: jobFixture().id, fence: 1, outcome: 'done' } as const
      expect(await storage.commit({ ...change, settle })).toBe('claim_lost')
      expect(await watch(storage)).toEqual({ version: null, ...nothing })
    })

    it('given the lease has ended but nobody claimed since, then the settlement still counts', async () => {
      const { storage, clock } = subject()
      const job = await claimed(storage, jobFixture(), 30_000)
      clock.advance(60_000)
      expect(await storage.commit({ settle: { ...job, outcome: 'done' } })).toBe('committed')
    })

    it('given no writes at all, then it is committed', async () => {
      expect(await subject().storage.commit({})).toBe('committed')
    })
  })
}
