import { endedLatelyMs } from '../reconcile/reconcile-scope.ts'

const day = 86_400_000

/** How long to keep what nothing needs any more where it is, in milliseconds. */
export interface Retention {
  /** Deliveries of webhooks, by which repeated ones are known. */
  readonly webhooksMs: number
  /** What customers were told, deleted notifications too. */
  readonly notificationsMs: number
  /** Jobs that were given up. */
  readonly deadJobsMs: number
  /** How long an order is at rest before it goes into the archive; null: none does by itself. */
  readonly archiveOrdersAfterMs: number | null
}

export const defaultRetention: Retention = {
  webhooksMs: 90 * day,
  notificationsMs: 365 * day,
  deadJobsMs: 90 * day,
  archiveOrdersAfterMs: null,
}

/** The reconciliation looks back for 30 days, and would repeat what was forgotten before. */
export const shortestRetentionMs = 35 * day

/** The shortest that an order rests before it goes into the archive: for so long the reconciliation looks at what has ended. */
export const shortestRestMs = endedLatelyMs
