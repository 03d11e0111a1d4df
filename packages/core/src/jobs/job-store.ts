import type { ClaimedJob, JobClaim, JobKind, JobRecord } from './job.ts'

/** How many jobs a worker takes at once, and for how long they are its own. */
export interface ClaimOptions {
  readonly limit: number
  readonly leaseMs: number
}

/** Further no count of {@link JobStats} goes: so many and more take no longer to count. */
export const mostJobsCounted = 10_000

/** So many jobs are expedited or redriven at once, so that no one of these holds very many rows. */
export const mostJobsMoved = 1_000

/** Counts for health checks, by the store's clock. Each ends at {@link mostJobsCounted}. */
export interface JobStats {
  /** Waiting, or left by a worker whose lease has ended, and due. */
  readonly due: number
  /** Waiting for a later time. */
  readonly scheduled: number
  /** In a lease that has not ended. */
  readonly running: number
  readonly dead: number
  /** How long the oldest due job has been due; 0 when none is. */
  readonly oldestDueMs: number
  /** How many of each kind are dead; kinds of which none is are left out. */
  readonly deadOfKind: Readonly<Partial<Record<JobKind, number>>>
  /** How long ago a worker has planned to look after the shop, as it does every minute; null when none ever did. */
  readonly lastSignOfLifeMs: number | null
}

/**
 * Durable jobs. All times are the store's own (`delayMs` counts from its clock), so that workers with wrong clocks agree.
 *
 * Jobs are stored and settled by {@link Storage.commit}, together with what caused them.
 */
export interface JobStore {
  /**
   * Takes up to `limit` due jobs, never more, in the order of the time they are due and as many minutes as their priority says:
   * so no job waits for ever behind more urgent ones. It may take fewer than are due, but none only when none is. Each gets a lease, a higher fence and one more attempt. Two claimers never get the same job. A job whose lease has ended is due again, with one more crash.
   */
  claimJobs(options: ClaimOptions): Promise<readonly ClaimedJob[]>
  /** Lengthens leases; returns the ids of those that are still held by these claims, in the order of the claims. */
  extendLeases(claims: readonly JobClaim[], leaseMs: number): Promise<readonly string[]>
  /** Makes jobs that wait to be tried again due now: at most {@link mostJobsMoved}. Returns how many. */
  expediteJobs(filter?: { readonly orderId?: string }): Promise<number>
  /**
   * Stores dead jobs anew: due now, from their first attempt, with no past. At most {@link mostJobsMoved} of them, oldest first.
   * Returns how many.
   */
  redriveJobs(filter?: { readonly orderId?: string; readonly kind?: JobKind }): Promise<number>
  /** The jobs of an order, oldest first. */
  listJobs(orderId: string): Promise<readonly JobRecord[]>
  jobStats(): Promise<JobStats>
  /**
   * Those of the keys that a job has which waits or runs, or only those of jobs in the one state, in the order asked. At most a
   * thousand are asked for at once.
   */
  findPendingKeys(keys: readonly string[], state?: 'waiting' | 'running'): Promise<readonly string[]>
}
