import { createKyselyStorage, migrateToLatest, pgListener } from '@quoin/kysely'
import { pgBossEngine } from '@quoin/pg-boss'
import { jobEngineContract } from '@quoin/testing/contracts'
import { PgBoss } from 'pg-boss'
import { afterAll, beforeAll, inject } from 'vitest'
import { createPostgresDatabase, truncate } from '../../kysely/test/postgres-database.ts'

let database: Awaited<ReturnType<typeof createPostgresDatabase>>
beforeAll(async () => {
  database = await createPostgresDatabase(inject('postgresUrl'))
  await migrateToLatest({ db: database.db })
})
afterAll(() => database.drop())

for (const useListenNotify of [true, false]) {
  jobEngineContract({
    name: useListenNotify ? 'pg-boss that listens' : 'pg-boss that polls',
    async create() {
      await truncate(database.db)
      const queue = `quoin-${crypto.randomUUID()}`
      const started: PgBoss[] = []
      return {
        storage: () => createKyselyStorage({ db: database.db, listen: pgListener(database.pool) }),
        async engine(concurrency) {
          const boss = new PgBoss({
            connectionString: database.url,
            max: 3,
            useListenNotify,
            schedule: false,
            supervise: false,
          })
          started.push(boss)
          await boss.start()
          return pgBossEngine({ boss, queue, concurrency, pollIntervalMs: 500 })
        },
        async close() {
          await Promise.all(started.map((boss) => boss.stop({ graceful: false })))
        },
      }
    },
  })
}
