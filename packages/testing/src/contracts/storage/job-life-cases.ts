import { type JobSettlement, mostJobsCounted, mostJobsMoved } from '@quoin/core'
import { describe, expect, it } from 'vitest'
import { jobFixture } from '../../job-fixture.ts'
import { claimed, enqueued, type Subject } from './storage-under-test.ts'

const leaseMs = 30_000

export function jobLifeCases(subject: Subject): void {
  describe('the life of a job', () => {
    const orderId = jobFixture().id
    const noPast = { deadOfKind: {}, lastSignOfLifeMs: null }
    const ofOrder = (delayMs = 0) => jobFixture({ orderId, delayMs })
    const settled = async (outcome: 'retry' | 'dead', job = ofOrder()) => {
      const { storage } = subject()
      const { id, fence } = await claimed(storage, job)
      const settle: JobSettlement =
        outcome === 'retry'
          ? { id, fence, outcome, delayMs: 60_000, error: 'upstream_down' }
          : { id, fence, outcome, error: 'refused' }
      expect(await storage.commit({ settle })).toBe('committed')
      return job
    }

    it('given it waits, then an admin sees it with every field', async () => {
      const { storage, clock } = subject()
      const job = ofOrder(2000)
      await enqueued(storage, job)
      const createdAt = clock.now()
      const runAt = new Date(createdAt.getTime() + 2000)
      const { id, kind, key } = job
      expect(await storage.listJobs(orderId)).toEqual([
        { id, kind, key, orderId, state: 'waiting', attempts: 0, crashes: 0, lastError: null, runAt, createdAt },
      ])
    })

    it('given several, then they are listed oldest first, and those of other orders are not', async () => {
      const { storage, clock } = subject()
      const jobs = [ofOrder(), ofOrder(), ofOrder()]
      for (const job of jobs) {
        await enqueued(storage, job, jobFixture({ orderId: jobFixture().id }))
        clock.advance(1000)
      }
      expect((await storage.listJobs(orderId)).map(({ id }) => id)).toEqual(jobs.map(({ id }) => id))
      expect(await storage.listJobs('no id at all')).toEqual([])
    })

    it('when it is done, then it is gone', async () => {
      const { storage } = subject()
      const job = await claimed(storage, ofOrder())
      await storage.commit({ settle: { ...job, outcome: 'done' } })
      expect(await storage.listJobs(orderId)).toEqual([])
      expect(await storage.jobStats()).toEqual({ due: 0, scheduled: 0, running: 0, dead: 0, oldestDueMs: 0, ...noPast })
    })

    it('when it is to be tried again, then it waits out its delay and keeps count', async () => {
      const { storage, clock } = subject()
      const { id } = await settled('retry')
      expect(await storage.listJobs(orderId)).toMatchObject([
        { state: 'waiting', attempts: 1, lastError: 'upstream_down' },
      ])
      clock.advance(59_999)
      expect(await storage.claimJobs({ limit: 1, leaseMs })).toEqual([])
      clock.advance(1)
      const [again] = await storage.claimJobs({ limit: 1, leaseMs })
      expect(again).toMatchObject({ id, attempts: 2, crashes: 0, fence: 2, ageMs: 60_000 })
    })

    it('F81: when it is dead, then it stays, is seen and is never claimed', async () => {
      const { storage, clock } = subject()
      const { id } = await settled('dead')
      clock.advance(1_000_000)
      expect(await storage.claimJobs({ limit: 1, leaseMs })).toEqual([])
      expect(await storage.listJobs(orderId)).toMatchObject([{ id, state: 'dead', attempts: 1, lastError: 'refused' }])
    })

    it('given it is dead, when it is redriven, then it begins anew and the old claim counts no more', async () => {
      const { storage, clock } = subject()
      const job = await claimed(storage, ofOrder())
      await storage.commit({ settle: { ...job, outcome: 'dead', error: 'refused' } })
      clock.advance(5000)
      expect(await storage.redriveJobs()).toBe(1)
      expect(await storage.redriveJobs()).toBe(0)
      expect(await storage.commit({ settle: { ...job, outcome: 'done' } })).toBe('claim_lost')
      const [again] = await storage.claimJobs({ limit: 1, leaseMs })
      expect(again).toMatchObject({ id: job.id, attempts: 1, crashes: 0, fence: 2, ageMs: 0 })
    })

    it('given dead jobs of two orders, when one order is redriven, then the other’s stay dead', async () => {
      const { storage } = subject()
      const other = jobFixture({ orderId: jobFixture().id })
      await settled('dead')
      await settled('dead', other)
      expect(await storage.redriveJobs({ orderId })).toBe(1)
      expect(await storage.listJobs(orderId)).toMatchObject([{ state: 'waiting' }])
      expect(await storage.listJobs(other.orderId ?? '')).toMatchObject([{ state: 'dead' }])
      expect(await storage.redriveJobs({ orderId: 'no id at all' })).toBe(0)
    })

    it('given dead jobs of two kinds, when one kind is redriven, then the others stay dead, and each shows its key', async () => {
      const { storage } = subject()
      const letter = jobFixture({ orderId, kind: 'send_notification', key: 'notify:1' })
      const refund = jobFixture({ orderId, kind: 'refund_payment', key: null })
      await settled('dead', letter)
      await settled('dead', refund)
      expect(await storage.redriveJobs({ orderId, kind: 'reconcile' })).toBe(0)
      expect(await storage.redriveJobs({ orderId, kind: 'send_notification' })).toBe(1)
      const jobs = await storage.listJobs(orderId)
      expect(jobs.map(({ id, key, state }) => ({ id, key, state }))).toEqual(
        expect.arrayContaining([
          { id: letter.id, key: 'notify:1', state: 'waiting' },
          { id: refund.id, key: null, state: 'dead' },
        ]),
      )
    })

    it('when retries are expedited, then jobs in backoff are due now, and those planned for later are not', async () => {
      const { storage } = subject()
      const retried = await settled('retry')
      const other = await settled('retry', jobFixture())
      await enqueued(storage, ofOrder(90_000))
      expect(await storage.expediteJobs({ orderId: 'no id at all' })).toBe(0)
      expect(await storage.expediteJobs({ orderId })).toBe(1)
      expect(await storage.claimJobs({ limit: 10, leaseMs })).toMatchObject([{ id: retried.id }])
      expect(await storage.expediteJobs()).toBe(1)
      expect(await storage.expediteJobs()).toBe(0)
      expect(await storage.claimJobs({ limit: 10, leaseMs })).toMatchObject([{ id: other.id }])
    })

    it('given very many that failed or died, then so many at once are expedited or redriven, and the next time the rest', async () => {
      const { storage } = subject()
      const count = mostJobsMoved + 1
      const many = async (settlement: 'retry' | 'dead') => {
        const drafts = Array.from({ length: count }, () => jobFixture({ key: null, orderId: null }))
        await enqueued(storage, ...drafts)
        const end = settlement === 'dead' ? { outcome: settlement } : { outcome: settlement, delayMs: 60_000 }
        const jobs = await storage.claimJobs({ limit: count, leaseMs })
        await Promise.all(jobs.map((job) => storage.commit({ settle: { ...job, error: 'away', ...end } })))
      }
      await many('retry')
      expect([await storage.expediteJobs(), await storage.expediteJobs()]).toEqual([mostJobsMoved, 1])
      await storage.claimJobs({ limit: count, leaseMs })
      await many('dead')
      expect([await storage.redriveJobs(), await storage.redriveJobs()]).toEqual([mostJobsMoved, 1])
    })

    it('given jobs in every state, then they are counted', async () => {
      const { storage, clock } = subject()
      await settled('dead')
      await settled('retry')
      await enqueued(storage, ofOrder(90_000))
      await claimed(storage, ofOrder(), 5000)
      clock.advance(1000)
      await enqueued(storage, ofOrder(3000))
      const deadOfKind = { refresh_fulfillment: 1 }
      const dead = { dead: 1, deadOfKind, lastSignOfLifeMs: null }
      expect(await storage.jobStats()).toEqual({ due: 0, scheduled: 3, running: 1, oldestDueMs: 0, ...dead })
      clock.advance(4500)
      // The job of 3 s has been due for 1.5 s, and the lease of 5 s ended half a second ago.
      expect(await storage.jobStats()).toEqual({ due: 2, scheduled: 2, running: 0, oldestDueMs: 1500, ...dead })
    })

    it('given more jobs than are counted, then each count ends there, and the oldest is known all the same', async () => {
      const { storage, clock } = subject()
      const many = (delayMs: number, priority: number, count: number) =>
        Array.from({ length: count }, () => jobFixture({ key: null, orderId: null, delayMs, priority }))
      await enqueued(storage, ...many(0, 50, 6_000))
      clock.advance(1_000)
      await enqueued(storage, ...many(0, 10, mostJobsCounted - 6_000), ...many(90_000, 10, 7))
      expect(await storage.jobStats()).toMatchObject({ due: mostJobsCounted, scheduled: 7, oldestDueMs: 1_000 })
      await enqueued(storage, ...many(0, 10, 1), ...many(90_000, 20, mostJobsCounted))
      expect(await storage.jobStats()).toMatchObject({ due: mostJobsCounted, scheduled: mostJobsCounted })
    })

    it('given dead jobs of several kinds, then they are counted by kind', async () => {
      const { storage } = subject()
      await settled('dead', jobFixture({ kind: 'sync_payment' }))
      await settled('dead', jobFixture({ kind: 'sync_payment' }))
      await settled('dead', jobFixture({ kind: 'send_alert' }))
      expect((await storage.jobStats()).deadOfKind).toEqual({ sync_payment: 2, send_alert: 1 })
    })

    it('given workers plan their looks after the shop, then the last of them is the last sign of life', async () => {
      const { storage, clock } = subject()
      const watch = () => jobFixture({ kind: 'watch_health', key: 'watch', delayMs: 60_000 })
      await enqueued(storage, watch())
      clock.advance(60_000)
      // Another worker joins the job that waits, and proves nothing by it.
      await enqueued(storage, watch())
      expect((await storage.jobStats()).lastSignOfLifeMs).toBe(60_000)
      const [running] = await storage.claimJobs({ limit: 1, leaseMs })
      if (!running) throw new Error('The look was not due.')
      expect((await storage.jobStats()).lastSignOfLifeMs).toBe(60_000)
      await storage.commit({ settle: { ...running, outcome: 'done' }, jobs: [watch()] })
      clock.advance(500)
      expect((await storage.jobStats()).lastSignOfLifeMs).toBe(500)
    })

    it('given keys of jobs in every state, then those that wait or run are found, in the order asked', async () => {
      const { storage } = subject()
      await settled('dead', jobFixture({ key: 'dead' }))
      const done = await claimed(storage, jobFixture({ key: 'done' }))
      await storage.commit({ settle: { ...done, outcome: 'done' } })
      await claimed(storage, jobFixture({ key: 'running' }))
      await enqueued(storage, jobFixture({ key: 'waiting' }), jobFixture({ key: 'later', delayMs: 5_000 }))
      const asked = ['later', 'dead', 'never', 'running', 'done', 'waiting']
      expect(await storage.findPendingKeys(asked)).toEqual(['later', 'running', 'waiting'])
      expect(await storage.findPendingKeys(asked, 'waiting')).toEqual(['later', 'waiting'])
      expect(await storage.findPendingKeys(asked, 'running')).toEqual(['running'])
      expect(await storage.findPendingKeys([])).toEqual([])
    })
  })
}
