import type { Order } from '@quoin/core'
import { createKyselyStorage, migrateToLatest, pgPrepared } from '@quoin/kysely'
import { jobFixture, orderFixture, recordedFixture } from '@quoin/testing'
import { Kysely, PostgresDialect } from 'kysely'
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

/** The next version of an order that has its first. */
const second = (order: Order, changes: Partial<Order> = {}) =>
  ({ next: { ...order, version: 2, ...changes }, expectedVersion: 1 }) as const

describe('groups', () => {
  it('given deliveries and ends of jobs that come together, then they share statements, and each gets its own answer', async () => {
    const storage = createKyselyStorage({ db: database.db })
    const delivery = (eventId: string) => {
      const { id } = orderFixture()
      return storage.receiveWebhook({ id, source: 'stripe', eventId, type: 'a', body: '{}' }, [
        jobFixture({ key: eventId }),
      ])
    }
    const events = ['a', 'b', 'c', 'd', 'e', 'f', 'c', 'a']
    const answers = await Promise.all(events.map(delivery))
    expect(answers.toSorted()).toEqual([...Array(2).fill('duplicate'), ...Array(6).fill('stored')])
    expect(database.withoutMessages().length).toBeLessThan(events.length)

    const claimed = await storage.claimJobs({ limit: 10, leaseMs: 60_000 })
    expect(claimed.map(({ key }) => key).toSorted()).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
    database.statements.length = 0
    const stale = claimed.map(({ id, fence }) => ({ id, fence: fence + 1 }))
    const ends = await Promise.all(
      [...stale, ...claimed, ...claimed].map(({ id, fence }) =>
        storage.commit({ settle: { id, fence, outcome: 'done' } }),
      ),
    )
    expect(ends.slice(0, 6)).toEqual(Array(6).fill('claim_lost'))
    // Which of two that are told at the same time comes first is open.
    const ofEachJob = claimed.map((_, place) => [ends[6 + place], ends[12 + place]].toSorted())
    expect(ofEachJob).toEqual(Array(6).fill(['claim_lost', 'committed']))
    // No statement has two of one job.
    expect(database.withoutMessages()).toHaveLength(3)
    expect(await storage.jobStats()).toMatchObject({ due: 0, scheduled: 0, running: 0, dead: 0 })
  })

  it.each([1, 4, 5, 64, 70])('given %i deliveries that come together, then each keeps its own body', async (count) => {
    const storage = createKyselyStorage({ db: database.db, prepared: pgPrepared(database.pool) })
    const bodies = Array.from({ length: count }, (_, place) => `{"${place}": "\\\\ {}, é \\" null"}`)
    const answers = await Promise.all(
      bodies.map((body, place) =>
        storage.receiveWebhook(
          { id: orderFixture().id, source: 'stripe', eventId: `evt_${place}`, type: 'a', body },
          [],
        ),
      ),
    )
    expect(answers).toEqual(Array(count).fill('stored'))
    const { rows } = await database.pool.query('select event_id, body from quoin.webhook_inbox')
    expect(new Map(rows.map(({ event_id, body }) => [event_id, body]))).toEqual(
      new Map(bodies.map((body, place) => [`evt_${place}`, body])),
    )
  })

  it('given jobs that are stored at the same time, then they share statements, and those of one key are one', async () => {
    const storage = createKyselyStorage({ db: database.db })
    const stored = Array.from({ length: 12 }, (_, place) =>
      storage.commit({ jobs: [jobFixture({ key: `of ${place % 3}` }), jobFixture()], traceparent: `trace ${place}` }),
    )
    expect(new Set(await Promise.all(stored))).toEqual(new Set(['committed']))
    expect(database.withoutMessages().length).toBeLessThan(stored.length)
    const claimed = await storage.claimJobs({ limit: 50, leaseMs: 60_000 })
    expect(claimed.flatMap(({ key }) => key ?? []).toSorted()).toEqual(['of 0', 'of 1', 'of 2'])
    const without = claimed.filter(({ key }) => key === null).map(({ traceparent }) => traceparent)
    expect(without.toSorted()).toEqual(Array.from({ length: 12 }, (_, place) => `trace ${place}`).toSorted())
  })

  it('given a job in a group whose id is taken, then its change alone is refused, and whole', async () => {
    const storage = createKyselyStorage({ db: database.db })
    const taken = jobFixture()
    await storage.commit({ jobs: [taken] })
    const answers = await Promise.allSettled([
      storage.commit({ jobs: [jobFixture({ key: 'a' })] }),
      storage.commit({ jobs: [jobFixture({ key: 'b' }), taken] }),
      storage.commit({ jobs: [jobFixture({ key: 'c' })] }),
    ])
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    const claimed = await storage.claimJobs({ limit: 50, leaseMs: 60_000 })
    expect(claimed.flatMap(({ key }) => key ?? []).toSorted()).toEqual(['a', 'c'])
  })

  it('given changes of orders that are made at the same time, then they share statements', async () => {
    const storage = createKyselyStorage({ db: database.db })
    const orders = Array.from({ length: 24 }, () => orderFixture())
    const store = (order: Order) => storage.commit({ order: { next: order, expectedVersion: 0 } })
    expect(await Promise.all(orders.map(store))).toEqual(Array(24).fill('committed'))
    expect(database.withoutMessages()).toHaveLength(1)

    database.statements.length = 0
    const changed = orders.map((order, place) => {
      const jobs = Array.from({ length: place % 3 }, () => jobFixture({ orderId: order.id }))
      return storage.commit({ order: second(order, { email: `${place}@example.com` }), jobs })
    })
    expect(await Promise.all(changed)).toEqual(Array(24).fill('committed'))
    expect(database.withoutMessages()).toHaveLength(1)
    for (const [place, { id }] of orders.entries()) {
      expect(await storage.findOrder({ id })).toMatchObject({ version: 2, email: `${place}@example.com` })
      expect(await storage.listJobs(id)).toHaveLength(place % 3)
    }
  })

  it('given groups of two instances that change the same orders, then of each order one change is stored', async () => {
    const instances = [0, 1].map(() => {
      const pool = createPool({ ...database.pool.options, max: 4 })
      const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
      return { storage: createKyselyStorage({ db, prepared: pgPrepared(pool) }), close: () => db.destroy() }
    })
    const storage = createKyselyStorage({ db: database.db })
    const orders = Array.from({ length: 30 }, () => orderFixture())
    await Promise.all(orders.map((next) => storage.commit({ order: { next, expectedVersion: 0 } })))
    for (let version = 1; version <= 5; version += 1) {
      const results = await Promise.all(
        instances.flatMap(({ storage }, instance) =>
          (instance === 0 ? orders : orders.toReversed()).map(async ({ id, ...order }) => {
            const next = { ...order, id, version: version + 1, email: `${instance}@example.com` }
            const events = recordedFixture(next, [{ type: 'note_added', note: String(instance) }])
            const result = await storage.commit({ order: { next, expectedVersion: version }, events })
            return { id, instance, result }
          }),
        ),
      )
      for (const { id } of orders) {
        const ofOrder = results.filter((one) => one.id === id)
        expect(ofOrder.map(({ result }) => result).toSorted()).toEqual(['committed', 'version_conflict'])
        const winner = ofOrder.find(({ result }) => result === 'committed')?.instance
        expect(await storage.findOrder({ id })).toMatchObject({ email: `${winner}@example.com`, version: version + 1 })
        expect(await storage.loadHistory(id)).toHaveLength(version)
      }
    }
    await Promise.all(instances.map(({ close }) => close()))
  })

  it('given an order that another transaction holds, then what shares a statement with it does not wait, and it is stored once it is free', async () => {
    const storage = createKyselyStorage({ db: database.db })
    const orders = Array.from({ length: 8 }, () => orderFixture())
    await Promise.all(orders.map((next) => storage.commit({ order: { next, expectedVersion: 0 } })))
    const client = await database.pool.connect()
    await client.query('begin')
    await client.query('select from quoin.orders where id = $1 for update', [orders[3]?.id])
    const changes = orders.map((order) => storage.commit({ order: second(order) }))
    const [held] = changes.splice(3, 1)
    expect(await Promise.all(changes)).toEqual(Array(7).fill('committed'))
    await client.query('rollback')
    client.release()
    expect(await held).toBe('committed')
  })

  it('given a job that another transaction holds, then what shares a statement with its end does not wait', async () => {
    const storage = createKyselyStorage({ db: database.db })
    const orders = Array.from({ length: 4 }, () => orderFixture())
    await Promise.all(orders.map((next) => storage.commit({ order: { next, expectedVersion: 0 } })))
    await storage.commit({ jobs: orders.map(() => jobFixture()) })
    const jobs = await storage.claimJobs({ limit: 4, leaseMs: 60_000 })
    const client = await database.pool.connect()
    await client.query('begin')
    await client.query('select from quoin.retry_operations where id = $1 for update', [jobs[0]?.id])
    const [held, ...changes] = orders.map((order, place) => {
      const { id = '', fence = 0 } = jobs[place] ?? {}
      return storage.commit({ order: second(order), settle: { id, fence, outcome: 'done' } })
    })
    expect(await Promise.all(changes)).toEqual(Array(3).fill('committed'))
    await client.query('rollback')
    client.release()
    expect(await held).toBe('committed')
    expect(await storage.jobStats()).toMatchObject({ due: 0, running: 0 })
  })

  it('given jobs that end otherwise than as done, then each keeps what its own change says of it', async () => {
    const storage = createKyselyStorage({ db: database.db })
    const orders = Array.from({ length: 6 }, () => orderFixture())
    await Promise.all(orders.map((next) => storage.commit({ order: { next, expectedVersion: 0 } })))
    await storage.commit({ jobs: orders.map(({ id }) => jobFixture({ orderId: id })) })
    const jobs = await storage.claimJobs({ limit: 6, leaseMs: 60_000 })
    database.statements.length = 0
    const results = orders.map(async (order, place) => {
      const { id = '', fence = 0 } = jobs.find(({ orderId }) => orderId === order.id) ?? {}
      const settle = place < 3 ? ({ outcome: 'dead', error: `of ${place}` } as const) : ({ outcome: 'keep' } as const)
      return storage.commit({ order: second(order), settle: { id, fence, ...settle } })
    })
    expect(await Promise.all(results)).toEqual(Array(6).fill('committed'))
    expect(database.withoutMessages()).toHaveLength(2)
    for (const [place, { id }] of orders.entries()) {
      const [job] = await storage.listJobs(id)
      expect(job).toMatchObject(
        place < 3 ? { state: 'dead', lastError: `of ${place}` } : { state: 'running', lastError: null },
      )
    }
  })

  it('given one claim in two changes, and one number of two new orders, then one of each is stored', async () => {
    const storage = createKyselyStorage({ db: database.db })
    const [one, two] = [orderFixture(), orderFixture()]
    const { number } = one
    const stored = [one, { ...two, number }].map((next) => storage.commit({ order: { next, expectedVersion: 0 } }))
    expect((await Promise.all(stored)).toSorted()).toEqual(['committed', 'version_conflict'])

    await storage.commit({ jobs: [jobFixture()] })
    const [job] = await storage.claimJobs({ limit: 1, leaseMs: 60_000 })
    if (!job) throw new Error('The job was not claimed.')
    const settle = { id: job.id, fence: job.fence, outcome: 'done' } as const
    const changed = [orderFixture(), orderFixture()].map((next) =>
      storage.commit({ order: { next, expectedVersion: 0 }, settle }),
    )
    expect((await Promise.all(changed)).toSorted()).toEqual(['claim_lost', 'committed'])
  })

  it('given orders that are looked for at the same time, then those by keys of one name share statements, and each gets its own', async () => {
    const storage = createKyselyStorage({ db: database.db })
    const orders = Array.from({ length: 10 }, () => orderFixture())
    await Promise.all(orders.map((next) => storage.commit({ order: { next, expectedVersion: 0 } })))
    database.statements.length = 0
    const ids = [...orders.map(({ id }) => id), orderFixture().id, 'no id', orders[0]?.id ?? '']
    const [byId, byNumber] = await Promise.all([
      Promise.all(ids.map((id) => storage.findOrder({ id }))),
      Promise.all(orders.map(({ number }) => storage.findOrder({ number }))),
    ])
    expect(byId).toEqual([...orders, null, null, orders[0]])
    expect(byId[0]).not.toBe(byId.at(-1))
    expect(byNumber).toEqual(orders)
    expect(database.statements).toHaveLength(2)
  })

  it('given a delivery in a group whose id is taken, then it alone is refused', async () => {
    const storage = createKyselyStorage({ db: database.db })
    const { id: taken } = orderFixture()
    const receive = (id: string, eventId: string) =>
      storage.receiveWebhook({ id, source: 'stripe', eventId, type: 'a', body: '{}' }, [])
    await receive(taken, 'first')
    const answers = await Promise.allSettled([
      ...['a', 'b', 'c'].map((eventId) => receive(orderFixture().id, eventId)),
      receive(taken, 'd'),
      receive(orderFixture().id, 'e'),
    ])
    expect(answers.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
  })
})
