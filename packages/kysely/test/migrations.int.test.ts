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

type Database = Awaited<ReturnType<typeof createPostgresDatabase>>

describe('migrating', () => {
  let database: Database
  beforeEach(async () => {
    database = await createPostgresDatabase(inject('postgresUrl'))
  })
  afterEach(() => database.drop())

  it('given an empty database, then the tables are there, and a second time there is nothing to do', async () => {
    expect(await migrateToLatest(database)).toEqual(['0001_create_tables'])
    expect(await migrateToLatest(database)).toEqual([])
  })

  it('F90: given four instances that start at once, then each finds the tables and one made them', async () => {
    const ran = await Promise.all(Array.from({ length: 4 }, () => migrateToLatest(database)))
    expect(ran.flat()).toEqual(['0001_create_tables'])
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
    expect(await migrateToLatest(database)).toEqual(['0001_create_tables'])
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

  it('keeps row-level security on every table of ours', async () => {
    const { rows } = await sql<{ open: string }>`
      select relname as open from pg_class where relnamespace = 'quoin'::regnamespace and relkind = 'r'
      and not relrowsecurity and relname not like 'quoin_migration%'`.execute(database.db)
    expect(rows).toEqual([])
  })
})
