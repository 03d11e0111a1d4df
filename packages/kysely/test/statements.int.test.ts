import { createKyselyStorage, migrateToLatest, pgPrepared, surviveLostConnections } from '@quoin/kysely'
import { createManualClock, jobFixture, notificationFixture, orderFixture, recordedFixture } from '@quoin/testing'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { Client, Pool } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { createPool, createPostgresDatabase, truncate } from './postgres-database.ts'

let database: Awaited<ReturnType<typeof createPostgresDatabase>>
beforeAll(async () => {
  database = await createPostgresDatabase(inject('postgresUrl'))
  await migrateToLatest({ db: database.db })
})
beforeEach(async () => {
  await truncate(database.db)
  database.statements.length = 0
})
afterAll(() => database.drop())

const clock = createManualClock('2026-03-01T09:00:00Z')

/** Another pool on the same database, with settings of its own. */
function poolWith(settings: Readonly<Record<string, string>>): Pool {
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`)
  return createPool({ ...database.pool.options, max: 4, options: options.join(' ') })
}

describe('round trips', () => {
  it('F73 F86: given a change of everything, then its commit is one statement', async () => {
    const storage = createKyselyStorage({ db: database.db, clock })
    const order = orderFixture()
    await storage.commit({ order: { next: order, expectedVersion: 0 }, jobs: [jobFixture({ key: 'a' })] })
    const [job] = await storage.claimJobs({ limit: 1, leaseMs: 1000 })
    if (!job) throw new Error('The job was not claimed.')
    database.statements.length = 0

    const next = { ...order, version: 2 }
    const result = await storage.commit({
      order: { next, expectedVersion: 1 },
      events: recordedFixture(next, [{ type: 'note_added', note: 'all at once' }]),
      jobs: [jobFixture({ key: 'a' }), jobFixture({ key: 'b' }), jobFixture()],
      notifications: [notificationFixture(order)],
      settle: { ...job, outcome: 'retry', delayMs: 10.5, error: 'upstream_down' },
    })
    expect(result).toBe('committed')
    expect(database.withoutMessages()).toHaveLength(1)
  })

  it('given nothing changed below an order, when its next version is stored, then those rows are not written again', async () => {
    const storage = createKyselyStorage({ db: database.db, clock })
    const order = orderFixture()
    await storage.commit({ order: { next: order, expectedVersion: 0 } })
    const [first, second] = order.fulfillments[0]?.shipments ?? []
    const writtenBy = async (table: string) => {
      const { rows } = await sql<{
        xmin: string
      }>`select xmin::text from ${sql.table(`quoin.${table}`)} order by id`.execute(database.db)
      return rows.map(({ xmin }) => xmin)
    }
    const [fulfillments, shipments] = [await writtenBy('dropship_orders'), await writtenBy('shipments')]
    const fulfillment = order.fulfillments.map((f) => ({ ...f, shipments: [{ ...first, carrier: 'Evri' }, second] }))
    await storage.commit({
      order: {
        next: { ...order, version: 2, fulfillments: fulfillment as typeof order.fulfillments },
        expectedVersion: 1,
      },
    })
    expect(await writtenBy('dropship_orders')).toEqual(fulfillments)
    expect(await writtenBy('shipments')).toEqual([expect.not.stringMatching(shipments[0] ?? ''), shipments[1]])
  })
})

describe('prepared statements', () => {
  it('given statements of one shape, then a connection prepares them once, and others are not prepared', async () => {
    const pool = createPool({ ...database.pool.options, max: 1 })
    const storage = createKyselyStorage({ db: database.db, prepared: pgPrepared(pool) })
    for (const order of [orderFixture(), orderFixture(), orderFixture()]) {
      await storage.commit({ order: { next: order, expectedVersion: 0 } })
      expect(await storage.findOrder({ id: order.id })).toEqual(order)
    }
    await storage.listOrders({ limit: 1 })
    const { rows } = await pool.query('select name from pg_prepared_statements')
    expect(rows).toHaveLength(2)
    await pool.end()
  })
})

describe('claims', () => {
  it.each([
    [
      'nested loops',
      { enable_hashjoin: 'off', enable_mergejoin: 'off', enable_material: 'off', enable_memoize: 'off' },
    ],
    ['merge joins', { enable_hashjoin: 'off', enable_nestloop: 'off' }],
    [
      'no index',
      { enable_indexscan: 'off', enable_bitmapscan: 'off', enable_hashjoin: 'off', enable_mergejoin: 'off' },
    ],
  ])('F75: given a planner with %s, then a claim takes no more than its limit', async (_, settings) => {
    const pool = poolWith(settings)
    const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
    const storage = createKyselyStorage({ db, clock })
    await storage.commit({ jobs: Array.from({ length: 200 }, () => jobFixture()) })
    expect(await storage.claimJobs({ limit: 1, leaseMs: 1000 })).toHaveLength(1)
    await sql`analyze quoin.retry_operations`.execute(db)
    expect(await storage.claimJobs({ limit: 7, leaseMs: 1000 })).toHaveLength(7)
    expect(await storage.jobStats()).toMatchObject({ running: 8, due: 192 })
    await db.destroy()
  })

  it('given a job that another transaction holds, then a claim passes it over without waiting', async () => {
    const storage = createKyselyStorage({ db: database.db, clock })
    const held = jobFixture({ priority: 1 })
    const free = jobFixture({ priority: 2 })
    await storage.commit({ jobs: [held, free] })
    const client = await database.pool.connect()
    await client.query('begin')
    await client.query('select from quoin.retry_operations where id = $1 for update', [held.id])
    expect(await storage.claimJobs({ limit: 2, leaseMs: 1000 })).toMatchObject([{ id: free.id }])
    await client.query('rollback')
    client.release()
  })

  it('given jobs that are due at the same time, when claims go on where the last ended, then each is claimed once', async () => {
    const storage = createKyselyStorage({ db: database.db })
    const drafts = Array.from({ length: 60 }, (_, place) => jobFixture({ priority: place % 3 }))
    await storage.commit({ jobs: drafts })
    const claimed: string[] = []
    await expect
      .poll(
        async () => {
          const jobs = await storage.claimJobs({ limit: 7, leaseMs: 60_000 })
          claimed.push(...jobs.map(({ id }) => id))
          await Promise.all(jobs.map((job) => storage.commit({ settle: { ...job, outcome: 'done' } })))
          return claimed.length
        },
        { interval: 1 },
      )
      .toBe(drafts.length)
    expect(claimed.toSorted()).toEqual(drafts.map(({ id }) => id).toSorted())
    expect(database.statements.some((statement) => statement.includes('m(priority, since, id)'))).toBe(true)
  })

  it('given jobs behind the last claim, one of a priority that is new, and one of a worker that died, then a later claim finds them', async () => {
    const storage = createKyselyStorage({ db: database.db })
    await storage.commit({ jobs: [jobFixture()] })
    expect(await storage.claimJobs({ limit: 5, leaseMs: 60_000 })).toHaveLength(1)
    const late = [jobFixture(), jobFixture({ priority: 7 }), jobFixture()]
    await storage.commit({ jobs: late })
    await sql`update quoin.retry_operations set run_at = run_at - interval '1 hour' where state = 'waiting'`.execute(
      database.db,
    )
    await sql`update quoin.retry_operations set state = 'running', lease_until = now() - interval '1 s' where id = ${late[2]?.id}`.execute(
      database.db,
    )
    const found: string[] = []
    await expect
      .poll(async () => {
        const jobs = await storage.claimJobs({ limit: 5, leaseMs: 60_000 })
        found.push(...jobs.map(({ id }) => id))
        return found.toSorted()
      })
      .toEqual(late.map(({ id }) => id).toSorted())
  })

  it('F79: given no clock, then the time is the database’s, whatever this machine’s is', async () => {
    const storage = createKyselyStorage({ db: database.db })
    await storage.commit({ jobs: [jobFixture({ orderId: orderFixture().id, delayMs: 3_600_000 }), jobFixture()] })
    const { rows } = await sql<{ late: string }>`
      select count(*)::text as late from quoin.retry_operations
      where created_at between now() - interval '1 minute' and now()`.execute(database.db)
    expect(rows).toEqual([{ late: '2' }])
    expect(await storage.claimJobs({ limit: 5, leaseMs: 1000 })).toHaveLength(1)
    expect(await storage.jobStats()).toMatchObject({ scheduled: 1, running: 1 })
  })
})

describe('races', () => {
  it('F74: given a deadlock, then the commit is run again and succeeds', async () => {
    const pool = poolWith({ deadlock_timeout: '300ms' })
    const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
    const storage = createKyselyStorage({ db, clock })
    const order = orderFixture()
    await storage.commit({ order: { next: order, expectedVersion: 0 }, jobs: [jobFixture()] })
    const [job] = await storage.claimJobs({ limit: 1, leaseMs: 1000 })
    if (!job) throw new Error('The job was not claimed.')

    // The rival holds the order, the commit holds the job and waits for the order, and the rival then asks for the job.
    const rival = new Client({ ...database.pool.options, options: '-c deadlock_timeout=60s' })
    await rival.connect()
    await rival.query('begin')
    await rival.query('select from quoin.orders where id = $1 for update', [order.id])
    const commit = storage.commit({
      order: { next: { ...order, version: 2 }, expectedVersion: 1 },
      settle: { ...job, outcome: 'done' },
    })
    const waiting = () =>
      database.pool.query(
        `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
      )
    await expect.poll(async () => (await waiting()).rowCount, { interval: 5 }).toBe(1)
    await rival.query('select from quoin.retry_operations where id = $1 for update', [job.id])
    await rival.query('rollback')
    expect(await commit).toBe('committed')
    await rival.end()
    await db.destroy()
  })
})

describe('what the host brings', () => {
  it('given a plugin that renames columns, then nothing of ours is renamed', async () => {
    const db = database.db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => ({
        ...result,
        rows: result.rows.map((row) =>
          Object.fromEntries(Object.entries(row).map(([name, value]) => [`my_${name}`, value])),
        ),
      }),
    })
    const storage = createKyselyStorage({ db, clock })
    const order = orderFixture()
    await storage.commit({ order: { next: order, expectedVersion: 0 } })
    expect(await storage.findOrder({ id: order.id })).toEqual(order)
  })

  it('given a connection in another time zone, then instants are the same', async () => {
    const pool = poolWith({ timezone: 'Asia/Kathmandu' })
    const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
    const storage = createKyselyStorage({ db, clock })
    const order = orderFixture()
    await storage.commit({ order: { next: order, expectedVersion: 0 } })
    expect(await storage.findOrder({ id: order.id })).toEqual(order)
    await db.destroy()
  })

  it('given text that Postgres cannot hold, then it is stored with replacement characters', async () => {
    const storage = createKyselyStorage({ db: database.db, clock })
    const order = orderFixture({ email: 'a\0b\ud83d@example.com' })
    expect(await storage.commit({ order: { next: order, expectedVersion: 0 } })).toBe('committed')
    expect(await storage.findOrder({ number: order.number })).toEqual({ ...order, email: 'a\uFFFDb\uFFFD@example.com' })
    expect(await storage.findOrder({ number: '\0' })).toBeNull()
    expect(await storage.listOrders({ limit: 1, q: 'A\0B' })).toHaveLength(1)
  })

  it('given a schema’s name that would have to be quoted, then it is refused', () => {
    for (const schema of ['Shop', 'a.b', 'x"; drop table y', '']) {
      expect(() => createKyselyStorage({ db: database.db, schema })).toThrow(
        expect.objectContaining({ code: 'invalid_options' }),
      )
    }
  })
})

describe('failures', () => {
  it('INV-22: given the database refuses a value, then the error names the rule and no value', async () => {
    const storage = createKyselyStorage({ db: database.db, clock })
    const order = { ...orderFixture({ email: 'canary@example.com' }), status: 'lost' as 'paid' }
    const failure = await storage
      .commit({ order: { next: order, expectedVersion: 0 } })
      .catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'storage_failed', retry: 'permanent' })
    expect(failure).not.toHaveProperty('cause')
    expect(String(failure)).toContain('orders_status_check')
    expect(String(failure)).not.toContain('canary')
  })

  it('F72: given the connection ends during a commit, then its outcome is unknown, and nothing or all of it is there', async () => {
    const pool = poolWith({ application_name: 'doomed' })
    const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
    const storage = createKyselyStorage({ db, clock })
    const order = orderFixture()
    await storage.commit({ order: { next: order, expectedVersion: 0 } })
    const rival = await database.pool.connect()
    await rival.query('begin')
    await rival.query('select from quoin.orders where id = $1 for update', [order.id])
    const commit = storage.commit({ order: { next: { ...order, version: 2 }, expectedVersion: 1 } })
    const failure = expect(commit).rejects.toMatchObject({ code: 'storage_failed', retry: 'unknown' })
    const kill = () =>
      database.pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'doomed' and wait_event_type = 'Lock'`,
      )
    await expect.poll(async () => (await kill()).rowCount, { interval: 5 }).toBe(1)
    await failure
    await rival.query('rollback')
    rival.release()
    const survivor = createKyselyStorage({ db: database.db, clock })
    expect(await survivor.findOrder({ id: order.id })).toEqual(order)
    await db.destroy()
  })

  it('F88: given the database goes away while somebody has a connection, then the process lives on and the next query is answered', async () => {
    const lost: string[] = []
    const pool = new Pool({ ...database.pool.options, application_name: 'unlucky' })
    surviveLostConnections(pool, ({ message }) => lost.push(message))
    const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
    const used = db.connection().execute(async (connection) => {
      await sql`select 1`.execute(connection)
      await database.pool.query(
        `select pg_terminate_backend(pid, 10000) from pg_stat_activity where application_name = 'unlucky'`,
      )
      await expect.poll(() => lost.length, { interval: 5 }).toBeGreaterThan(0)
      await sql`select 1`.execute(connection)
    })
    await expect(used).rejects.toThrow()
    expect((await sql<{ one: number }>`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }])
    await db.destroy()
  })

  it('given tables that nobody made, then the error names the one that is missing', async () => {
    const storage = createKyselyStorage({ db: database.db, schema: 'not_migrated' })
    const failure = await storage.findOrder({ number: 'canary' }).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'storage_failed', retry: 'retryable' })
    expect(String(failure)).toContain('not_migrated.')
    expect(String(failure)).not.toContain('canary')
  })

  it('given nobody is there, then the error says so and may be tried again', async () => {
    const pool = createPool({ connectionString: 'postgres://nobody@127.0.0.1:1/none' })
    const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
    await expect(createKyselyStorage({ db }).ping()).rejects.toMatchObject({ code: 'storage_failed', retry: 'unknown' })
    await db.destroy()
  })
})
