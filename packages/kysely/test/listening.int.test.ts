import type { Storage } from '@quoin/core'
import { createKyselyStorage, migrateToLatest, pgListener } from '@quoin/kysely'
import { jobFixture } from '@quoin/testing'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { createPostgresDatabase } from './postgres-database.ts'

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

it('given another instance, when it stores a job, then this one is woken; a job of another schema wakes nobody here', async () => {
  const options = { db: database.db, listen: pgListener(database.pool) }
  const [here, there] = [createKyselyStorage(options), createKyselyStorage(options)]
  const elsewhere = createKyselyStorage({ ...options, schema: 'other_shop' })
  let [wakesHere, wakesElsewhere] = [0, 0]
  const stopHere = await here.onJobs?.(() => (wakesHere += 1))
  const stopElsewhere = await elsewhere.onJobs?.(() => (wakesElsewhere += 1))

  await elsewhere.commit({ jobs: [jobFixture()] })
  await expect.poll(() => wakesElsewhere).toBe(1)
  await there.commit({ jobs: [jobFixture()] })
  await expect.poll(() => wakesHere).toBe(1)
  expect(wakesElsewhere).toBe(1)
  await stopHere?.()
  await stopElsewhere?.()
})

it('given a job or a delivery by itself, then what stores it tells the others, when it is due', async () => {
  const options = { db: database.db, listen: pgListener(database.pool) }
  let wakes = 0
  const stop = await createKyselyStorage(options).onJobs?.(() => (wakes += 1))
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
  await stop?.()
})

it('given many jobs at the same time, then few messages tell of them, and of the last one too', async () => {
  const options = { db: database.db, listen: pgListener(database.pool) }
  const [here, there] = [createKyselyStorage(options), createKyselyStorage(options)]
  const found = new Set<string>()
  const look = async () => {
    for (const { id } of await here.claimJobs({ limit: 500, leaseMs: 60_000 })) found.add(id)
  }
  const stop = await here.onJobs?.(() => void look())
  database.statements.length = 0
  const jobs = Array.from({ length: 200 }, () => jobFixture())
  await Promise.all(jobs.map((job) => there.commit({ jobs: [job] })))
  await expect.poll(() => jobs.every(({ id }) => found.has(id))).toBe(true)
  expect(database.statements.filter((statement) => statement.includes('pg_notify')).length).toBeLessThan(10)
  await stop?.()
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
