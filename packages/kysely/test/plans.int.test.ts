import {
  type OrderQuery,
  orderSorts,
  orderStatuses,
  paymentStatuses,
  type Storage,
  summaryGroupings,
} from '@quoin/core'
import { createKyselyStorage, migrateToLatest } from '@quoin/kysely'
import { createManualClock } from '@quoin/testing'
import { type CompiledQuery, Kysely, PostgresDialect } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createPostgresDatabase } from './postgres-database.ts'
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
  await seedOrders({ db: database.db, orders: 20_000, now })
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

async function plansOf(call: () => Promise<unknown>): Promise<string[]> {
  sent.length = 0
  await call()
  return Promise.all(
    sent.map(async ({ sql, parameters }) => {
      const { rows } = await database.pool.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, [...parameters])
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
      await expectIndexes(() => storage.listOrders({ limit: 51, sort, ...filter() }))
      const after = { at: known.at, id: known.id }
      await expectIndexes(() => storage.listOrders({ limit: 51, sort, after, ...filter() }))
    },
  )
})
