import { createKyselyStorage, migrateToLatest, pgListener } from '@quoin/kysely'
import { jobEngineContract } from '@quoin/testing/contracts'
import { afterAll, beforeAll, inject } from 'vitest'
import { createPostgresDatabase, truncate } from './postgres-database.ts'

let database: Awaited<ReturnType<typeof createPostgresDatabase>>
beforeAll(async () => {
  database = await createPostgresDatabase(inject('postgresUrl'))
  await migrateToLatest({ db: database.db })
})
afterAll(() => database.drop())

jobEngineContract({
  name: 'none, but the own worker, on Postgres',
  create: async () => {
    await truncate(database.db)
    return {
      storage: () => createKyselyStorage({ db: database.db, listen: pgListener(database.pool) }),
      close: async () => {},
    }
  },
})
