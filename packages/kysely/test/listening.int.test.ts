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
