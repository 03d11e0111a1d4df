import { Pool as HttpPool } from 'undici'
import { stripeKey, webhookSecret } from '../bench-options.ts'
import { bodyOf, isSigned } from '../webhook/signed-body.ts'
import {
  addressOf,
  type PaidSession,
  peerTables,
  printOf,
  recordedByPeer,
  type StoredOrder,
  sellAsPeer,
} from './peer-tables.ts'
import { path, poolSize, type ShopGround, slots, type WholeShop } from './whole-shop.ts'

const pollMs = 1_000

const jobTable = `
  create table job (
    order_id uuid primary key references shop_order,
    session_id text not null,
    run_at timestamptz not null,
    lease_until timestamptz,
    attempts integer not null default 0
  ) with (fillfactor = 70);
  create index on job (run_at);`

/** Event, order, log and job in one statement and one commit; nothing for an event or an order that is known already. */
const takePayment = `
  with stored as (
    insert into stripe_event (id, type, body, received_at) values ($1, $2, $3, now()) on conflict (id) do nothing returning id
  ), paid as (
    update shop_order set status = 'paid', session_id = $5, email = $6, address = $7, total = $8, paid_at = now()
    where id = $4 and status = 'pending' and exists (select from stored) returning id
  ), logged as (
    insert into order_log (order_id, at, what) select id, now(), 'paid' from paid
  )
  insert into job (order_id, session_id, run_at) select id, $5, now() from paid`

/** Due jobs, and those whose worker is gone, with all that is to be sent. */
const claim = `
  with due as (
    select order_id from job where run_at <= now() and (lease_until is null or lease_until < now())
    order by run_at limit $1 for update skip locked
  ), claimed as (
    update job set lease_until = now() + interval '20 s', attempts = attempts + 1 from due
    where job.order_id = due.order_id returning job.order_id, session_id, attempts
  )
  select claimed.order_id as id, claimed.session_id, attempts, email, address, items
  from claimed join shop_order on shop_order.id = claimed.order_id
  cross join lateral (
    select jsonb_agg(jsonb_build_object('sku', sku, 'quantity', quantity, 'artwork', artwork) order by position) as items
    from order_item where order_item.order_id = claimed.order_id
  ) lines`

/** Only by who has it still. */
const record = `
  with done as (
    delete from job where order_id = $1 and attempts = $2 returning order_id
  ), submitted as (
    update shop_order set status = 'submitted', prodigi_id = $3, submitted_at = now()
    where id in (select order_id from done) and status = 'paid' returning id
  )
  insert into order_log (order_id, at, what) select id, now(), 'submitted' from submitted`

const putBack = `
  update job set lease_until = null, run_at = now() + least(900, random() * power(2, attempts)) * interval '1 s'
  where order_id = $1 and attempts = $2`

interface Claimed extends StoredOrder {
  readonly session_id: string
  readonly attempts: number
}

/** The shortest that keeps the same promises: node:http, node:crypto, named statements, and a table of jobs. */
export async function openByHand({ database, outside }: ShopGround): Promise<WholeShop> {
  const pool = database.pool(poolSize)
  await pool.query(`${peerTables}${jobTable}`)
  const named = <Row extends object>(name: string, text: string, values: unknown[]) =>
    pool.query<Row>({ name, text, values })
  const http = new HttpPool(outside.url, { connections: slots })
  let wake = (): void => {}

  async function print({ session_id: sessionId, attempts, ...order }: Claimed): Promise<void> {
    const read = await http.request({
      method: 'GET',
      path: `/v1/checkout/sessions/${sessionId}?expand[]=payment_intent.latest_charge`,
      headers: { authorization: `Bearer ${stripeKey}` },
    })
    const session = (await read.body.json()) as PaidSession
    if (read.statusCode !== 200 || session.payment_status !== 'paid') throw new Error('It is not paid.')
    const sent = await http.request({
      method: 'POST',
      path: '/v4.0/orders',
      headers: { 'content-type': 'application/json', 'x-api-key': 'bench' },
      body: printOf(order),
    })
    const answer = (await sent.body.json()) as { readonly order: { readonly id: string } }
    if (sent.statusCode !== 200) throw new Error(`Prodigi answered ${sent.statusCode}.`)
    await named('record', record, [order.id, attempts, answer.order.id])
  }

  return {
    async listener(request, response) {
      if (request.url !== path) return void response.writeHead(404).end()
      const body = await bodyOf(request)
      if (!isSigned(body, String(request.headers['stripe-signature']), webhookSecret))
        return void response.writeHead(400).end()
      const event = JSON.parse(body) as { id: string; type: string; data: { object: PaidSession } }
      const { object: session } = event.data
      if (event.type === 'checkout.session.completed') {
        await named('take payment', takePayment, [
          event.id,
          event.type,
          body,
          session.client_reference_id,
          session.id,
          session.customer_details?.email,
          addressOf(session),
          session.amount_total,
        ])
        wake()
      }
      response.writeHead(200).end()
    },
    async sell(count) {
      const orderIds = await sellAsPeer(pool, count)
      await outside.ask('sell', { orderIds })
      return orderIds
    },
    async work(submitted) {
      let [underWay, stopping] = [0, false]
      const run = async (): Promise<void> => {
        while (!stopping || underWay > 0) {
          const woken = new Promise<void>((resolve) => {
            wake = resolve
          })
          const free = stopping ? 0 : slots - underWay
          const { rows } = free > 0 ? await named<Claimed>('claim', claim, [free]) : { rows: [] }
          underWay += rows.length
          for (const job of rows) {
            print(job)
              .then(
                () => submitted(job.id),
                () => named('put back', putBack, [job.id, job.attempts]),
              )
              .finally(() => {
                underWay -= 1
                wake()
              })
          }
          if (rows.length > 0 && rows.length === free) continue
          const poll = setTimeout(() => wake(), pollMs)
          await woken
          clearTimeout(poll)
        }
      }
      const running = run()
      return {
        async stop() {
          stopping = true
          wake()
          await running
        },
      }
    },
    async left() {
      const { rows } = await pool.query<{ left: number }>('select count(*)::int as left from job')
      return rows[0]?.left ?? Number.NaN
    },
    recorded: () => recordedByPeer(pool),
    async clear() {
      await pool.query('truncate shop_order, stripe_event, job cascade')
    },
    close: () => http.close(),
  }
}
