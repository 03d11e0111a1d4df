import { QuoinError } from '../quoin-error.ts'
import { errorName } from '../runtime/error-name.ts'
import type { Logger } from '../runtime/logger.ts'
import type { Timer } from '../runtime/timer.ts'
import type { Storage } from '../storage/storage.ts'
import type { ClaimedJob } from './job.ts'
import type { JobEngine } from './job-engine.ts'
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

/** Where one tick of the worker ends, besides when nothing is due. */
export interface TickOptions {
  /** @default no limit */
  readonly maxJobs?: number
  /** After so long no more jobs are begun; those under way are finished. @default no limit */
  readonly budgetMs?: number
}

export interface Worker {
  start(): void
  startOn(engine: JobEngine): Promise<void>
  stop(): Promise<void>
  tick(options?: TickOptions): Promise<number>
}

interface Entry {
  readonly job: ClaimedJob
  readonly controller: AbortController
  readonly ended: Promise<void>
}

/** At most so many times the slots are claimed and not ended: one batch whose ends are stored, one at work. */
const mostHeld = 2

/** Who is to be woken when a job is due again soon. */
interface Reminder {
  wake(): void
  /** After so long somebody looks anyway. */
  readonly looksEveryMs: number
}

/**
 * Works by slots: it claims as many jobs as there are free slots and never waits for a slow one before it takes the next.
 * Leases of jobs under way are lengthened four times within their time; a job whose lease was lost is called off.
 */
export function createWorker(options: WorkerOptions): Worker {
  const { storage, run, timer, logger, slots, leaseMs, pollIntervalMs, graceMs } = options
  const running = new Set<Entry>()
  /** Jobs whose work is done are not waited for: claims go on while their ends are stored. */
  let busySlots = 0
  let loop: Promise<void> | null = null
  let leaving: Promise<() => Promise<void>> | null = null
  let stopping = false
  let wake = (): void => {}
  let reminder: Reminder | null = null
  let stopBeat = (): void => {}
  const alarms = new Set<() => void>()

  function launch(job: ClaimedJob): Promise<void> {
    const controller = new AbortController()
    let hasSlot = true
    busySlots += 1
    const worked = () => {
      if (hasSlot) busySlots -= 1
      // An end matters to nobody else but when so many are held that none more was claimed.
      if (hasSlot || running.size >= slots) wake()
      hasSlot = false
    }
    const ended = run(job, { signal: controller.signal, worked })
      .then(wakeAfter)
      .catch((error: unknown) => {
        // The job itself never throws, so the store did: its lease runs out and the job comes again.
        logger.error({ jobId: job.id, kind: job.kind, reason: errorName(error) }, 'A job could not be settled.')
      })
      .finally(() => {
        running.delete(entry)
        if (running.size === 0) stopBeat()
        worked()
      })
    const entry = { job, controller, ended }
    running.add(entry)
    if (running.size === 1) beat()
    return ended
  }

  /** A job that is due again soon should not wait for the next look. */
  function wakeAfter(delayMs: number | null): void {
    if (!reminder || delayMs === null || delayMs >= reminder.looksEveryMs || stopping) return
    const { wake } = reminder
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
          (error: unknown) => logger.warn({ reason: errorName(error) }, 'Leases could not be lengthened.'),
        )
      if (running.size > 0) beat()
    })
  }

  async function claim(limit: number): Promise<readonly ClaimedJob[]> {
    try {
      return limit > 0 ? await storage.claimJobs({ limit, leaseMs }) : []
    } catch (error) {
      logger.error({ reason: errorName(error) }, 'Jobs could not be claimed.')
      return []
    }
  }

  async function work(): Promise<void> {
    const stopListening = await storage
      .onJobs?.(() => wake())
      .catch((error: unknown) => {
        logger.warn({ reason: errorName(error) }, 'The worker polls, for it can not listen.')
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
      const free = Math.min(slots - busySlots, mostHeld * slots - running.size)
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

  /** Takes as many jobs as there are slots; what is left is for whoever answers the next wake-up, at the same time. */
  async function answer(wakeAnother: () => void, most = slots): Promise<void> {
    const begun: Promise<void>[] = []
    while (begun.length < most && !stopping) {
      const jobs = await claim(most - begun.length)
      // A claim may leave out some that are due, but for one that finds none.
      if (jobs.length === 0) break
      begun.push(...jobs.map(launch))
    }
    if (begun.length >= most || stopping) wakeAnother()
    await Promise.all(begun)
  }

  async function join(engine: JobEngine): Promise<() => Promise<void>> {
    const { wakeByEngine } = await import('./wake-by-engine.ts')
    const { wake, begin } = wakeByEngine(engine, {
      ...{ storage, timer, logger, everyMs: leaseMs },
      lookHere: () => {
        answer(() => {}, slots - busySlots).catch((error: unknown) => {
          logger.error({ reason: errorName(error) }, 'Jobs that were claimed could not be begun.')
        })
      },
    })
    reminder = { wake, looksEveryMs: leaseMs }
    const stopReceiving = await engine.receive?.(() => answer(wake))
    const stopWaking = await begin()
    return async () => {
      await stopReceiving?.()
      await stopWaking()
    }
  }

  return {
    start() {
      if (leaving) throw startedOtherwise('on an engine')
      if (loop) return
      stopping = false
      reminder = { wake: () => wake(), looksEveryMs: pollIntervalMs }
      loop = work()
    },
    async startOn(engine) {
      if (loop) throw startedOtherwise('without an engine')
      stopping = false
      leaving ??= join(engine)
      const joining = leaving
      await joining.catch((error: unknown) => {
        if (leaving === joining) leaving = null
        throw error
      })
    },
    async stop() {
      stopping = true
      for (const callOff of alarms) callOff()
      alarms.clear()
      wake()
      await loop
      loop = null
      const leave = await leaving?.catch(() => null)
      leaving = null
      const grace = Promise.withResolvers<void>()
      const callOff = timer.after(graceMs, () => {
        for (const { controller } of running) controller.abort(new Error('The worker stops.'))
        grace.resolve()
      })
      const left = leave?.().catch((error: unknown) => {
        logger.warn({ reason: errorName(error) }, 'The job engine was not left in order.')
      })
      // An engine that is away must not keep the process.
      await Promise.all([Promise.race([left, grace.promise]), ...[...running].map(({ ended }) => ended)])
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

function startedOtherwise(how: string): QuoinError {
  return new QuoinError('invalid_options', `The worker was started ${how} before: stop it first.`)
}
