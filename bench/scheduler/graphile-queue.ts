import { Logger, makeWorkerUtils, run as runWorker, type WorkerUtils } from 'graphile-worker'
import { versionOf } from '../harness/version-of.ts'
import type { QueueSystem } from './queue.ts'

const logger = new Logger(() => () => {})

export interface GraphileSettings {
  readonly concurrentJobs: number
  readonly maxPoolSize: number
  readonly localQueue?: { readonly size: number }
  readonly completeJobBatchDelay?: number
  readonly failJobBatchDelay?: number
}

/** What its documentation measures with. */
export const graphileForThroughput: GraphileSettings = {
  concurrentJobs: 24,
  maxPoolSize: 25,
  localQueue: { size: 500 },
  completeJobBatchDelay: 0,
  failJobBatchDelay: 0,
}

/** The same, for so many jobs under way: its documentation begins with a local queue of one more. */
export function graphileWithLocalQueue(concurrentJobs: number): GraphileSettings {
  return {
    ...graphileForThroughput,
    concurrentJobs,
    maxPoolSize: concurrentJobs + 1,
    localQueue: { size: concurrentJobs + 1 },
  }
}

export function graphileQueue(settings: GraphileSettings, name = 'graphile-worker'): QueueSystem {
  const told = JSON.stringify(settings).replace(/[{}"]/g, '').replaceAll(',', ', ').replaceAll(':', ' ')
  return {
    name,
    settings: `${versionOf('graphile-worker')}; ${told}; jobs are stored over ten connections`,
    async open(ground) {
      const database = await ground.database()
      const pool = database.pool(settings.maxPoolSize)
      const app: WorkerUtils = await makeWorkerUtils({ pgPool: database.pool(10), logger })
      await app.migrate()

      return {
        async fill(count) {
          await pool.query(
            `select graphile_worker.add_jobs(array(
              select json_populate_record(null::graphile_worker.job_spec, '{"identifier": "nothing", "payload": {}}')
              from generate_series(1, $1::int)))`,
            [count],
          )
          await pool.query('vacuum analyze graphile_worker._private_jobs')
        },
        async enqueue() {
          await app.addJob('nothing', {})
        },
        async work(run, done = () => {}) {
          const worker = await runWorker({
            pgPool: pool,
            logger,
            preset: { worker: settings },
            noHandleSignals: true,
            taskList: { nothing: () => run().then(done) },
          })
          return worker
        },
        async left() {
          const { rows } = await pool.query<{ left: number }>(
            'select count(*)::int as left from graphile_worker._private_jobs',
          )
          return rows[0]?.left ?? Number.NaN
        },
        async clear() {
          await pool.query('truncate graphile_worker._private_jobs')
        },
        async close() {
          await app.release()
          await database.drop()
        },
      }
    },
  }
}
