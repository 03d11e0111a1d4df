import express from 'express'
import { CompiledQuery, type Generated, Kysely, PostgresDialect } from 'kysely'
import { PgBoss } from 'pg-boss'
import Stripe from 'stripe'
import { stripeKey, webhookSecret } from '../bench-options.ts'
import {
  addressOf,
  type PaidSession,
  peerTables,
  printOf,
  recordedByPeer,
  type StoredAddress,
  sellAsPeer,
} from './peer-tables.ts'
import { path, poolSize, type ShopGround, type WholeShop } from './whole-shop.ts'

interface Tables {
  shop_order: {
    id: string
    status: string
    session_id: string | null
    email: string | null
    address: string | null
    total: number | null
    prodigi_id: string | null
    created_at: Date
    paid_at: Date | null
    submitted_at: Date | null
  }
  order_item: { order_id: string; position: number; sku: string; quantity: number; artwork: string }
  order_log: { id: Generated<number>; order_id: string; at: Date; what: string }
  stripe_event: { id: string; type: string; body: string; received_at: Date }
}

interface PrintJob {
  readonly orderId: string
  readonly sessionId: string
}

const queue = 'print'
export const workSettings = {
  localConcurrency: 4,
  batchSize: 8,
  burstWhenBatchFull: true,
  pollingIntervalSeconds: 0.5,
} as const

/**
 * The same made of Express, Stripe's library, Kysely, pg-boss and fetch, as their documentations say: the event, the paid order and
 * its job in one transaction, events told twice left out, the checkout read from Stripe before it is fulfilled, one key at Prodigi for each order.
 */
export async function openAssembled({ database, outside }: ShopGround): Promise<WholeShop> {
  const pool = database.pool(poolSize)
  await pool.query(peerTables)
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const { hostname, port } = new URL(outside.url)
  const stripe = new Stripe(stripeKey, { host: hostname, port: Number(port), protocol: 'http' })
  const boss = new PgBoss({ connectionString: database.url, max: poolSize, useListenNotify: true, schedule: false })
  boss.on('error', (error) => console.error(error))
  await boss.start()
  await boss.createQueue(queue, { notify: true, retryLimit: 20, retryBackoff: true })

  const app = express()
  app.post(path, express.raw({ type: 'application/json', limit: '1mb' }), async (request, response) => {
    const body = request.body as Buffer
    const event = stripe.webhooks.constructEvent(body, String(request.headers['stripe-signature']), webhookSecret)
    if (event.type === 'checkout.session.completed') {
      await takePayment(event, body.toString(), event.data.object as unknown as PaidSession)
    }
    response.sendStatus(200)
  })

  async function takePayment(event: Stripe.Event, body: string, session: PaidSession): Promise<void> {
    const now = new Date()
    await db.transaction().execute(async (tx) => {
      const isNew = await tx
        .insertInto('stripe_event')
        .values({ id: event.id, type: event.type, body, received_at: now })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning('id')
        .executeTakeFirst()
      if (!isNew) return
      const paid = await tx
        .updateTable('shop_order')
        .set({
          status: 'paid',
          session_id: session.id,
          email: session.customer_details?.email ?? null,
          address: addressOf(session),
          total: session.amount_total,
          paid_at: now,
        })
        .where('id', '=', session.client_reference_id)
        .where('status', '=', 'pending')
        .returning('id')
        .executeTakeFirst()
      if (!paid) return
      await tx.insertInto('order_log').values({ order_id: paid.id, at: now, what: 'paid' }).execute()
      const executeSql = async (text: string, values: unknown[] = []) => ({
        rows: (await tx.executeQuery<object>(CompiledQuery.raw(text, values))).rows,
      })
      await boss.send(queue, { orderId: paid.id, sessionId: session.id } satisfies PrintJob, { db: { executeSql } })
    })
  }

  async function print({ orderId, sessionId }: PrintJob): Promise<void> {
    const session = await stripe.checkout.sessions.retrieve(sessionId, { expand: ['line_items'] })
    if (session.payment_status === 'unpaid') return
    const order = await db.selectFrom('shop_order').selectAll().where('id', '=', orderId).executeTakeFirstOrThrow()
    if (order.status !== 'paid') return
    const items = await db
      .selectFrom('order_item')
      .select(['sku', 'quantity', 'artwork'])
      .where('order_id', '=', orderId)
      .orderBy('position')
      .execute()
    const response = await fetch(`${outside.url}/v4.0/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': 'bench' },
      body: printOf({ id: orderId, email: order.email, address: order.address as unknown as StoredAddress, items }),
    })
    if (!response.ok) throw new Error(`Prodigi answered ${response.status}.`)
    const answer = (await response.json()) as { readonly order: { readonly id: string } }
    const now = new Date()
    await db.transaction().execute(async (tx) => {
      await tx
        .updateTable('shop_order')
        .set({ status: 'submitted', prodigi_id: answer.order.id, submitted_at: now })
        .where('id', '=', orderId)
        .where('status', '=', 'paid')
        .execute()
      await tx.insertInto('order_log').values({ order_id: orderId, at: now, what: 'submitted' }).execute()
    })
  }

  return {
    listener: app,
    async sell(count) {
      const orderIds = await sellAsPeer(pool, count)
      await outside.ask('sell', { orderIds })
      return orderIds
    },
    async work(submitted) {
      await boss.work<PrintJob>(queue, workSettings, async (jobs) => {
        await Promise.all(jobs.map(({ data }) => print(data).then(() => submitted(data.orderId))))
      })
      return { stop: () => boss.offWork(queue, { wait: true }) }
    },
    async left() {
      const { rows } = await pool.query<{ left: number }>(
        `select count(*)::int as left from pgboss.job where name = $1 and state < 'completed'`,
        [queue],
      )
      return rows[0]?.left ?? Number.NaN
    },
    recorded: () => recordedByPeer(pool),
    async clear() {
      await pool.query('truncate shop_order, stripe_event cascade')
      await boss.deleteAllJobs(queue)
    },
    async close() {
      await boss.stop({ graceful: false })
    },
  }
}
