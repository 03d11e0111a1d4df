import { describe, expect, it } from 'vitest'
import { jobFixture } from '../../job-fixture.ts'
import { claimed, enqueued, type Subject } from './storage-under-test.ts'

const leaseMs = 30_000

export function jobKeyCases(subject: Subject): void {
  describe('jobs with a key', () => {
    const orderId = jobFixture().id
    const keyed = (delayMs = 0) => jobFixture({ key: 'refresh:1', orderId, delayMs })

    it('given one that waits, when another is stored, then it joins: one job, at the earlier time', async () => {
      const { storage, clock } = subject()
      const start = clock.now().getTime()
      const first = keyed(5000)
      await enqueued(storage, first)
      await enqueued(storage, keyed(9000))
      expect(await storage.listJobs(orderId)).toMatchObject([{ id: first.id, runAt: new Date(start + 5000) }])
      await enqueued(storage, keyed(1000))
      expect(await storage.listJobs(orderId)).toMatchObject([{ id: first.id, runAt: new Date(start + 1000) }])
    })

    it('given several in one commit, then they are one, at the earliest time', async () => {
      const { storage, clock } = subject()
      const first = keyed(5000)
      await enqueued(storage, first, keyed(1000), keyed(3000))
      const runAt = new Date(clock.now().getTime() + 1000)
      expect(await storage.listJobs(orderId)).toMatchObject([{ id: first.id, runAt }])
    })

    it('given another key or none, then nothing is joined', async () => {
      const { storage } = subject()
      await enqueued(storage, keyed(), jobFixture({ key: 'refresh:2', orderId }))
      await enqueued(storage, jobFixture({ key: null, orderId }), jobFixture({ key: null, orderId }))
      expect(await storage.listJobs(orderId)).toHaveLength(4)
    })

    it('given 8 commits at once, then there is one job', async () => {
      const { storage } = subject()
      await Promise.all(Array.from({ length: 8 }, () => enqueued(storage, keyed())))
      expect(await storage.listJobs(orderId)).toHaveLength(1)
    })

    it('given one that runs, when another is stored, then it waits beside it: the first may have looked before', async () => {
      const { storage } = subject()
      const running = await claimed(storage, keyed())
      const second = keyed()
      await enqueued(storage, second)
      expect(await storage.claimJobs({ limit: 10, leaseMs })).toMatchObject([{ id: second.id, fence: 1 }])
      expect(await storage.commit({ settle: { ...running, outcome: 'done' } })).toBe('committed')
    })

    it('F54: given one in backoff, when others are stored, then it keeps its schedule', async () => {
      const { storage, clock } = subject()
      const job = await claimed(storage, keyed())
      await storage.commit({ settle: { ...job, outcome: 'retry', delayMs: 60_000, error: 'upstream_down' } })
      for (let index = 0; index < 5; index += 1) await enqueued(storage, keyed())
      const runAt = new Date(clock.now().getTime() + 60_000)
      expect(await storage.listJobs(orderId)).toMatchObject([{ id: job.id, attempts: 1, runAt }])
    })

    it('given one that is to be tried again, when its own commit stores the same key, then that joins it', async () => {
      const { storage, clock } = subject()
      const job = await claimed(storage, keyed())
      const settle = { ...job, outcome: 'retry', delayMs: 60_000, error: 'upstream_down' } as const
      expect(await storage.commit({ settle, jobs: [keyed(), keyed(500)] })).toBe('committed')
      const runAt = new Date(clock.now().getTime() + 60_000)
      expect(await storage.listJobs(orderId)).toMatchObject([{ id: job.id, attempts: 1, runAt }])
    })

    it('given one that is done, when its own commit stores the same key, then that is the next one', async () => {
      const { storage } = subject()
      const job = await claimed(storage, keyed())
      const follower = keyed(1000)
      expect(await storage.commit({ settle: { ...job, outcome: 'done' }, jobs: [follower] })).toBe('committed')
      expect(await storage.listJobs(orderId)).toMatchObject([{ id: follower.id, state: 'waiting', attempts: 0 }])
    })

    it('given another waits, when one is to be tried again, then they become one with the longer backoff and past', async () => {
      const { storage, clock } = subject()
      const start = clock.now()
      const job = await claimed(storage, keyed(), leaseMs)
      clock.advance(leaseMs)
      const [again] = await storage.claimJobs({ limit: 1, leaseMs })
      if (!again) throw new Error('The job was not claimed again.')
      const waiting = keyed()
      await enqueued(storage, waiting)
      const settle = { ...again, outcome: 'retry', delayMs: 60_000, error: 'upstream_down' } as const
      expect(await storage.commit({ settle })).toBe('committed')
      expect(again.id).toBe(job.id)
      expect(await storage.listJobs(orderId)).toMatchObject([
        {
          id: waiting.id,
          state: 'waiting',
          attempts: 2,
          crashes: 1,
          lastError: 'upstream_down',
          runAt: new Date(clock.now().getTime() + 60_000),
          createdAt: start,
        },
      ])
    })

    it('given another waits for a later time, when one is to be tried again, then that time stays', async () => {
      const { storage, clock } = subject()
      const job = await claimed(storage, keyed())
      await enqueued(storage, keyed(90_000))
      await storage.commit({ settle: { ...job, outcome: 'retry', delayMs: 60_000, error: 'upstream_down' } })
      const runAt = new Date(clock.now().getTime() + 90_000)
      expect(await storage.listJobs(orderId)).toMatchObject([{ attempts: 1, runAt }])
    })

    it('given many at work with one key, when all are to be tried again at once, then one is left', async () => {
      const { storage } = subject()
      const running = []
      for (let index = 0; index < 8; index += 1) running.push(await claimed(storage, keyed()))
      const results = await Promise.all(
        running.map((job) =>
          storage.commit({ settle: { ...job, outcome: 'retry', delayMs: 1000, error: 'upstream_down' } }),
        ),
      )
      expect(results).toEqual(Array(8).fill('committed'))
      expect(await storage.listJobs(orderId)).toMatchObject([{ state: 'waiting', attempts: 1 }])
    })

    it('given dead ones with one key and another that waits, when they are redriven, then one waits', async () => {
      const { storage } = subject()
      for (let index = 0; index < 2; index += 1) {
        const job = await claimed(storage, keyed())
        await storage.commit({ settle: { ...job, outcome: 'dead', error: 'refused' } })
      }
      const waiting = keyed(60_000)
      await enqueued(storage, waiting)
      expect(await storage.redriveJobs()).toBe(2)
      expect(await storage.listJobs(orderId)).toMatchObject([{ id: waiting.id, state: 'waiting', attempts: 0 }])
      expect(await storage.claimJobs({ limit: 10, leaseMs })).toHaveLength(1)
    })

    it('given dead ones with one key, when they are redriven, then one waits', async () => {
      const { storage } = subject()
      for (let index = 0; index < 3; index += 1) {
        const job = await claimed(storage, keyed())
        await storage.commit({ settle: { ...job, outcome: 'dead', error: 'refused' } })
      }
      expect(await storage.redriveJobs()).toBe(3)
      expect(await storage.listJobs(orderId)).toMatchObject([{ state: 'waiting', attempts: 0 }])
    })
  })
}
