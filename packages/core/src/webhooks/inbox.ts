import type { JobDraft } from '../jobs/job.ts'

/** A delivery to keep. */
export interface WebhookRecord {
  readonly id: string
  /** The provider's name. */
  readonly source: string
  /** The provider's id of the event: one row for each source and event. */
  readonly eventId: string
  readonly type: string
  readonly body: string
}

/** How a webhook is taken in. With `jobsOnDuplicate` one that came before stores its jobs again. */
export interface ReceiveOptions {
  readonly jobsOnDuplicate?: boolean
  /** Kept with the jobs, as {@link Change.traceparent} is. @default null */
  readonly traceparent?: string | null
}

/** What was received, before it is acted upon. */
export interface Inbox {
  /**
   * Stores a delivery and its jobs in one commit. A delivery that is already there is not stored again; its jobs are
   * stored all the same when `jobsOnDuplicate` says so.
   *
   * @throws QuoinError `storage_failed`, `permanent`, and nothing is stored, when the id of the delivery or of a job is taken.
   */
  receiveWebhook(
    record: WebhookRecord,
    jobs: readonly JobDraft[],
    options?: ReceiveOptions,
  ): Promise<'stored' | 'duplicate'>
  /** Those of the events that are there already, in the order asked. At most a thousand are asked for at once. */
  findReceived(source: string, eventIds: readonly string[]): Promise<readonly string[]>
}
