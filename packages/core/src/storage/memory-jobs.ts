import type { JobClaim, JobDraft, JobKind, JobRecord, JobSettlement } from '../jobs/job.ts'
import { type JobStats, type JobStore, mostJobsCounted, mostJobsMoved } from '../jobs/job-store.ts'
import type { Clock } from '../runtime/clock.ts'

/** The part of a memory storage that keeps jobs. */
interface MemoryJobs {
  readonly port: JobStore
  /** Whether the claim is the latest of a job that runs. */
  holds(claim: JobClaim): boolean
  /** Whether a draft that would join no other job has the id of one that is there. */
  hasTaken(drafts: readonly JobDraft[], settle?: JobSettlement): boolean
  store(drafts: readonly JobDraft[], traceparent: string | null): void
  settle(settlement: JobSettlement): void
  /** Removes at most so many dead jobs that were stored before; returns how many. */
  purge(before: Date, limit: number): number
}

type StoredJob = Omit<JobDraft, 'delayMs'> &
  Pick<JobRecord, 'state' | 'attempts' | 'crashes' | 'lastError'> & {
    readonly fence: number
    readonly traceparent: string | null
    readonly createdAt: number
    readonly runAt: number
    /** Of a running job. */
    readonly leaseUntil: number
  }

/** @param traceOf the `traceparent` that is kept with an order */
export function createMemoryJobs(clock: Clock, traceOf: (orderId: string) => string | null): MemoryJobs {
  const jobs = new Map<string, StoredJob>()
  const now = (): number => clock.now().getTime()
  const waitingWith = (key: string | null): StoredJob | undefined =>
    key === null ? undefined : [...jobs.values()].find((job) => job.state === 'waiting' && job.key === key)

  /** When it became due; null while it is not. */
  const dueSince = (job: StoredJob, at: number): number | null => {
    const due =
      job.state === 'waiting' ? job.runAt : job.state === 'running' ? job.leaseUntil : Number.POSITIVE_INFINITY
    return due <= at ? due : null
  }
  const ofOrder = (state: StoredJob['state'], orderId: string | undefined): StoredJob[] =>
    [...jobs.values()]
      .filter((job) => job.state === state && (orderId === undefined || job.orderId === orderId))
      .sort(oldestFirst)

  /** A job with a key that waits already joins it: it can only bring a first attempt forward, never shorten a backoff. */
  const enqueue = (job: StoredJob): void => {
    const waiting = waitingWith(job.key)
    if (!waiting) jobs.set(job.id, job)
    else if (waiting.attempts === 0) jobs.set(waiting.id, { ...waiting, runAt: Math.min(waiting.runAt, job.runAt) })
  }

  const held = ({ id, fence }: JobClaim): StoredJob | undefined => {
    const job = jobs.get(id)
    return job?.state === 'running' && job.fence === fence ? job : undefined
  }

  return {
    holds: (claim) => held(claim) !== undefined,
    hasTaken(drafts, settle) {
      const retried = settle?.outcome === 'retry' ? held(settle) : undefined
      const ids = new Set(jobs.keys())
      const keys = new Set<string>()
      for (const { id, key } of drafts) {
        if (key !== null && (keys.has(key) || key === retried?.key || waitingWith(key))) continue
        if (ids.has(id)) return true
        ids.add(id)
        if (key !== null) keys.add(key)
      }
      return false
    },
    store(drafts, traceparent) {
      const at = now()
      for (const { delayMs, ...draft } of drafts) {
        enqueue({
          ...draft,
          state: 'waiting',
          attempts: 0,
          crashes: 0,
          fence: 0,
          traceparent,
          createdAt: at,
          runAt: at + delayMs,
          leaseUntil: 0,
          lastError: null,
        })
      }
    },
    settle(settlement) {
      const job = held(settlement)
      if (!job || settlement.outcome === 'keep') return
      jobs.delete(job.id)
      if (settlement.outcome === 'done') return
      const lastError = settlement.error
      if (settlement.outcome === 'dead') {
        jobs.set(job.id, { ...job, state: 'dead', lastError })
        return
      }
      const runAt = now() + settlement.delayMs
      const waiting = waitingWith(job.key)
      if (!waiting) jobs.set(job.id, { ...job, state: 'waiting', runAt, lastError })
      else {
        // The same work waits already: one of the two goes on, with the longer backoff and the whole past.
        jobs.set(waiting.id, {
          ...waiting,
          attempts: Math.max(waiting.attempts, job.attempts),
          crashes: Math.max(waiting.crashes, job.crashes),
          createdAt: Math.min(waiting.createdAt, job.createdAt),
          runAt: Math.max(waiting.runAt, runAt),
          lastError,
        })
      }
    },
    purge(before, limit) {
      const isOld = ({ state, createdAt }: { readonly state: string; readonly createdAt: number }) =>
        state === 'dead' && createdAt < before.getTime()
      const old = [...jobs.values()].filter(isOld).slice(0, limit)
      for (const { id } of old) jobs.delete(id)
      return old.length
    },
    port: {
      async claimJobs({ limit, leaseMs }) {
        const at = now()
        const due = [...jobs.values()]
          .filter((job) => dueSince(job, at) !== null)
          .sort((a, b) => turnOf(a) - turnOf(b) || compareIds(a, b))
          .slice(0, limit)
        return due.map((job) => {
          const { id, kind, key, orderId, payload, traceparent } = job
          const attempts = job.attempts + 1
          const crashes = job.crashes + (job.state === 'running' ? 1 : 0)
          const fence = job.fence + 1
          jobs.set(id, { ...job, state: 'running', attempts, crashes, fence, leaseUntil: at + leaseMs })
          const orderTraceparent = orderId === null ? null : traceOf(orderId)
          const claimed = { id, kind, key, orderId, payload, attempts, crashes, fence, traceparent, orderTraceparent }
          return { ...claimed, ageMs: at - job.createdAt }
        })
      },
      async extendLeases(claims, leaseMs) {
        const found = claims.map(held).filter((job) => job !== undefined)
        for (const job of found) jobs.set(job.id, { ...job, leaseUntil: now() + leaseMs })
        return found.map((job) => job.id)
      },
      async expediteJobs({ orderId } = {}) {
        const at = now()
        const later = ofOrder('waiting', orderId)
          .filter((job) => job.attempts > 0 && job.runAt > at)
          .slice(0, mostJobsMoved)
        for (const job of later) jobs.set(job.id, { ...job, runAt: at })
        return later.length
      },
      async redriveJobs({ orderId, kind } = {}) {
        const at = now()
        const dead = ofOrder('dead', orderId)
          .filter((job) => kind === undefined || job.kind === kind)
          .slice(0, mostJobsMoved)
        for (const job of dead) {
          jobs.delete(job.id)
          enqueue({ ...job, state: 'waiting', attempts: 0, crashes: 0, createdAt: at, runAt: at })
        }
        return dead.length
      },
      async listJobs(orderId) {
        return [...jobs.values()]
          .filter((job) => job.orderId === orderId)
          .sort(oldestFirst)
          .map(({ id, kind, key, state, attempts, crashes, lastError, runAt, createdAt }) => ({
            ...{ id, kind, key, orderId, state, attempts, crashes, lastError },
            runAt: new Date(runAt),
            createdAt: new Date(createdAt),
          }))
      },
      async jobStats() {
        const at = now()
        const all = [...jobs.values()]
        const due = all.map((job) => dueSince(job, at)).filter((since) => since !== null)
        const watches = all.filter(({ kind }) => kind === 'watch_health').map(({ createdAt }) => createdAt)
        const count = (state: StoredJob['state']): number =>
          all.filter((job) => job.state === state && dueSince(job, at) === null).length
        return {
          due: capped(due.length),
          scheduled: capped(count('waiting')),
          running: capped(count('running')),
          dead: capped(count('dead')),
          oldestDueMs: due.length === 0 ? 0 : at - Math.min(...due),
          deadOfKind: countKinds(all.filter(({ state }) => state === 'dead')),
          lastSignOfLifeMs: watches.length === 0 ? null : at - Math.max(...watches),
        }
      },
      async findPendingKeys(keys, asked) {
        const isAsked = ({ state }: StoredJob) => (asked === undefined ? state !== 'dead' : state === asked)
        const pending = new Set([...jobs.values()].filter(isAsked).map(({ key }) => key))
        return keys.filter((key) => pending.has(key))
      },
    },
  }
}

function capped(count: number): number {
  return Math.min(count, mostJobsCounted)
}

function countKinds(jobs: readonly StoredJob[]): JobStats['deadOfKind'] {
  const counts: Partial<Record<JobKind, number>> = {}
  for (const { kind } of jobs) counts[kind] = capped((counts[kind] ?? 0) + 1)
  return counts
}

function compareIds(a: StoredJob, b: StoredJob): number {
  return a.id < b.id ? -1 : Number(a.id > b.id)
}

function oldestFirst(a: StoredJob, b: StoredJob): number {
  return a.createdAt - b.createdAt || compareIds(a, b)
}

/** Urgent jobs go first, and whoever waits becomes urgent. */
function turnOf({ runAt, priority }: { readonly runAt: number; readonly priority: number }): number {
  return runAt + priority * 60_000
}
