import { createKyselyStorage, migrateToLatest, pgListener, pgPrepared } from '@quoin/kysely'
import { orderLifeContract } from '@quoin/testing/contracts'
import { afterAll, beforeAll, inject } from 'vitest'
import { createPostgresDatabase, truncate } from './postgres-database.ts'

let database: Awaited<ReturnType<typeof createPostgresDatabase>>
beforeAll(async () => {
  database = await createPostgresDatabase(inject('postgresUrl'))
  await migrateToLatest({ db: database.db })
})
afterAll(() => database.drop())

orderLifeContract({
  name: 'Postgres',
  create: async (clock) => {
    await truncate(database.db)
    const storage = createKyselyStorage({
      db: database.db,
      clock,
      listen: pgListener(database.pool),
      prepared: pgPrepared(database.pool),
    })
    return { storage, close: async () => {} }
  },
})
