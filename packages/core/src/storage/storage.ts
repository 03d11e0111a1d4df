import type { AlertStore } from '../health/alert-store.ts'
import type { JobDraft, JobSettlement } from '../jobs/job.ts'
import type { JobStore } from '../jobs/job-store.ts'
import type { Notification } from '../notifications/notification.ts'
import type { NotificationStore } from '../notifications/notification-store.ts'
import type { Order } from '../order/order.ts'
import type { RecordedOrderEvent } from '../order/order-events.ts'
import type { OrderStore } from '../order/order-store.ts'
import type { Inbox } from '../webhooks/inbox.ts'

/** All writes of one step. */
export interface Change {
  /**
   * The order as it is to be. `order.version` is `expectedVersion + 1`; an `expectedVersion` of 0 stores a new order. What
   * never changes of an order is taken from its first version only: its number, items and `createdAt`. Prints and parcels are
   * added and changed, never taken away.
   */
  readonly order?: { readonly next: Order; readonly expectedVersion: number }
  /** History to append, of the same order. */
  readonly events?: readonly RecordedOrderEvent[]
  readonly jobs?: readonly JobDraft[]
  /** A notification whose key is there already is not stored again. */
  readonly notifications?: readonly Notification[]
  /** The end of the job that caused this step, or that it goes on. Nothing is written when the claim is not the latest. */
  readonly settle?: JobSettlement
  /** The W3C `traceparent` of what does this step. Kept with every job of it, and with an order that is new. @default null */
  readonly traceparent?: string | null
}

/**
 * `committed`: all of it is durable. Otherwise none of it is:
 * `version_conflict`: somebody else changed the order (or its id or number is taken); load it and decide again.
 * `claim_lost`: the job was claimed by another worker since; stop.
 */
export type CommitResult = 'committed' | 'version_conflict' | 'claim_lost'

/** What may be forgotten: whatever came about before. */
export interface PurgeBounds {
  readonly webhooksBefore: Date
  readonly notificationsBefore: Date
  readonly deadJobsBefore: Date
  /** At most so many of each. */
  readonly limit: number
}

/** How many rows were removed. */
export interface Purged {
  readonly webhooks: number
  readonly notifications: number
  readonly deadJobs: number
}

/**
 * What a database adapter supplies. Every adapter passes the suite `storageContract` of `@quoin/testing/contracts`;
 * {@link createMemoryStorage} is the same in a readable form.
 *
 * What can be looked up by name takes names of at least 300 characters, whatever they are: events, keys, people, and the ids of
 * providers. Longer ones may be refused.
 *
 * Text comes back as it was given, but for NUL and halves of surrogate pairs, which may come back as U+FFFD.
 *
 * A call that fails throws; after a failed `commit` whose outcome is unknown the caller loads and decides again, which is
 * safe because versions and fences guard every write.
 */
export interface Storage extends OrderStore, Inbox, JobStore, NotificationStore, AlertStore {
  /**
   * Writes all or nothing.
   *
   * @throws QuoinError `storage_failed`, `permanent`, and nothing is written, when an id or a place in a history is taken
   * already, or when history or a notification is of an order that is not there. A draft that joins a waiting job, and a
   * notification whose key is there, are not written and so not looked at.
   */
  commit(change: Change): Promise<CommitResult>
  /** Removes deliveries, notifications and dead jobs that are old. What is removed was never there: its keys and ids are free again. */
  purge(bounds: PurgeBounds): Promise<Purged>
  /** Answers when the database does. */
  ping(): Promise<void>
  /**
   * Calls back soon after jobs that are due were stored by anybody. Only a hint to look sooner: it may be late, lost or too often.
   * Returns how to stop.
   */
  onJobs?(wake: () => void): Promise<() => Promise<void>>
}
