import { type Clock, QuoinError, type Storage } from '@quoin/core'
import { type Kysely, sql } from 'kysely'
import { createAlertStatements } from './alert-statements.ts'
import { createClaim } from './claim-jobs.ts'
import { createCommit } from './commit-change.ts'
import { createDatabase } from './database.ts'
import { createEndJob, onlyEndsJob } from './end-jobs.ts'
import { createEnqueue, onlyStoresJobs } from './enqueue-jobs.ts'
import { findReceived } from './find-received.ts'
import { createJobStatements } from './job-statements.ts'
import { listOrders } from './list-orders.ts'
import type { Listen } from './listen/listen.ts'
import { createNotificationStatements } from './notification-statements.ts'
import { createOrderQueries } from './order-queries.ts'
import type { RunPrepared } from './pg-prepared.ts'
import { createPurge } from './purge.ts'
import { createReceive } from './receive-webhook.ts'
import { defaultSchema } from './schema-name.ts'
import { areDue } from './store-jobs.ts'
import { summarizeOrders } from './summarize-orders.ts'
import { createWakeUp } from './wake-up.ts'

/** The host’s database, and how it tells of new jobs. */
export interface KyselyStorageOptions<DB> {
  /** The host's own instance, of any tables, on Postgres 15 or later or on PGlite. Its plugins do not touch Quoin's statements. */
  readonly db: Kysely<DB>
  /** Where {@link migrateToLatest} made the tables. @default 'quoin' */
  readonly schema?: string
  /** How to hear at once of jobs that other processes store: `pgListener(pool)` or `pgliteListener(pglite)`. @default none: workers find those by polling */
  readonly listen?: Listen
  /** How to run the statements of an order's way prepared: `pgPrepared(pool)` or `pglitePrepared(db)`. @default none: they go through `db`, and are planned each time */
  readonly prepared?: RunPrepared
  /** For tests: instances with clocks of their own disagree about leases. @default the database's own */
  readonly clock?: Clock
}

/**
 * The `Storage` port in the host's database. Every call is one statement, so one round trip and its own transaction;
 * `commit` too. What comes at the same time shares one: deliveries, changes of different orders, jobs that are stored or end, and
 * orders that are looked for. Of the changes each is all or nothing by itself, and one that has not passed takes a second statement.
 * A statement that loses a race (deadlock, serialization failure) is run again inside.
 *
 * All times of jobs are the database's: workers whose clocks are wrong agree about what is due and whose lease holds.
 *
 * The tables, in the host's schema: `orders order_search order_items dropship_orders shipments order_logs
 * customer_notifications retry_operations webhook_inbox alerts`. A job is a row of `retry_operations` until it is done; its states are `waiting`, `running`
 * (until `lease_until`; then anyone may claim it again) and `dead`.
 *
 * @throws {@link QuoinError} `invalid_options` for a schema's name that would have to be quoted. Its methods throw
 * `storage_failed`: `permanent` when the values are at fault, `retryable` when the server refused, `unknown` when it did not answer.
 * @example
 * ```ts
 * import { createKyselyStorage, migrateToLatest, pgListener, pgPrepared } from '@quoin/kysely'
 * import { Kysely, PostgresDialect } from 'kysely'
 * import { Pool } from 'pg'
 *
 * const pool = new Pool({ connectionString: 'postgres://localhost/shop' })
 * const db = new Kysely({ dialect: new PostgresDialect({ pool }) })
 * await migrateToLatest({ db })
 * const storage = createKyselyStorage({ db, listen: pgListener(pool), prepared: pgPrepared(pool) })
 * ```
 */
export function createKyselyStorage<DB>(options: KyselyStorageOptions<DB>): Storage {
  const { schema = defaultSchema, listen, clock, prepared } = options
  const db = createDatabase({ db: options.db, schema, clock, prepared })
  const wakeUp = createWakeUp(db, listen, crypto.randomUUID())
  const jobs = createJobStatements(db)
  const alerts = createAlertStatements(db)
  const commit = createCommit(db)
  const endJob = createEndJob(db)
  const enqueue = createEnqueue(db, wakeUp)
  const receive = createReceive(db, wakeUp)

  /** After jobs were made due, somebody should look. */
  const waking = async <T>(result: Promise<T>, madeJobsDue: (result: T) => boolean): Promise<T> => {
    if (madeJobsDue(await result)) wakeUp.wakeAll()
    return result
  }

  return {
    ...createOrderQueries(db),
    ...jobs,
    claimJobs: createClaim(db, clock === undefined),
    ...createNotificationStatements(db),
    ...alerts,
    listOrders: (query) => listOrders(db, query),
    summarizeOrders: (query) => summarizeOrders(db, query),
    commit: (change) => {
      if (onlyEndsJob(change)) return endJob(change.settle)
      if (onlyStoresJobs(change)) return enqueue(change)
      return waking(commit(change), (result) => result === 'committed' && areDue(change.jobs ?? []))
    },
    changeAlerts: (change) =>
      waking(alerts.changeAlerts(change), (result) => result === 'committed' && areDue(change.jobs)),
    receiveWebhook: (record, drafts, { jobsOnDuplicate = false, traceparent = null } = {}) =>
      receive({ record, jobs: drafts, jobsOnDuplicate, traceparent }),
    expediteJobs: (filter) => waking(jobs.expediteJobs(filter), (count) => count > 0),
    redriveJobs: (filter) => waking(jobs.redriveJobs(filter), (count) => count > 0),
    onJobs: (wake) => wakeUp.onJobs(wake),
    findReceived: (source, eventIds) => findReceived(db, source, eventIds),
    purge: createPurge(db),
    ping: async () => {
      await db.one(sql`select '1' as json`)
    },
  }
}
