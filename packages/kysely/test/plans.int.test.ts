import {
  type Change,
  type OrderQuery,
  orderSorts,
  orderStatuses,
  paymentStatuses,
  type Storage,
  summaryGroupings,
} from '@quoin/core'
import { createKyselyStorage, migrateToLatest, pgPrepared } from '@quoin/kysely'
import { createManualClock, jobFixture, notificationFixture, orderFixture, recordedFixture } from '@quoin/testing'
import { type CompiledQuery, Kysely, PostgresDialect } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createPool, createPostgresDatabase } from './postgres-database.ts'
import { seedOrders } from './seed-orders.ts'

// What the planner chooses of itself, with statistics of as many orders as make it matter. Times are no matter of tests.

const now = new Date('2026-11-29T12:00:00Z')
let database: Awaited<ReturnType<typeof createPostgresDatabase>>
let storage: Storage
const sent: CompiledQuery[] = []
/** Of an order in the middle. */
let known: {
  readonly id: string
  readonly number: string
  readonly email: string
  readonly user_id: string
  readonly checkout_id: string
  readonly payment_id: string
  readonly name: string
  readonly at: Date
  readonly fulfillment_id: string
  readonly provider_order_id: string
  readonly tracker_id: string
}

beforeAll(async () => {
  database = await createPostgresDatabase(inject('postgresUrl'))
  await migrateToLatest(database)
  await seedOrders({ db: database.db, orders: 20_000, now, archiveAfterDays: 30 })
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: database.pool }),
    log: ({ query }) => void sent.push(query),
  })
  storage = createKyselyStorage({ db, clock: createManualClock(now) })
  const { rows } = await database.pool.query(`
    select o.id, o.number, o.email, o.user_id, o.checkout_id, o.payment_id, o.shipping_address ->> 'name' as name, o.updated_at as at,
      f.id as fulfillment_id, f.provider_order_id, s.tracker_id
    from quoin.orders o join quoin.dropship_orders f on f.order_id = o.id join quoin.shipments s on s.fulfillment_id = f.id
    where o.user_id is not null order by o.created_at limit 1 offset 5000`)
  known = rows[0]
}, 300_000)
afterAll(() => database.drop())

async function plansOf(call: () => Promise<unknown>, options = ''): Promise<string[]> {
  sent.length = 0
  await call()
  return Promise.all(
    sent.map(async ({ sql, parameters }) => {
      const { rows } = await database.pool.query<{ 'QUERY PLAN': string }>(`explain ${options} ${sql}`, [...parameters])
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    }),
  )
}

async function expectIndexes(call: () => Promise<unknown>): Promise<void> {
  const plans = await plansOf(call)
  expect(plans.length).toBeGreaterThan(0)
  for (const plan of plans) {
    expect(plan).toMatch(/Index (Only )?Scan/)
    expect(plan).not.toContain('Seq Scan')
  }
}

describe('with 20,000 orders, each is found by an index', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['an order by id', () => storage.findOrder({ id: known.id })],
    ['an order by number', () => storage.findOrder({ number: known.number })],
    ['an order by checkout', () => storage.findOrder({ checkoutId: known.checkout_id })],
    ['an order by payment', () => storage.findOrder({ paymentId: known.payment_id })],
    ['an order by fulfillment', () => storage.findOrder({ fulfillmentId: known.fulfillment_id })],
    ['an order by the provider’s', () => storage.findOrder({ providerOrderId: known.provider_order_id })],
    ['an order by tracker', () => storage.findOrder({ trackerId: known.tracker_id })],
    ['a history', () => storage.loadHistory(known.id)],
    ['the jobs of an order', () => storage.listJobs(known.id)],
    ['notifications', () => storage.listNotifications({ userId: known.user_id, limit: 51 })],
    ['unread notifications', () => storage.listNotifications({ userId: known.user_id, limit: 51, unreadOnly: true })],
    ['how many are unread', () => storage.countUnreadNotifications(known.user_id)],
    ['one notification', () => storage.loadNotification(known.id)],
    ['which notifications there are', () => storage.findNotificationKeys(['a', 'b'])],
    ['which events were received', () => storage.findReceived('stripe', ['evt_1', 'evt_2'])],
    ['how many jobs there are', () => storage.jobStats()],
    ['jobs that are due', () => storage.claimJobs({ limit: 10, leaseMs: 1000 })],
    ...summaryGroupings.map((groupBy): [string, () => Promise<unknown>] => [
      `a summary by ${groupBy}`,
      () => storage.summarizeOrders({ from: new Date('2026-11-22T00:00:00Z'), before: now, groupBy, limit: 400 }),
    ]),
  ])('%s', async (_, call) => {
    await expectIndexes(call)
  })

  const week = { createdFrom: new Date('2026-03-01T00:00:00Z'), createdBefore: new Date('2026-03-08T00:00:00Z') }
  const filters: readonly [string, () => Partial<OrderQuery>][] = [
    ['all', () => ({})],
    ...orderStatuses.map((status): [string, () => Partial<OrderQuery>] => [status, () => ({ status: [status] })]),
    ...paymentStatuses.map((paymentStatus): [string, () => Partial<OrderQuery>] => [
      `payment ${paymentStatus}`,
      () => ({ paymentStatus: [paymentStatus] }),
    ]),
    ['several statuses', () => ({ status: ['paid', 'submitted', 'in_production'] })],
    ['a pair that is not there', () => ({ status: ['delivered'], paymentStatus: ['unpaid'] })],
    ['attention', () => ({ attention: true })],
    ['a reason for attention', () => ({ attention: 'amount_mismatch' })],
    ['no attention', () => ({ attention: false })],
    ['a customer', () => ({ userId: known.user_id })],
    ['a customer’s status', () => ({ userId: known.user_id, status: ['shipped'] })],
    ['a week', () => week],
    ['a status in a week', () => ({ ...week, status: ['cancelled'] })],
    ['a number', () => ({ q: known.number })],
    ['an address', () => ({ q: known.email })],
    ['a family name', () => ({ q: known.name.split(' ')[1] ?? '' })],
    ['the provider’s order', () => ({ q: known.provider_order_id })],
    ['what nobody has', () => ({ q: 'nobody has this' })],
    ['what nobody has, in a status', () => ({ q: 'nobody has this', status: ['shipped'] })],
    ['names', () => ({ names: { ids: [known.id], numbers: [known.number], providerOrderIds: ['ord_1'] } })],
  ]
  it.each(filters.flatMap(([name, filter]) => orderSorts.map((sort) => ({ name, sort, filter }))))(
    'orders: $name, by $sort',
    async ({ filter, sort }) => {
      const after = { at: known.at, id: known.id }
      for (const archived of [{}, { archived: false }, { archived: true }]) {
        await expectIndexes(() => storage.listOrders({ limit: 51, sort, ...archived, ...filter() }))
        await expectIndexes(() => storage.listOrders({ limit: 51, sort, after, ...archived, ...filter() }))
      }
    },
  )

  it.each(orderSorts)(
    'given nearly all are in the archive, then none is passed to find the others, by %s',
    async (sort) => {
      const { rows } = await database.pool.query(
        'select archived, count(*)::integer from quoin.orders group by 1 order by 1',
      )
      expect(rows.map(({ archived }) => archived)).toEqual([false, true])
      const [{ count: live }, { count: archived }] = rows
      expect(archived).toBeGreaterThan(20 * live)
      for (const [name, filter] of filters.filter(([, narrow]) => narrow().q === undefined)) {
        const list = () => storage.listOrders({ limit: 51, sort, archived: false, ...filter() })
        for (const plan of await plansOf(list, '(analyze, timing off)')) {
          const passed = [...plan.matchAll(/Rows Removed by Filter: (\d+)/g)].map(([, rows]) => Number(rows))
          expect([name, passed.reduce((sum, rows) => sum + rows, 0)]).toEqual([
            name,
            expect.toSatisfy((sum) => sum < 100),
          ])
        }
      }
    },
  )

  it.each(orderSorts)('a text that most have is soon met, and not counted first, by %s', async (sort) => {
    const find = () => storage.listOrders({ limit: 51, sort, q: 'ord_' })
    const [plan] = await plansOf(find, '(analyze, timing off)')
    expect(plan).toMatch(/Index Scan on order_search_terms_idx .*never executed/)

    const [column, way] = [
      sort.endsWith('createdAt') ? 'created_at' : 'updated_at',
      sort.startsWith('-') ? 'desc' : 'asc',
    ]
    const { rows } = await database.pool.query(`
      select o.id from quoin.orders o join quoin.order_search s on s.order_id = o.id where s.terms @@ 'ord_:*'
      order by o.${column} ${way}, o.id ${way} limit 51`)
    expect((await find()).map(({ id }) => ({ id }))).toEqual(rows)
  })

  it.each<[string, Partial<OrderQuery>]>([
    ['the orders of some days', week],
    ['orders that need attention', { attention: true, archived: false }],
  ])('%s are sorted by their time of change without being read', async (_, filter) => {
    const [plan] = await plansOf(() => storage.listOrders({ limit: 51, sort: '-updatedAt', ...filter }))
    expect(plan).toMatch(/Sort Key: \w+\.updated_at.*\n.*Index Only Scan/)
  })
})

describe('statements of an order’s way, planned once for any values', () => {
  const order = orderFixture({ fulfillments: orderFixture().fulfillments })
  const jobs = [jobFixture({ key: 'a', orderId: order.id }), jobFixture({ key: 'b', orderId: order.id })]
  const claim = { id: order.id, fence: 1 }
  const step: Change = {
    order: { next: { ...order, version: 2 }, expectedVersion: 1 },
    events: recordedFixture(order, [{ type: 'note_added', note: 'planned' }]),
    notifications: [notificationFixture(order)],
    jobs,
  }
  /** Of orders that are there, so that they share a statement. */
  const stepsAtOnce = (prepared: Storage) =>
    Promise.all(
      [order, orderFixture(), orderFixture()].map(({ id }) =>
        prepared.commit({
          ...step,
          order: { next: { ...order, id, version: 2 }, expectedVersion: 1 },
          settle: { id, fence: 1, outcome: 'done' },
        }),
      ),
    )
  const delivery = { id: order.id, source: 'stripe', eventId: 'evt_planned', type: 'a', body: '{}' }

  it.each<[string, (prepared: Storage) => Promise<unknown>]>([
    ['an order is read', (prepared) => prepared.findOrder({ id: known.id })],
    ['an order is found by its payment', (prepared) => prepared.findOrder({ paymentId: known.payment_id })],
    ['an order is found by a print', (prepared) => prepared.findOrder({ fulfillmentId: known.fulfillment_id })],
    ['a step is stored', (prepared) => prepared.commit({ ...step, settle: { ...claim, outcome: 'done' } })],
    ['steps of several orders are stored at once', stepsAtOnce],
    [
      'a step ends in another try',
      (prepared) => prepared.commit({ ...step, settle: { ...claim, outcome: 'retry', delayMs: 1, error: 'a' } }),
    ],
    ['a job ends', (prepared) => prepared.commit({ settle: { ...claim, outcome: 'done' } })],
    ['a delivery is stored', (prepared) => prepared.receiveWebhook(delivery, jobs)],
    ['jobs are claimed', (prepared) => prepared.claimJobs({ limit: 10, leaseMs: 1000 })],
  ])('when %s, then no table is read whole', async (_, call) => {
    const plans = await genericPlansOf(call)
    expect(plans.length).toBeGreaterThan(0)
    for (const plan of plans) {
      expect(plan).toMatch(/Index (Only )?Scan|Insert on/)
      expect(plan).not.toContain('Seq Scan')
    }
  })

  it.each<[string, (prepared: Storage) => Promise<unknown>]>([
    ['a step is stored', (prepared) => prepared.commit({ ...step, settle: { ...claim, outcome: 'done' } })],
    ['steps of several orders are stored at once', stepsAtOnce],
    ['a job ends', (prepared) => prepared.commit({ settle: { ...claim, outcome: 'done' } })],
    ['leases are lengthened', (prepared) => prepared.extendLeases([claim], 1000)],
  ])('when %s, then its job is looked up by its id, not among all that run', async (_, call) => {
    const plans = await genericPlansOf(call)
    expect(plans.join()).toContain('retry_operations_pkey')
    expect(plans.join()).not.toContain('retry_operations_running_idx')
  })

  /** Plans for any values of what is sent prepared. */
  async function genericPlansOf(call: (prepared: Storage) => Promise<unknown>): Promise<string[]> {
    const texts = new Set<string>()
    const run = pgPrepared(database.pool)
    const prepared = createKyselyStorage({
      db: database.db,
      prepared: (statement) => {
        if (!statement.text.startsWith('select to_json(pg_notify')) texts.add(statement.text)
        return run(statement)
      },
    })
    // A second claim goes on where the first ended, which is another statement.
    await call(prepared)
    await call(prepared)
    const explained = [...texts].map(async (text) => {
      const { rows } = await database.pool.query<{ 'QUERY PLAN': string }>(`explain (generic_plan) ${text}`)
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    })
    return Promise.all(explained)
  }
})

describe('with 100,000 jobs that wait', () => {
  /** Above this cost Postgres compiles a plan first, which takes longer than any of these. */
  const dear = 100_000
  const leaseMs = 60_000
  /** So many times Postgres tries what a plan for the values of a run would cost. */
  const tries = 5

  beforeAll(async () => {
    await database.pool.query('truncate quoin.retry_operations')
    await database.pool.query(`
      insert into quoin.retry_operations (id, kind, payload, priority, run_at, created_at)
      select gen_random_uuid(), 'send_alert', '{}', n % 5, now(), now() from generate_series(1, 100000) n`)
    await database.pool.query('vacuum analyze quoin.retry_operations')
  })

  it.each([
    ...[1, 10, 400].map((limit) => ({ limit, where: 'where the last claim ended', isNew: false })),
    // The first claim of a storage looks at all jobs.
    ...[1, 10, 400].map((limit) => ({ limit, where: 'among all jobs', isNew: true })),
  ])(
    'given $limit are claimed $where, kept and ended each time, then Postgres soon plans no more, and no plan is dear',
    async ({ limit, isNew }) => {
      const pool = createPool({ connectionString: database.url, max: 1 })
      const open = () => createKyselyStorage({ db: database.db, prepared: pgPrepared(pool) })
      try {
        let prepared = open()
        for (let runs = 0; runs < 3 * tries; runs += 1) {
          if (isNew) prepared = open()
          const claimed = await prepared.claimJobs({ limit, leaseMs })
          expect(claimed).toHaveLength(limit)
          await prepared.extendLeases(claimed, leaseMs)
          const ends = claimed.map(({ id, fence }) => prepared.commit({ settle: { id, fence, outcome: 'done' } }))
          await Promise.all(ends)
        }
        const { rows } = await pool.query<{ statement: string; custom: number }>(
          'select statement, custom_plans::integer as custom from pg_prepared_statements',
        )
        expect(rows.length).toBeGreaterThanOrEqual(3)
        expect(rows.filter(({ custom }) => custom > tries)).toEqual([])
        for (const { statement } of rows) expect(await costOf(statement)).toBeLessThan(dear)
      } finally {
        await pool.end()
      }
    },
  )

  it.each([1, 7])(
    'given %i orders at once are stored, changed by a job and read each time, then Postgres soon plans no more',
    async (count) => {
      const pool = createPool({ connectionString: database.url, max: 1 })
      const prepared = createKyselyStorage({ db: database.db, prepared: pgPrepared(pool) })
      const unprepared = createKyselyStorage({ db: database.db })
      const claimed = [...(await unprepared.claimJobs({ limit: count * 3 * tries, leaseMs }))]
      try {
        for (let runs = 0; runs < 3 * tries; runs += 1) {
          const orders = Array.from({ length: count }, () => orderFixture())
          const first = orders.map((next) => prepared.commit({ order: { next, expectedVersion: 0 } }))
          expect(await Promise.all(first)).toEqual(Array(count).fill('committed'))
          const changed = orders.map((order) => {
            const { id = '', fence = 0 } = claimed.pop() ?? {}
            const next = { ...order, version: 2 }
            return prepared.commit({
              order: { next, expectedVersion: 1 },
              events: recordedFixture(next, [{ type: 'note_added', note: 'planned' }]),
              settle: { id, fence, outcome: 'done' },
            })
          })
          expect(await Promise.all(changed)).toEqual(Array(count).fill('committed'))
          await Promise.all(orders.map(({ id }) => prepared.findOrder({ id })))
        }
        const { rows } = await pool.query<{ statement: string; custom: number }>(
          'select statement, custom_plans::integer as custom from pg_prepared_statements',
        )
        expect(rows).toHaveLength(3)
        expect(rows.filter(({ custom }) => custom > tries)).toEqual([])
        for (const { statement } of rows) expect(await costOf(statement)).toBeLessThan(dear)
      } finally {
        await pool.end()
      }
    },
  )

  async function costOf(statement: string): Promise<number> {
    const { rows } = await database.pool.query<{
      'QUERY PLAN': readonly { readonly Plan: { readonly 'Total Cost': number } }[]
    }>(`explain (generic_plan, format json) ${statement}`)
    return rows[0]?.['QUERY PLAN'][0]?.Plan['Total Cost'] ?? Number.NaN
  }
})
