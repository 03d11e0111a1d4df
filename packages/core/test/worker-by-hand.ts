import { createMemoryStorage, type JobDraft, type Storage, silentLogger } from '@quoin/core'
import { createManualClock, createManualTimer } from '@quoin/testing'
import type { RunJob } from '../src/jobs/run-job.ts'
import { createWorker, type Worker } from '../src/jobs/worker.ts'

/** A worker whose jobs end when the test lets them. */
export function setUp({ slots = 2, storage: wrap = (storage: Storage) => storage } = {}) {
  const clock = createManualClock('2026-03-01T09:00:00Z')
  const timer = createManualTimer()
  const storage = wrap(createMemoryStorage({ clock }))
  const underWay = new Map<string, { end: () => void; worked: () => void; signal: AbortSignal }>()
  const started: string[] = []
  const run: RunJob = (job, { signal, worked = () => {} }) => {
    started.push(job.id)
    const ended = new Promise<void>((end) => underWay.set(job.id, { end, worked, signal }))
    return ended.then(async () => {
      underWay.delete(job.id)
      const { id, fence } = job
      const failed = job.payload['failsFirst'] === true && job.attempts === 1
      const retry = { outcome: 'retry', delayMs: 50, error: 'away' } as const
      await storage.commit({ settle: { id, fence, ...(failed ? retry : { outcome: 'done' }) } })
      return failed ? retry.delayMs : null
    })
  }
  const worker = createWorker({
    storage,
    run,
    timer,
    logger: silentLogger,
    slots,
    leaseMs: 20_000,
    pollIntervalMs: 1_000,
    graceMs: 10_000,
  })
  open.push({
    worker,
    endAll: () => {
      for (const { end } of underWay.values()) end()
    },
  })
  const store = (...jobs: JobDraft[]) => storage.commit({ jobs })
  return { clock, timer, storage, worker, underWay, started, store }
}

const open: { worker: Worker; endAll: () => void }[] = []

/** Of all that a test has set up. */
export async function stopWorkers(): Promise<void> {
  for (const { worker, endAll } of open.splice(0)) {
    endAll()
    await worker.stop()
  }
}

/** Lets everything that waits for no timer happen. */
export async function quiet(): Promise<void> {
  for (let turns = 0; turns < 20; turns += 1) await new Promise(setImmediate)
}
