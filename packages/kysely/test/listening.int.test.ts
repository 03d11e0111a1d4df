import type { Storage } from '@quoin/core'
import { createKyselyStorage, migrateToLatest, pgListener } from '@quoin/kysely'
import { jobFixture } from '@quoin/testing'
import { Kysely, PostgresDialect } from 'kysely'
import { afterAll, beforeAll, expect, inject, it, onTestFinished } from 'vitest'
import { createPool, createPostgresDatabase } from './postgres-database.ts'

let database: Awaited<ReturnType<typeof createPostgresDatabase>>
beforeAll(async () => {
  database = await createPostgresDatabase(inject('postgresUrl'))
  await migrateToLatest({ db: database.db })
  await migrateToLatest({ db: database.db, schema: 'other_shop' })
})
afterAll(() => database.drop())

const listeners = async () => {
  const { rows } = await database.pool.query<{ pid: number }>(
    `select pid from pg_stat_activity where datname = current_database() and query like 'listen%'`,
  )
  return rows.map(({ pid }) => pid)
}

/** Stops with the test, however it ends: a connection that still listens would keep the database from being dropped. */
async function listenOn(storage: Storage, wake: () => void): Promise<void> {
  const stop = await storage.onJobs?.(wake)
  onTestFinished(async () => stop?.())
}

it('given another instance, when it stores a job, then this one is woken; a job of another schema wakes nobody here', async () => {
  const options = { db: database.db, listen: pgListener(database.pool) }
  const [here, there] = [createKyselyStorage(options), createKyselyStorage(options)]
  const elsewhere = createKyselyStorage({ ...options, schema: 'other_shop' })
  let [wakesHere, wakesElsewhere] = [0, 0]
  await listenOn(here, () => (wakesHere += 1))
  await listenOn(elsewhere, () => (wakesElsewhere += 1))

  await elsewhere.commit({ jobs: [jobFixture()] })
  await expect.poll(() => wakesElsewhere).toBe(1)
  await there.commit({ jobs: [jobFixture()] })
  await expect.poll(() => wakesHere).toBe(1)
  expect(wakesElsewhere).toBe(1)
})

it('given a job or a delivery by itself, then what stores it tells the others, when it is due', async () => {
  const options = { db: database.db, listen: pgListener(database.pool) }
  let wakes = 0
  await listenOn(createKyselyStorage(options), () => (wakes += 1))
  const stored = async (store: (storage: Storage) => Promise<unknown>) => {
    database.statements.length = 0
    await store(createKyselyStorage(options))
    return database.statements.map((statement) => /insert into/.test(statement) && /pg_notify/.test(statement))
  }

  expect(await stored((storage) => storage.commit({ jobs: [jobFixture()] }))).toEqual([true])
  await expect.poll(() => wakes).toBe(1)
  const delivery = { id: jobFixture().id, source: 'stripe', eventId: 'evt_1', type: 'a', body: '{}' }
  expect(await stored((storage) => storage.receiveWebhook(delivery, [jobFixture()]))).toEqual([true])
  await expect.poll(() => wakes).toBe(2)
  expect(await stored((storage) => storage.commit({ jobs: [jobFixture({ delayMs: 60_000 })] }))).toEqual([false])
})

it('given a job soon after one that was to be told of and is refused, then a message of its own tells of it', async () => {
  const options = { db: database.db, listen: pgListener(database.pool) }
  const [here, there] = [createKyselyStorage(options), createKyselyStorage(options)]
  const taken = jobFixture({ delayMs: 60_000 })
  await here.commit({ jobs: [taken] })
  let wakes = 0
  await listenOn(here, () => (wakes += 1))
  database.statements.length = 0
  await expect(there.commit({ jobs: [{ ...taken, delayMs: 0 }] })).rejects.toMatchObject({ code: 'storage_failed' })
  await there.commit({ jobs: [jobFixture()] })
  const stores = database.statements.filter((statement) => statement.includes('insert into'))
  expect(stores.map((statement) => statement.includes('pg_notify'))).toEqual([true, false])
  await expect.poll(() => wakes).toBe(1)
})

it('given a database that takes no messages, as when its queue for them is full, then what comes is stored all the same', async () => {
  await database.pool.query(`create function public.pg_notify(text, text) returns void language plpgsql
    as $$ begin raise exception 'too many notifications in the NOTIFY queue' using errcode = '54000'; end $$`)
  const pool = createPool({ ...database.pool.options, options: '-c search_path=public,pg_catalog' })
  const storage = createKyselyStorage({ db: new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }) })
  const delivery = { id: jobFixture().id, source: 'stripe', eventId: 'evt_2', type: 'a', body: '{}' }
  let wakes = 0
  await listenOn(storage, () => (wakes += 1))
  expect(await storage.receiveWebhook(delivery, [jobFixture({ key: 'of a delivery' })])).toBe('stored')
  const other = createKyselyStorage({ db: new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }) })
  expect(await other.commit({ jobs: [jobFixture({ key: 'by itself' })] })).toBe('committed')
  expect(wakes).toBe(1)
  const claimed = await storage.claimJobs({ limit: 50, leaseMs: 60_000 })
  expect(claimed.map(({ key }) => key)).toEqual(expect.arrayContaining(['of a delivery', 'by itself']))
  await pool.end()
})

it('given the connection is lost, then it is opened again, and the listener looks for what it may have missed', async () => {
  const storage = createKyselyStorage({ db: database.db, listen: pgListener(database.pool, { reconnectDelayMs: 1 }) })
  let wakes = 0
  const stop = await storage.onJobs?.(() => (wakes += 1))
  const [pid] = await listeners()
  await database.pool.query('select pg_terminate_backend($1)', [pid])
  await expect.poll(() => wakes).toBe(1)
  expect(await listeners()).not.toContain(pid)
  await storage.commit({ jobs: [jobFixture()] })
  await expect.poll(() => wakes).toBe(2)
  await stop?.()
  await expect.poll(listeners).toEqual([])
})

it('given it cannot listen at first, then the caller learns of it', async () => {
  const failing = { connect: () => Promise.reject(new Error('no connection')) }
  const storage = createKyselyStorage({ db: database.db, listen: pgListener(failing) })
  await expect(storage.onJobs?.(() => {})).rejects.toThrow('no connection')
})
