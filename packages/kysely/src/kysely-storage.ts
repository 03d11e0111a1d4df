import { type Clock, QuoinError, type Storage } from '@quoin/core'
import { type Kysely, sql } from 'kysely'
import { createAlertStatements } from './alert-statements.ts'
import { commitChange } from './commit-change.ts'
import { createDatabase } from './database.ts'
import { findReceived } from './find-received.ts'
import { createJobStatements } from './job-statements.ts'
import { listOrders } from './list-orders.ts'
import type { Listen } from './listen/listen.ts'
import { createNotificationStatements } from './notification-statements.ts'
import { createOrderQueries } from './order-queries.ts'
import { purge } from './purge.ts'
import { receiveWebhook } from './receive-webhook.ts'
import { defaultSchema } from './schema-name.ts'
import { jobsChannel } from './store-jobs.ts'
import { summarizeOrders } from './summarize-orders.ts'

export interface KyselyStorageOptions<DB> {
  /** The host's own instance, of any tables, on Postgres 15 or later or on PGlite. Its plugins do not touch Quoin's statements. */
  readonly db: Kysely<DB>
  /** Where {@link migrateToLatest} made the tables. @default 'quoin' */
  readonly schema?: string
  /** How to hear of jobs at once: `pgListener(pool)` or `pgliteListener(pglite)`. Without it workers find them by polling. */
  readonly listen?: Listen
  /** Read instead of the database's own time. For tests: instances with clocks of their own disagree about leases. */
  readonly clock?: Clock
}

/**
 * The `Storage` port in the host's database. Every call is one statement, so one round trip and its own transaction;
 * `commit` too. A statement that loses a race (deadlock, serialization failure) is run again inside.
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
 * import { createKyselyStorage, migrateToLatest, pgListener } from '@quoin/kysely'
 * import { Kysely, PostgresDialect } from 'kysely'
 * import { Pool } from 'pg'
 *
 * const pool = new Pool({ connectionString: 'postgres://localhost/shop' })
 * const db = new Kysely({ dialect: new PostgresDialect({ pool }) })
 * await migrateToLatest({ db })
 * const storage = createKyselyStorage({ db, listen: pgListener(pool) })
 * ```
 */
export function createKyselyStorage<DB>(options: KyselyStorageOptions<DB>): Storage {
  const { schema = defaultSchema, listen } = options
  const db = createDatabase({ db: options.db, schema, clock: options.clock })

  return {
    ...createOrderQueries(db),
    ...createJobStatements(db),
    ...createNotificationStatements(db),
    ...createAlertStatements(db),
    listOrders: (query) => listOrders(db, query),
    summarizeOrders: (query) => summarizeOrders(db, query),
    commit: (change) => commitChange(db, change),
    receiveWebhook: (record, jobs, options) => receiveWebhook(db, record, jobs, options),
    findReceived: (source, eventIds) => findReceived(db, source, eventIds),
    purge: (bounds) => purge(db, bounds),
    ping: async () => {
      await db.one(sql`select '1' as json`)
    },
    ...(listen && {
      onJobs: (wake) =>
        listen(jobsChannel, (message) => {
          if (message === undefined || message === schema) wake()
        }),
    }),
  }
}
