import type { Storage } from '@quoin/core'
import { describe, expect, it } from 'vitest'
import { jobFixture } from '../../job-fixture.ts'
import { enqueued, type Subject } from './storage-under-test.ts'

export function wakeCases(subject: Subject): void {
  describe('waking', () => {
    /** A listener, and a promise of its next call. */
    const listening = async ({ onJobs }: Storage) => {
      if (!onJobs) throw new Error('This storage does not wake; say so with capabilities: { wakes: false }.')
      let calls = 0
      let waiting: (() => void)[] = []
      const stop = await onJobs(() => {
        calls += 1
        for (const resume of waiting) resume()
        waiting = []
      })
      return { stop, calls: () => calls, called: () => new Promise<void>((resolve) => waiting.push(resolve)) }
    }

    it('when jobs are stored, expedited or redriven, then those who listen are called', async () => {
      const { storage } = subject()
      const listener = await listening(storage)
      const causes = [
        () => enqueued(storage, jobFixture()),
        () =>
          storage.receiveWebhook({ id: jobFixture().id, source: 's', eventId: 'e', type: 't', body: '' }, [
            jobFixture(),
          ]),
        async () => {
          for (const job of await storage.claimJobs({ limit: 10, leaseMs: 1000 })) {
            await storage.commit({ settle: { ...job, outcome: 'retry', delayMs: 60_000, error: 'away' } })
          }
          await storage.expediteJobs()
        },
        async () => {
          const [job] = await storage.claimJobs({ limit: 1, leaseMs: 1000 })
          if (job) await storage.commit({ settle: { ...job, outcome: 'dead', error: 'refused' } })
          await storage.redriveJobs()
        },
      ]
      for (const cause of causes) {
        const called = listener.called()
        await cause()
        await called
      }
      await listener.stop()
    })

    it('given one has stopped, then only the others are called', async () => {
      const { storage } = subject()
      const stopped = await listening(storage)
      const other = await listening(storage)
      await stopped.stop()
      const called = other.called()
      await enqueued(storage, jobFixture())
      await called
      expect(stopped.calls()).toBe(0)
      await other.stop()
    })
  })
}
