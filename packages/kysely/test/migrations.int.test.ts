import { PGlite } from '@electric-sql/pglite'
import {
  fulfillmentStatuses,
  jobKinds,
  notificationTypes,
  orderStatuses,
  paymentStatuses,
  shipmentStatuses,
} from '@quoin/core'
import { createKyselyStorage, migrateToLatest } from '@quoin/kysely'
import { orderFixture } from '@quoin/testing'
import { Kysely, PGliteDialect, sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { describeSchema } from './describe-schema.ts'
import { createPostgresDatabase } from './postgres-database.ts'
import { supabaseFiles } from './supabase-sql.ts'

type Database = Awaited<ReturnType<typeof createPostgresDatabase>>

const all = ['0001_create_tables', '0002_row_level_security']

describe('migrating', () => {
  let database: Database
  beforeEach(async () => {
    database = await createPostgresDatabase(inject('postgresUrl'))
  })
  afterEach(() => database.drop())

  it('given an empty database, then the tables are there, and a second time there is nothing to do', async () => {
    expect(await migrateToLatest(database)).toEqual(all)
    expect(await migrateToLatest(database)).toEqual([])
  })

  it('F90: given four instances that start at once, then each finds the tables and one made them', async () => {
    const ran = await Promise.all(Array.from({ length: 4 }, () => migrateToLatest(database)))
    expect(ran.flat()).toEqual(all)
  })

  it('given two schemas, then each has its own tables and orders', async () => {
    for (const schema of ['shop_one', 'shop_two']) await migrateToLatest({ ...database, schema })
    const one = createKyselyStorage({ ...database, schema: 'shop_one' })
    const two = createKyselyStorage({ ...database, schema: 'shop_two' })
    const order = orderFixture()
    expect(await one.commit({ order: { next: order, expectedVersion: 0 } })).toBe('committed')
    expect(await two.findOrder({ id: order.id })).toBeNull()
    expect(await two.commit({ order: { next: order, expectedVersion: 0 } })).toBe('committed')
  })

  it('given a migration that fails, then it leaves nothing behind and says so', async () => {
    await sql`create schema quoin`.execute(database.db)
    await sql`create table quoin.webhook_inbox ()`.execute(database.db)
    await expect(migrateToLatest(database)).rejects.toMatchObject({ code: 'storage_failed' })
    await sql`drop table quoin.webhook_inbox`.execute(database.db)
    expect(await migrateToLatest(database)).toEqual(all)
  })

  it('F91: given tables of a newer version, then they are left alone, and the error names what this one does not know', async () => {
    await migrateToLatest(database)
    await sql`insert into quoin.quoin_migration values ('9999_from_the_future', now()::text)`.execute(database.db)
    await expect(migrateToLatest(database)).rejects.toMatchObject({
      code: 'storage_failed',
      message: expect.stringContaining('does not know 9999_from_the_future'),
    })
  })

  it('given a name that is no plain one, then it is refused', async () => {
    await expect(migrateToLatest({ ...database, schema: 'my-shop' })).rejects.toMatchObject({ code: 'invalid_options' })
  })
})

describe('the files for supabase/migrations', () => {
  it.each(supabaseFiles())('%s is what the code makes', async (name, text) => {
    await expect(text).toMatchFileSnapshot(`../supabase/migrations/${name}`)
  })

  it('given they were run in a Supabase project, then the tables are those of the migrator, which finds nothing to do', async () => {
    const [migrated, supabase] = await Promise.all([0, 1].map(() => createPostgresDatabase(inject('postgresUrl'))))
    if (!migrated || !supabase) throw new Error('There are two.')
    await migrateToLatest(migrated)
    for (const [, text] of supabaseFiles()) await supabase.pool.query(text)
    expect(await describeSchema(supabase.db, 'quoin')).toBe(await describeSchema(migrated.db, 'quoin'))
    expect(await migrateToLatest(supabase)).toEqual([])
    await Promise.all([migrated.drop(), supabase.drop()])
  })
})

describe('the schema', () => {
  let database: Database
  beforeAll(async () => {
    database = await createPostgresDatabase(inject('postgresUrl'))
    await migrateToLatest(database)
  })
  afterAll(() => database.drop())

  it('is the one of the committed dump', async () => {
    await expect(await describeSchema(database.db, 'quoin')).toMatchFileSnapshot('../schema.sql')
  })

  it('is the same on PGlite', async () => {
    const pglite = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite: new PGlite() }) })
    await migrateToLatest({ db: pglite })
    expect(await describeSchema(pglite, 'quoin')).toBe(await describeSchema(database.db, 'quoin'))
    await pglite.destroy()
  })

  it.each([
    ['orders_status_check', orderStatuses],
    ['orders_payment_status_check', paymentStatuses],
    ['orders_closed_as_check', ['cancelled', 'expired']],
    ['dropship_orders_status_check', fulfillmentStatuses],
    ['shipments_status_check', shipmentStatuses],
    ['customer_notifications_type_check', notificationTypes],
    ['retry_operations_kind_check', jobKinds],
    ['retry_operations_state_check', ['waiting', 'running', 'dead']],
  ])('knows the same words as the code: %s', async (constraint, words) => {
    const { rows } = await sql<{ definition: string }>`
      select pg_get_constraintdef(oid) as definition from pg_constraint where conname = ${constraint}`.execute(
      database.db,
    )
    const known = [...(rows[0]?.definition ?? '').matchAll(/'([a-z_]+)'/g)].map(([, word]) => word)
    expect(known.toSorted()).toEqual([...words].toSorted())
  })
})
