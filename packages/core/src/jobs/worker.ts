import type { Logger } from '../runtime/logger.ts'
import type { Timer } from '../runtime/timer.ts'
import type { Storage } from '../storage/storage.ts'
import type { ClaimedJob } from './job.ts'
import type { RunJob } from './run-job.ts'

interface WorkerOptions {
  readonly storage: Storage
  readonly run: RunJob
  readonly timer: Timer
  readonly logger: Logger
  /** Jobs under way at the same time. */
  readonly slots: number
  readonly leaseMs: number
  /** How long an idle worker waits before it looks again without being woken. */
  readonly pollIntervalMs: number
  /** How long {@link Worker.stop} lets jobs finish before it calls them off. */
  readonly graceMs: number
}

export interface TickOptions {
  /** @default no limit */
  readonly maxJobs?: number
  /** After so long no more jobs are begun; those under way are finished. @default no limit */
  readonly budgetMs?: number
}

export interface Worker {
  start(): void
  stop(): Promise<void>
  tick(options?: TickOptions): Promise<number>
}

/**
 * Works by slots: it claims as many jobs as there are free slots and never waits for a slow one before it takes the next.
 * Leases of jobs under way are lengthened four times within their time; a job whose lease was lost is called off.
 */
export function createWorker(options: WorkerOptions): Worker {
  const { storage, run, timer, logger, slots, leaseMs, pollIntervalMs, graceMs } = options
  const running = new Set<{ job: ClaimedJob; controller: AbortController; ended: Promise<void> }>()
  let loop: Promise<void> | null = null
  let stopping = false
  let wake = (): void => {}
  let stopBeat = (): void => {}
  const alarms = new Set<() => void>()

  function launch(job: ClaimedJob): Promise<void> {
    const controller = new AbortController()
    const ended = run(job, controller.signal)
      .then(wakeAfter)
      .catch((error: unknown) => {
        // The job itself never throws, so the store did: its lease runs out and the job comes again.
        logger.error({ jobId: job.id, kind: job.kind, reason: nameOf(error) }, 'A job could not be settled.')
      })
      .finally(() => {
        running.delete(entry)
        if (running.size === 0) stopBeat()
        wake()
      })
    const entry = { job, controller, ended }
    running.add(entry)
    if (running.size === 1) beat()
    return ended
  }

  /** A job that is due again soon should not wait for the next look. */
  function wakeAfter(delayMs: number | null): void {
    if (delayMs === null || delayMs >= pollIntervalMs || stopping) return
    const callOff = timer.after(delayMs, () => {
      alarms.delete(callOff)
      wake()
    })
    alarms.add(callOff)
  }

  function beat(): void {
    stopBeat = timer.after(leaseMs / 4, () => {
      const beating = [...running]
      storage
        .extendLeases(
          beating.map(({ job: { id, fence } }) => ({ id, fence })),
          leaseMs,
        )
        .then(
          (held) => {
            const lost = beating.filter(({ job }) => !held.includes(job.id))
            for (const { controller } of lost) controller.abort(new Error('The lease was lost.'))
          },
          (error: unknown) => logger.warn({ reason: nameOf(error) }, 'Leases could not be lengthened.'),
        )
      if (running.size > 0) beat()
    })
  }

  async function claim(limit: number): Promise<readonly ClaimedJob[]> {
    try {
      return limit > 0 ? await storage.claimJobs({ limit, leaseMs }) : []
    } catch (error) {
      logger.error({ reason: nameOf(error) }, 'Jobs could not be claimed.')
      return []
    }
  }

  async function work(): Promise<void> {
    const stopListening = await storage
      .onJobs?.(() => wake())
      .catch((error: unknown) => {
        logger.warn({ reason: nameOf(error) }, 'The worker polls, for it can not listen.')
        return undefined
      })
    while (!stopping) {
      let hint = false
      const hinted = new Promise<void>((resolve) => {
        wake = () => {
          hint = true
          resolve()
        }
      })
      const free = slots - running.size
      const jobs = await claim(free)
      for (const job of jobs) void launch(job)
      // A full claim means that there may be more; a hint that came during the claim may be about a job it did not see.
      if ((jobs.length === free && free > 0) || hint || stopping) continue
      const callOff = timer.after(pollIntervalMs, () => wake())
      await hinted
      callOff()
    }
    await stopListening?.()
  }

  return {
    start() {
      if (loop) return
      stopping = false
      loop = work()
    },
    async stop() {
      stopping = true
      for (const callOff of alarms) callOff()
      alarms.clear()
      wake()
      await loop
      loop = null
      const callOff = timer.after(graceMs, () => {
        for (const { controller } of running) controller.abort(new Error('The worker stops.'))
      })
      await Promise.all([...running].map(({ ended }) => ended))
      callOff()
    },
    async tick({ maxJobs = Number.POSITIVE_INFINITY, budgetMs } = {}) {
      let ran = 0
      const over = new AbortController()
      const callOff = budgetMs === undefined ? () => {} : timer.after(budgetMs, () => over.abort())
      try {
        while (ran < maxJobs && !over.signal.aborted) {
          const jobs = await storage.claimJobs({ limit: Math.min(slots, maxJobs - ran), leaseMs })
          if (jobs.length === 0) break
          await Promise.all(jobs.map(launch))
          ran += jobs.length
        }
      } finally {
        callOff()
      }
      return ran
    },
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown'
}
