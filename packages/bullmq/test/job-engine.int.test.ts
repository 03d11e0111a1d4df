import { type BullmqEngineOptions, type BullmqWorkerLike, bullmqEngine } from '@quoin/bullmq'
import { createKyselyStorage, migrateToLatest, pgListener } from '@quoin/kysely'
import { jobEngineContract } from '@quoin/testing/contracts'
import { createPostgresBackend, Queue, Worker, withBackend } from 'bullmq'
import { afterAll, beforeAll, inject } from 'vitest'
import { createPostgresDatabase, truncate } from '../../kysely/test/postgres-database.ts'

let database: Awaited<ReturnType<typeof createPostgresDatabase>>
beforeAll(async () => {
  database = await createPostgresDatabase(inject('postgresUrl'))
  await migrateToLatest({ db: database.db })
})
afterAll(() => database.drop())

type Answer = Parameters<Required<BullmqEngineOptions>['worker']>[0]

/** A queue of this name in another process, and how to work it off there. */
type OpenQueue = (name: string) => {
  readonly queue: BullmqEngineOptions['queue'] & { close(): Promise<void> }
  worker(answer: Answer, concurrency: number): BullmqWorkerLike
}

const onPostgres: OpenQueue = (name) => {
  const postgres = withBackend(createPostgresBackend)
  const connection = { connectionString: database.url, max: 3, migrate: true }
  return {
    queue: new postgres.Queue(name, { connection }),
    worker: (answer, concurrency) => new postgres.Worker(name, answer, { connection, concurrency }),
  }
}

const onRedis =
  (url: string): OpenQueue =>
  (name) => {
    const connection = { url, maxRetriesPerRequest: null }
    return {
      queue: new Queue(name, { connection }),
      worker: (answer, concurrency) => new Worker(name, answer, { connection, concurrency }),
    }
  }

/** No npm package brings a Redis along, so that one is examined where `REDIS_URL` tells of one. */
const { REDIS_URL: redisUrl } = process.env
const backends = { Postgres: onPostgres, ...(redisUrl !== undefined && { Redis: onRedis(redisUrl) }) }

for (const [backend, open] of Object.entries(backends)) {
  jobEngineContract({
    name: `BullMQ on ${backend}`,
    async create() {
      await truncate(database.db)
      const name = `quoin-${crypto.randomUUID()}`
      const opened: { close(): Promise<void> }[] = []
      return {
        storage: () => createKyselyStorage({ db: database.db, listen: pgListener(database.pool) }),
        async engine(concurrency) {
          const { queue, worker } = open(name)
          opened.push(queue)
          return bullmqEngine({ queue, worker: (answer) => worker(answer, concurrency) })
        },
        async close() {
          await Promise.all(opened.map((queue) => queue.close()))
        },
      }
    },
  })
}
