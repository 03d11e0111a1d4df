import { createKyselyStorage, migrateToLatest } from '@quoin/kysely'
import { createManualClock } from '@quoin/testing'
import { storageContract } from '@quoin/testing/contracts'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { afterAll, beforeAll, inject } from 'vitest'
import { createPool, createPostgresDatabase, truncate } from './postgres-database.ts'

// All that Quoin does, by a login that owns nothing and is no more than a member of `quoin_service`.

const login = `quoin_test_app_${crypto.randomUUID().replaceAll('-', '')}`
let owner: Awaited<ReturnType<typeof createPostgresDatabase>>
let app: Kysely<unknown>
beforeAll(async () => {
  owner = await createPostgresDatabase(inject('postgresUrl'))
  await migrateToLatest(owner)
  await sql`create role ${sql.id(login)} login password 'of-the-test'`.execute(owner.db)
  await sql`grant quoin_service to ${sql.id(login)}`.execute(owner.db)
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(owner.db)
  const url = new URL(inject('postgresUrl'))
  Object.assign(url, { username: login, password: 'of-the-test', pathname: rows[0]?.name })
  app = new Kysely({ dialect: new PostgresDialect({ pool: createPool({ connectionString: url.href, max: 12 }) }) })
})
afterAll(async () => {
  await app.destroy()
  await sql`drop role ${sql.id(login)}`.execute(owner.db)
  await owner.drop()
})

storageContract({
  name: 'Postgres, for a member of quoin_service',
  create: async () => {
    await truncate(owner.db)
    const clock = createManualClock('2026-03-01T09:00:00Z')
    return { storage: createKyselyStorage({ db: app, clock }), clock, close: async () => {} }
  },
})
