import { arch, availableParallelism, cpus, platform } from 'node:os'
import { PGlite } from '@electric-sql/pglite'
import { createQuoin, type Quoin, type Storage } from '@quoin/core'
import { createHttpHandler, type HttpHandler } from '@quoin/http'
import { createKyselyStorage, migrateToLatest, pgListener, pgliteListener } from '@quoin/kysely'
import { createProdigiSimulator, createStripeSimulator } from '@quoin/testing'
import { startPostgres } from '@quoin/testing/postgres'
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely'
import { Pool } from 'pg'
import { benchOptions, stripeKey, webhookSecret } from './bench-options.ts'

// How many orders a second go the whole way, next to how many rows the same database stores. See README.md.

const ordersPerRound = 25
const insertsPerRound = 500
const leastRounds = 3
/** Of each database: rounds begin until then. */
const budgetMs = 15_000
const inFlight = 32
const mostMs = 60_000

interface Database {
  readonly name: string
  readonly storage: Storage
  /** One statement, sent the shortest way. */
  query(text: string, values?: unknown[]): Promise<unknown>
  close(): Promise<void>
}

async function openPGlite(): Promise<Database> {
  const pglite = await PGlite.create()
  const db = new Kysely({ dialect: new PGliteDialect({ pglite }) })
  await migrateToLatest({ db })
  return {
    name: 'PGlite, in memory',
    storage: createKyselyStorage({ db, listen: pgliteListener(pglite) }),
    query: (text, values) => pglite.query(text, values),
    close: () => db.destroy(),
  }
}

async function openPostgres(): Promise<Database> {
  const server = await startPostgres({ durable: true })
  const pool = new Pool({ connectionString: server.url, max: inFlight })
  const db = new Kysely({ dialect: new PostgresDialect({ pool }) })
  await migrateToLatest({ db })
  return {
    name: 'Postgres, fsync on',
    storage: createKyselyStorage({ db, listen: pgListener(pool) }),
    query: (text, values) => pool.query(text, values),
    async close() {
      await db.destroy()
      await server.stop()
    },
  }
}

/** A shop whose webhooks are kept back, to be delivered when the clock runs. */
async function openShop(storage: Storage) {
  const keptBack: Request[] = []
  const stripe = createStripeSimulator({
    secretKey: stripeKey,
    webhookSecret,
    webhookUrl: 'http://shop.test/api/webhooks/stripe',
    send: async (request) => {
      keptBack.push(request)
      return new Response()
    },
  })
  const prodigi = createProdigiSimulator({ callbacks: 'off' })
  const options = await benchOptions(stripe, prodigi)
  const quoin = createQuoin({ ...options, storage, worker: { slots: inFlight } })
  const handler = createHttpHandler({ quoin, authenticate: () => null })
  return {
    quoin,
    handler,
    prints: () => prodigi.ledger().orders.length,
    /** Orders that are paid, and the webhooks that tell of it. */
    async payOrders(count: number): Promise<Request[]> {
      await inParallel(Array.from({ length: count }), async () => {
        const { url } = await quoin.checkout.create({ items: [{ productId: 'print', quantity: 1 }] }, 'guest')
        stripe.pay(url?.split('/').at(-1) ?? '')
      })
      await stripe.idle()
      return keptBack.splice(0)
    },
    async close() {
      await Promise.all([stripe.close(), prodigi.close()])
    },
  }
}

/** From the first webhook in to the last order recorded as submitted. */
async function timeOrders(quoin: Quoin, handler: HttpHandler, webhooks: readonly Request[], count: number) {
  let submitted = 0
  const startedAt = performance.now()
  const all = new Promise<void>((resolve) => {
    const stop = quoin.on('order.submitted', () => {
      submitted += 1
      if (submitted < count) return
      stop()
      resolve()
    })
  })
  quoin.worker.start()
  await inParallel(webhooks, async (webhook) => {
    const { status } = await handler(webhook)
    if (status !== 200) throw new Error(`A webhook was answered with ${status}.`)
  })
  await all
  return perSecond(count, startedAt)
}

async function timeInserts({ query }: Database, body: string): Promise<number> {
  const startedAt = performance.now()
  await inParallel(Array.from({ length: insertsPerRound }), () =>
    query('insert into bench_row (id, body) values ($1, $2)', [crypto.randomUUID(), body]),
  )
  return perSecond(insertsPerRound, startedAt)
}

async function measure(open: () => Promise<Database>): Promise<void> {
  const database = await open()
  const shop = await openShop(database.storage)
  await database.query('create table bench_row (id uuid primary key, body text not null)')
  const orders: number[] = []
  const inserts: number[] = []
  const startedAt = performance.now()
  for (let round = 0; round <= leastRounds || performance.now() - startedAt < budgetMs; round += 1) {
    const webhooks = await shop.payOrders(ordersPerRound)
    const body = (await webhooks[0]?.clone().text()) ?? ''
    const insertRate = await timeInserts(database, body)
    const orderRate = await timeOrders(shop.quoin, shop.handler, webhooks, ordersPerRound)
    await shop.quoin.worker.stop()
    // The first round warms up.
    if (round > 0) {
      orders.push(orderRate)
      inserts.push(insertRate)
    }
  }
  if (shop.prints() !== ordersPerRound * (orders.length + 1))
    throw new Error('Not every order was printed exactly once.')
  const cost = median(inserts.map((rate, index) => rate / (orders[index] ?? Number.NaN)))
  printRow([database.name, describe(orders), describe(inserts), cost.toFixed(0), String(orders.length)])
  await shop.close()
  await database.close()
}

/** Runs a task for each item, with so many at a time. */
async function inParallel<Item>(items: readonly Item[], task: (item: Item) => Promise<unknown>): Promise<void> {
  const rest = items.values()
  const lane = async (): Promise<void> => {
    for (const item of rest) await task(item)
  }
  await Promise.all(Array.from({ length: inFlight }, lane))
}

function perSecond(count: number, startedAt: number): number {
  return count / ((performance.now() - startedAt) / 1000)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

function describe(rates: readonly number[]): string {
  const [least, most] = [Math.min(...rates), Math.max(...rates)].map(Math.round)
  return `${Math.round(median(rates))} (${least}–${most})`
}

function printRow(cells: readonly string[]): void {
  console.log(
    cells
      .map((cell) => cell.padEnd(19))
      .join('')
      .trimEnd(),
  )
}

const [cpu] = cpus()
console.log(`${cpu?.model.trim()}, ${availableParallelism()} cores, ${platform()} ${arch()}, Node ${process.version}`)
console.log(`${ordersPerRound} orders a round, ${inFlight} in flight, all in one process; medians (least–most)\n`)
printRow(['database', 'orders/s', 'bare INSERTs/s', 'INSERTs an order', 'rounds'])
setTimeout(() => {
  console.error(`Not done after ${mostMs / 1000} s: the machine is too slow or too busy, or an order is stuck.`)
  process.exit(1)
}, mostMs).unref()
await measure(openPGlite)
await measure(openPostgres)
