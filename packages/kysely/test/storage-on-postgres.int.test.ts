import { createKyselyStorage, migrateToLatest, pgListener, pgPrepared } from '@quoin/kysely'
import { createManualClock } from '@quoin/testing'
import { storageContract } from '@quoin/testing/contracts'
import { afterAll, beforeAll, inject } from 'vitest'
import { createPostgresDatabase, truncate } from './postgres-database.ts'

let database: Awaited<ReturnType<typeof createPostgresDatabase>>
beforeAll(async () => {
  database = await createPostgresDatabase(inject('postgresUrl'))
  await migrateToLatest({ db: database.db })
})
afterAll(() => database.drop())

storageContract({
  name: 'Postgres',
  create: async () => {
    await truncate(database.db)
    const clock = createManualClock('2026-03-01T09:00:00Z')
    const storage = createKyselyStorage({
      db: database.db,
      clock,
      listen: pgListener(database.pool),
      prepared: pgPrepared(database.pool),
    })
    return { storage, clock, close: async () => {} }
  },
})
