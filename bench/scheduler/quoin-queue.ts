import {
  createIds,
  createQuoin,
  type JobDraft,
  noTelemetry,
  systemClock,
  systemRandom,
  type Telemetry,
} from '@quoin/core'
import { createKyselyStorage, migrateToLatest, pgListener, pgPrepared } from '@quoin/kysely'
import { createProdigiSimulator, createStripeSimulator } from '@quoin/testing'
import { Kysely, PostgresDialect } from 'kysely'
import type { Pool } from 'pg'
import { benchOptions, stripeKey, webhookSecret } from '../bench-options.ts'
import type { QueueSystem } from './queue.ts'

const ids = createIds(systemClock, systemRandom)
/** Peers hold a job for 15 minutes or hours; by the default a machine that stalls for 20 s would have jobs run again, which is counted. */
const leaseMs = 3_600_000

/** A job that does nothing: an alert for a channel that is no longer there. */
function idleJob(): JobDraft {
  const payload = { channel: 'gone' }
  return { id: ids.uuid(), kind: 'send_alert', key: null, orderId: null, payload, delayMs: 0, priority: 50 }
}

/** Quoin's worker, with jobs that another instance stores: nothing is handed over within the process. */
export function quoinQueue({ slots, name = 'Quoin' }: { readonly slots: number; readonly name?: string }): QueueSystem {
  return {
    name,
    settings: `${slots} slots, ten connections and a listener, prepared, leases of an hour`,
    async open(ground) {
      const database = await ground.database()
      const pool = database.pool(11)
      const storageOn = (connections: Pool) =>
        createKyselyStorage({
          db: new Kysely<unknown>({ dialect: new PostgresDialect({ pool: connections }) }),
          listen: pgListener(connections),
          prepared: pgPrepared(connections),
        })
      await migrateToLatest({ db: new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }) })
      const app = storageOn(database.pool(10))
      const stripe = createStripeSimulator({ secretKey: stripeKey, webhookSecret, send: async () => new Response() })
      const prodigi = createProdigiSimulator({ callbacks: 'off' })
      const options = await benchOptions(stripe, prodigi)

      return {
        async fill(count) {
          for (let stored = 0; stored < count; stored += 1000) {
            await app.commit({ jobs: Array.from({ length: Math.min(1000, count - stored) }, idleJob) })
          }
          await pool.query('vacuum analyze quoin.retry_operations')
        },
        async enqueue() {
          await app.commit({ jobs: [idleJob()] })
        },
        async work(run, done = () => {}) {
          const { worker } = createQuoin({
            ...options,
            storage: storageOn(pool),
            worker: { slots, leaseMs },
            telemetry: runningJobs(run, done),
          })
          worker.start()
          return worker
        },
        async left() {
          const { rows } = await pool.query<{ left: number }>(
            `select count(*)::int as left from quoin.retry_operations where kind = 'send_alert'`,
          )
          return rows[0]?.left ?? Number.NaN
        },
        async clear() {
          await pool.query('truncate quoin.retry_operations')
        },
        async close() {
          await Promise.all([stripe.close(), prodigi.close()])
          await database.drop()
        },
      }
    },
  }
}

/** Quoin runs no jobs but its own, so what a job of the bench does is done where its span begins. */
function runningJobs(run: () => Promise<void>, done: () => void): Telemetry {
  return {
    ...noTelemetry,
    span: async (start, work) => {
      const isOfBench = start.name === 'process send_alert'
      if (isOfBench) await run()
      const result = await noTelemetry.span(start, work)
      if (isOfBench) done()
      return result
    },
  }
}
