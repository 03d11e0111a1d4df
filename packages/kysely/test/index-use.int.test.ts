import { orderSorts, orderStages, type Storage, summaryGroupings } from '@quoin/core'
import { createKyselyStorage, migrateToLatest } from '@quoin/kysely'
import { createManualClock, jobFixture, orderFixture } from '@quoin/testing'
import { type CompiledQuery, Kysely, PostgresDialect } from 'kysely'
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createPool, createPostgresDatabase } from './postgres-database.ts'

let database: Awaited<ReturnType<typeof createPostgresDatabase>>
let pool: Pool
let db: Kysely<unknown>
let storage: Storage
const sent: CompiledQuery[] = []

beforeAll(async () => {
  database = await createPostgresDatabase(inject('postgresUrl'))
  await migrateToLatest(database)
  // A planner that reads a whole table only when no index serves.
  pool = createPool({ ...database.pool.options, options: '-c enable_seqscan=off' })
  db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query }) => {
      sent.push(query)
    },
  })
  storage = createKyselyStorage({ db, clock: createManualClock('2026-03-01T09:00:00Z') })
})
afterAll(async () => {
  await db.destroy()
  await database.drop()
})

const { id } = orderFixture()
const after = { at: new Date('2026-03-01T00:00:00Z'), id }
const list = (query: Partial<Parameters<Storage['listOrders']>[0]>) => () => storage.listOrders({ limit: 20, ...query })
const claim = { id, fence: 1 }

describe('each statement is served by an index', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['an order by id', () => storage.findOrder({ id })],
    ['an order by number', () => storage.findOrder({ number: 'A' })],
    ['an order by checkout', () => storage.findOrder({ checkoutId: 'A' })],
    ['an order by payment', () => storage.findOrder({ paymentId: 'A' })],
    ['an order by fulfillment', () => storage.findOrder({ fulfillmentId: id })],
    ...orderSorts.map((sort) => [`orders by ${sort}`, list({ sort, after })] as [string, () => Promise<unknown>]),
    ['orders of a user', list({ userId: 'ada', after })],
    ['orders with attention', list({ attention: true, after })],
    ['orders with one reason', list({ attention: 'amount_mismatch' })],
    ['orders by text', list({ q: 'ada' })],
    ['orders by names', list({ names: { ids: [id], numbers: ['A'], checkoutIds: ['A'], providerOrderIds: ['A'] } })],
    ...summaryGroupings.map((groupBy): [string, () => Promise<unknown>] => [
      `a summary by ${groupBy}`,
      () => storage.summarizeOrders({ from: after.at, before: new Date('2026-03-02T00:00:00Z'), groupBy, limit: 10 }),
    ]),
    [
      'overdue orders',
      () =>
        storage.overdueOrders(
          orderStages.map((stage) => ({ stage, before: after.at })),
          10,
        ),
    ],
    ['a history', () => storage.loadHistory(id)],
    ['notifications', () => storage.listNotifications({ userId: 'ada', limit: 20, after })],
    ['unread notifications', () => storage.listNotifications({ userId: 'ada', limit: 20, unreadOnly: true })],
    ['how many are unread', () => storage.countUnreadNotifications('ada')],
    ['reading all', () => storage.markNotificationsRead('ada', { all: true }, after.at)],
    ['deleting some', () => storage.deleteNotifications('ada', { ids: [id] })],
    ['one notification', () => storage.loadNotification(id)],
    ['which notifications there are', () => storage.findNotificationKeys(['a', 'b'])],
    ['which events were received', () => storage.findReceived('stripe', ['a', 'b'])],
    ['a claim', () => storage.claimJobs({ limit: 10, leaseMs: 1000 })],
    ['how many jobs there are', () => storage.jobStats()],
    ['extending leases', () => storage.extendLeases([claim], 1000)],
    ['expediting all', () => storage.expediteJobs()],
    ['expediting those of an order', () => storage.expediteJobs({ orderId: id })],
    ['redriving all', () => storage.redriveJobs()],
    ['redriving those of an order', () => storage.redriveJobs({ orderId: id })],
    ['the jobs of an order', () => storage.listJobs(id)],
    ['which jobs are pending', () => storage.findPendingKeys(['a', 'b'])],
    ['an alert', () => storage.findAlert('a')],
    [
      'a commit',
      () =>
        storage.commit({
          order: { next: orderFixture({ version: 2 }), expectedVersion: 1 },
          jobs: [jobFixture({ key: 'a' })],
          settle: { ...claim, outcome: 'retry', delayMs: 1000, error: 'x' },
        }),
    ],
  ])('%s', async (_, call) => {
    sent.length = 0
    await call()
    const [query] = sent
    if (!query) throw new Error('No statement was sent.')
    const plan = await pool.query<{ 'QUERY PLAN': string }>(`explain ${query.sql}`, [...query.parameters])
    const text = plan.rows.map((row) => row['QUERY PLAN']).join('\n')
    expect(text).toMatch(/Index( Only)? Scan/)
    expect(text).not.toContain('Seq Scan')
  })
})
