import { PGlite } from '@electric-sql/pglite'
import { createKyselyStorage, migrateToLatest, pgliteListener, pglitePrepared, type RunPrepared } from '@quoin/kysely'
import { createManualClock } from '@quoin/testing'
import { storageContract } from '@quoin/testing/contracts'
import { Kysely, PGliteDialect } from 'kysely'
import { afterAll, beforeAll } from 'vitest'
import { truncate } from './postgres-database.ts'

let pglite: PGlite
let db: Kysely<unknown>
let prepared: RunPrepared
beforeAll(async () => {
  pglite = await PGlite.create()
  db = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite }) })
  await migrateToLatest({ db })
  prepared = pglitePrepared(db)
})
afterAll(() => db.destroy())

storageContract({
  name: 'PGlite',
  create: async () => {
    await truncate(db)
    const clock = createManualClock('2026-03-01T09:00:00Z')
    const storage = createKyselyStorage({ db, clock, listen: pgliteListener(pglite), prepared })
    return { storage, clock, close: async () => {} }
  },
})
