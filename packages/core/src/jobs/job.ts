/** What a job does. One handler each. */
export const jobKinds = [
  'sync_payment',
  'expire_checkout',
  'submit_fulfillment',
  'refresh_fulfillment',
  'track_shipment',
  'cancel_order',
  'apply_edit',
  'refund_payment',
  'send_notification',
  'run_subscription',
  'deliver_webhook',
  'send_alert',
  'reconcile',
  'watch_health',
] as const

/** What a job does; each kind has one handler. */
export type JobKind = (typeof jobKinds)[number]

/** Flat facts that a job needs besides its order: ids and codes. */
export type JobPayload = Readonly<Record<string, string | number | boolean | null>>

/** A job before it is stored. */
export interface JobDraft {
  readonly id: string
  readonly kind: JobKind
  /**
   * At most one waiting job has a key. Another with the same key joins it: it can bring a first attempt forward, but never
   * shortens a backoff. A running job is not joined, for it may have looked before there was a reason. Null: never joined.
   */
  readonly key: string | null
  readonly orderId: string | null
  readonly payload: JobPayload
  /** From the commit on, by the store's clock. */
  readonly delayMs: number
  /** Lower goes first among jobs that are due: for how many minutes the job lets others pass that became due after it. */
  readonly priority: number
}

/** A job in the hands of a worker until its lease ends. */
export interface ClaimedJob {
  readonly id: string
  readonly kind: JobKind
  readonly key: string | null
  readonly orderId: string | null
  readonly payload: JobPayload
  /** Claims so far, this one included. */
  readonly attempts: number
  /** Claims whose lease ran out before they were settled: the worker died, or the job killed it. */
  readonly crashes: number
  /** Proves that a settlement comes from the latest claim. */
  readonly fence: number
  /** By the store's clock, since the job was stored. */
  readonly ageMs: number
  /** The W3C `traceparent` of the step that stored the job; null when nothing was traced. */
  readonly traceparent: string | null
  /** The one of the step that stored the job's order. */
  readonly orderTraceparent: string | null
}

/** Who settles: only the latest claim may. */
export interface JobClaim {
  readonly id: string
  readonly fence: number
}

/**
 * How a claimed job ends. A `retry` whose key waits already is merged into the waiting job, which keeps the later time and the
 * longer past of the two. A `dead` job stays until it is redriven. With `keep` it goes on: that only makes sure that the
 * writes beside it come from the latest claim.
 */
export type JobSettlement = JobClaim &
  (
    | { readonly outcome: 'keep' }
    | { readonly outcome: 'done' }
    | { readonly outcome: 'retry'; readonly delayMs: number; readonly error: string }
    | { readonly outcome: 'dead'; readonly error: string }
  )

/** A job as an admin sees it. */
export interface JobRecord {
  readonly id: string
  readonly kind: JobKind
  readonly key: string | null
  readonly orderId: string | null
  readonly state: 'waiting' | 'running' | 'dead'
  readonly attempts: number
  readonly crashes: number
  readonly lastError: string | null
  readonly runAt: Date
  readonly createdAt: Date
}
