const day = 86_400_000

/** How long to keep what nothing needs any more, in milliseconds. */
export interface Retention {
  /** Deliveries of webhooks, by which repeated ones are known. */
  readonly webhooksMs: number
  /** What customers were told, deleted notifications too. */
  readonly notificationsMs: number
  /** Jobs that were given up. */
  readonly deadJobsMs: number
}

export const defaultRetention: Retention = {
  webhooksMs: 90 * day,
  notificationsMs: 365 * day,
  deadJobsMs: 90 * day,
}

/** The reconciliation looks back for 30 days, and would repeat what was forgotten before. */
export const shortestRetentionMs = 35 * day
