import { createIds, systemClock, systemRandom } from '@quoin/core'
import { migrateToLatest } from '@quoin/kysely'
import { Kysely, PostgresDialect } from 'kysely'
import type { Bench, Contender } from '../harness/bench.ts'
import { inLanes, within } from '../harness/lanes.ts'
import { perSecond } from '../harness/statistics.ts'
import { versionOf } from '../harness/version-of.ts'
import { bullmqQueue } from './bullmq-queue.ts'
import { contender } from './contender.ts'
import { graphileForThroughput, graphileQueue } from './graphile-queue.ts'
import { pgBossQueue } from './pg-boss-queue.ts'
import type { Queue, QueueSystem } from './queue.ts'
import { quoinQueue } from './quoin-queue.ts'

const jobsPerSecond = 'jobs/s'
const lanes = 10
const bare = 'bare INSERT'

const stored = (system: QueueSystem): Contender =>
  contender(system, async (queue, ground) => {
    const most = ground.pick({ full: 20_000, quick: 5_000, tiny: 30 })
    const budgetMs = ground.pick({ full: 2_000, quick: 800, tiny: 30_000 })
    const beganAt = performance.now()
    const count = await inLanes(lanes, within(budgetMs, Array.from({ length: most })), () => queue.enqueue())
    const rate = perSecond(count, beganAt)
    const waiting = await queue.left()
    if (waiting !== count) throw new Error(`${count} jobs were stored, ${waiting} wait.`)
    await queue.clear()
    return { [jobsPerSecond]: rate }
  })

const ids = createIds(systemClock, systemRandom)

/** The row of one of Quoin's jobs, in the shortest way there is. It is never run. */
const bareInsert: QueueSystem = {
  name: bare,
  settings: `pg ${versionOf('pg')}, a named statement into the table of Quoin's jobs over ten connections, without waking a worker`,
  async open(ground) {
    const database = await ground.database()
    const pool = database.pool(lanes)
    await migrateToLatest({ db: new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }) })
    const text = `insert into quoin.retry_operations (id, kind, payload, priority, run_at, created_at)
      values ($1, 'send_alert', $2, 50, now(), now())`
    const notRun = (): never => {
      throw new Error('A bare row is not run.')
    }
    return {
      async enqueue() {
        await pool.query({ name: 'store job', text, values: [ids.uuid(), '{"channel":"gone"}'] })
      },
      async left() {
        const { rows } = await pool.query<{ left: number }>('select count(*)::int as left from quoin.retry_operations')
        return rows[0]?.left ?? Number.NaN
      },
      async clear() {
        await pool.query('truncate quoin.retry_operations')
      },
      close: () => database.drop(),
      fill: notRun,
      work: notRun,
    } satisfies Queue
  },
}

export const enqueue: Bench = {
  name: 'scheduler/enqueue',
  title: 'Jobs are stored one by one, each in a commit of its own, over ten connections at a time.',
  figures: [jobsPerSecond],
  contenders: [
    quoinQueue({ slots: 10 }),
    graphileQueue(graphileForThroughput),
    pgBossQueue({ batchSize: 10, localConcurrency: 1 }),
    bullmqQueue({ concurrency: 10 }),
    bareInsert,
  ].map(stored),
  goals: [
    { figure: jobsPerSecond, of: 'Quoin', over: 'graphile-worker', atLeast: 3 },
    { figure: jobsPerSecond, of: 'Quoin', over: 'pg-boss', atLeast: 3 },
    { figure: jobsPerSecond, of: 'Quoin', over: bare, atLeast: 0.85 },
  ],
}
