import { PGlite } from '@electric-sql/pglite'
import { createKyselyStorage, migrateToLatest, pgliteListener, pglitePrepared, type RunPrepared } from '@quoin/kysely'
import { orderLifeContract } from '@quoin/testing/contracts'
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

orderLifeContract({
  name: 'PGlite',
  create: async (clock) => {
    await truncate(db)
    const storage = createKyselyStorage({ db, clock, listen: pgliteListener(pglite), prepared })
    return { storage, close: async () => {} }
  },
})
