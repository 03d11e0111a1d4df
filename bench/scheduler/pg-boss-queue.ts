import { PgBoss } from 'pg-boss'
import { versionOf } from '../harness/version-of.ts'
import type { QueueSystem } from './queue.ts'

const queue = 'nothing'

export interface PgBossSettings {
  readonly batchSize: number
  readonly localConcurrency: number
  /** Workers are woken by NOTIFY, and storing jobs sends it. @default they poll */
  readonly notify?: boolean
}

export function pgBossQueue({ notify = false, ...workers }: PgBossSettings): QueueSystem {
  const { batchSize, localConcurrency } = workers
  return {
    name: 'pg-boss',
    settings: `${versionOf('pg-boss')}; localConcurrency ${localConcurrency}, batchSize ${batchSize}, burstWhenBatchFull, ${
      notify ? 'woken by NOTIFY' : 'polls every 0.5 s'
    }; ten connections`,
    async open(ground) {
      const database = await ground.database()
      const pool = database.pool(2)
      const connections = database.pool(10)
      const executeSql = (text: string, values?: unknown[]) => connections.query(text, values)
      // To be woken it has to open its own connections.
      const access = notify
        ? { connectionString: database.url, max: 10, useListenNotify: true }
        : { db: { executeSql } }
      const boss = new PgBoss({ ...access, schedule: false })
      boss.on('error', (error) => console.error(error))
      await boss.start()
      await boss.createQueue(queue, { notify })

      return {
        async fill(count) {
          for (let stored = 0; stored < count; stored += 1000) {
            await boss.insert(
              queue,
              Array.from({ length: Math.min(1000, count - stored) }, () => ({ data: {} })),
            )
          }
          await pool.query('vacuum analyze pgboss.job')
        },
        async enqueue() {
          await boss.send(queue, {})
        },
        async work(run, done = () => {}) {
          const options = { ...workers, burstWhenBatchFull: true, pollingIntervalSeconds: 0.5 }
          await boss.work(queue, options, async (jobs) => {
            await Promise.all(jobs.map(() => run().then(done)))
          })
          return { stop: () => boss.offWork(queue, { wait: true }) }
        },
        async left() {
          const { rows } = await pool.query<{ left: number }>(
            `select count(*)::int as left from pgboss.job where name = $1 and state < 'completed'`,
            [queue],
          )
          return rows[0]?.left ?? Number.NaN
        },
        async clear() {
          await boss.deleteAllJobs(queue)
        },
        async close() {
          await boss.stop({ graceful: false })
          await database.drop()
        },
      }
    },
  }
}
