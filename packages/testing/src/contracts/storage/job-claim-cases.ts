import type { ClaimedJob } from '@quoin/core'
import { describe, expect, it } from 'vitest'
import { jobFixture } from '../../job-fixture.ts'
import { orderFixture } from '../../order-fixture.ts'
import { claimed, enqueued, next, type Subject } from './storage-under-test.ts'

const leaseMs = 30_000
const ids = (jobs: readonly { readonly id: string }[]) => jobs.map(({ id }) => id)

export function jobClaimCases(subject: Subject): void {
  describe('claiming jobs', () => {
    it('given a due job, then it is claimed with every field', async () => {
      const { storage, clock } = subject()
      const job = jobFixture({
        kind: 'submit_fulfillment',
        key: 'submit:1',
        orderId: jobFixture().id,
        payload: { fulfillmentId: 'f', count: 3, live: false, none: null },
      })
      await enqueued(storage, job)
      clock.advance(1500)
      const { id, kind, key, orderId, payload } = job
      expect(await storage.claimJobs({ limit: 10, leaseMs })).toEqual([
        {
          id,
          kind,
          key,
          orderId,
          payload,
          attempts: 1,
          crashes: 0,
          fence: 1,
          ageMs: 1500,
          traceparent: null,
          orderTraceparent: null,
        },
      ])
    })

    it('given steps that were traced, then a job comes with the trace of its step and that of the order', async () => {
      const { storage, clock } = subject()
      const order = orderFixture()
      const ofOrder = jobFixture({ orderId: order.id })
      const ofWebhook = jobFixture()
      const delivery = { id: jobFixture().id, source: 'stripe', eventId: 'evt_1', type: 't', body: '{}' }
      await storage.commit({ order: { next: order, expectedVersion: 0 }, traceparent: 'checkout' })
      const change = { order: { next: next(order), expectedVersion: order.version }, jobs: [ofOrder] }
      await storage.commit({ ...change, traceparent: 'payment' })
      clock.advance(1)
      await storage.receiveWebhook(delivery, [ofWebhook], { traceparent: 'webhook' })
      const jobs = await storage.claimJobs({ limit: 10, leaseMs })
      const traces = jobs.map(({ id, traceparent, orderTraceparent }) => [id, traceparent, orderTraceparent])
      expect(traces).toEqual([
        [ofOrder.id, 'payment', 'checkout'],
        [ofWebhook.id, 'webhook', null],
      ])
    })

    it('given a job that waits, when another joins it, or it is tried again or redriven, then its trace stays', async () => {
      const { storage } = subject()
      await storage.commit({ jobs: [jobFixture({ key: 'refresh:1' })], traceparent: 'first' })
      await storage.commit({ jobs: [jobFixture({ key: 'refresh:1' })], traceparent: 'second' })
      for (const outcome of ['retry', 'dead', 'done'] as const) {
        const jobs = await storage.claimJobs({ limit: 10, leaseMs })
        expect(jobs).toMatchObject([{ traceparent: 'first' }])
        for (const { id, fence } of jobs) {
          await storage.commit({ settle: { id, fence, outcome, delayMs: 0, error: 'away' }, traceparent: 'run' })
        }
        await storage.redriveJobs()
      }
    })

    it('given jobs of several priorities and times, then they come by priority, then by time', async () => {
      const { storage, clock } = subject()
      const late = jobFixture({ priority: 10, delayMs: 2000 })
      const early = jobFixture({ priority: 10, delayMs: 1000 })
      const urgent = jobFixture({ priority: 1, delayMs: 3000 })
      const idle = jobFixture({ priority: 90 })
      await enqueued(storage, late, idle, early, urgent)
      clock.advance(5000)
      expect(ids(await storage.claimJobs({ limit: 3, leaseMs }))).toEqual(ids([urgent, early, late]))
      expect(ids(await storage.claimJobs({ limit: 3, leaseMs }))).toEqual(ids([idle]))
    })

    it('F85: given a job that lets others pass, when it has waited for so many minutes, then it is its turn', async () => {
      const { storage, clock } = subject()
      const look = jobFixture({ priority: 50 })
      await enqueued(storage, look)
      clock.advance(39 * 60_000)
      const [print, second] = [jobFixture({ priority: 10 }), jobFixture({ priority: 10, delayMs: 2 * 60_000 })]
      await enqueued(storage, print, second)
      clock.advance(2 * 60_000)
      expect(ids(await storage.claimJobs({ limit: 2, leaseMs }))).toEqual(ids([print, look]))
      expect(ids(await storage.claimJobs({ limit: 2, leaseMs }))).toEqual(ids([second]))
    })

    it('given a delay, then the job is due from its end on, by the store’s clock', async () => {
      const { storage, clock } = subject()
      await enqueued(storage, jobFixture({ delayMs: 1000 }))
      clock.advance(999)
      expect(await storage.claimJobs({ limit: 1, leaseMs })).toEqual([])
      clock.advance(1)
      expect(await storage.claimJobs({ limit: 1, leaseMs })).toHaveLength(1)
    })

    it('given more due jobs than the limit, then never more than the limit are claimed', async () => {
      const { storage } = subject()
      await enqueued(storage, ...Array.from({ length: 20 }, () => jobFixture()))
      expect(await storage.claimJobs({ limit: 7, leaseMs })).toHaveLength(7)
      expect(await storage.jobStats()).toMatchObject({ due: 13, running: 7 })
    })

    it('INV-8: given 8 claimers at once, then each job is claimed by exactly one', async () => {
      const { storage } = subject()
      const jobs = Array.from({ length: 60 }, () => jobFixture())
      await enqueued(storage, ...jobs)
      const workAll = async () => {
        const mine: ClaimedJob[] = []
        for (;;) {
          const batch = await storage.claimJobs({ limit: 5, leaseMs })
          expect(batch.length).toBeLessThanOrEqual(5)
          if (batch.length === 0) return mine
          mine.push(...batch)
        }
      }
      const taken = (await Promise.all(Array.from({ length: 8 }, workAll))).flat()
      expect(ids(taken).toSorted()).toEqual(ids(jobs).toSorted())
    })

    it('F77: given a job that was claimed again by the same process, when all its claims end at once, then only the last counts', async () => {
      const { storage, clock } = subject()
      const first = await claimed(storage, jobFixture(), leaseMs)
      clock.advance(leaseMs)
      const [second] = await storage.claimJobs({ limit: 1, leaseMs })
      const other = await claimed(storage, jobFixture(), leaseMs)
      const ends = [first, second ?? first, second ?? first, other, first].map(({ id, fence }) =>
        storage.commit({ settle: { id, fence, outcome: 'done' } }),
      )
      const [stale, once, again, apart, staleAgain] = await Promise.all(ends)
      expect([stale, apart, staleAgain]).toEqual(['claim_lost', 'committed', 'claim_lost'])
      // Which of two ends of one claim comes first is open.
      expect([once, again].toSorted()).toEqual(['claim_lost', 'committed'])
      expect(await storage.jobStats()).toMatchObject({ due: 0, running: 0 })
    })

    it('F77 F80: given a lease that ended, then the job is claimed again with a higher fence and one more crash', async () => {
      const { storage, clock } = subject()
      const first = await claimed(storage, jobFixture(), leaseMs)
      clock.advance(leaseMs - 1)
      expect(await storage.claimJobs({ limit: 1, leaseMs })).toEqual([])
      clock.advance(1)
      const [second] = await storage.claimJobs({ limit: 1, leaseMs })
      expect(second).toMatchObject({ id: first.id, attempts: 2, crashes: 1, fence: 2 })
      clock.advance(leaseMs)
      expect(await storage.claimJobs({ limit: 1, leaseMs })).toMatchObject([{ attempts: 3, crashes: 2, fence: 3 }])
    })

    it('given jobs that wait and jobs whose lease ended, then together they keep to the order and the limit', async () => {
      const { storage, clock } = subject()
      const crashed = [jobFixture({ priority: 20 }), jobFixture({ priority: 5 })]
      await enqueued(storage, ...crashed)
      await storage.claimJobs({ limit: 2, leaseMs })
      clock.advance(leaseMs)
      const waiting = [jobFixture({ priority: 10 }), jobFixture({ priority: 1 })]
      await enqueued(storage, ...waiting)
      const [medium, urgent] = waiting
      expect(ids(await storage.claimJobs({ limit: 3, leaseMs }))).toEqual([urgent?.id, crashed[1]?.id, medium?.id])
      expect(ids(await storage.claimJobs({ limit: 3, leaseMs }))).toEqual([crashed[0]?.id])
    })

    it('when leases are extended, then those still held last longer and the others are left out', async () => {
      const { storage, clock } = subject()
      const kept = await claimed(storage, jobFixture(), leaseMs)
      const lost = await claimed(storage, jobFixture(), leaseMs)
      const ended = await claimed(storage, jobFixture(), leaseMs)
      await storage.commit({ settle: { ...ended, outcome: 'done' } })
      clock.advance(leaseMs - 1)
      const older = { ...lost, fence: lost.fence - 1 }
      expect(await storage.extendLeases([kept, older, ended], leaseMs)).toEqual([kept.id])
      clock.advance(leaseMs - 1)
      expect(ids(await storage.claimJobs({ limit: 10, leaseMs }))).toEqual([lost.id])
      clock.advance(1)
      expect(ids(await storage.claimJobs({ limit: 10, leaseMs }))).toEqual([kept.id])
    })

    it('given no claims, when leases are extended, then none is held', async () => {
      expect(await subject().storage.extendLeases([], leaseMs)).toEqual([])
    })
  })
}
