import { setTimeout as pause } from 'node:timers/promises'
import type { Pool } from 'pg'
import { z } from 'zod'
import { type Accounts, type Charge, compareLedgers, type Life } from './accounts.ts'

const stripeLedger = z.object({
  charges: z.array(z.object({ clientReferenceId: z.string().nullable(), at: z.coerce.date() })),
})
const prodigiLedger = z.object({
  orders: z.array(z.object({ body: z.object({ metadata: z.object({ orderId: z.string() }) }) })),
})

export interface Parties {
  readonly stripeUrl: string
  readonly prodigiUrl: string
  readonly pool: Pool
}

/** Only jobs that lead from a payment to a print: an order that was lost can have others, such as the one that ends its checkout. */
const lives = `
  select orders.id, attention <> '[]' as asks,
    exists (select from quoin.retry_operations j where j.state <> 'dead' and (
      (j.kind = 'submit_fulfillment' and j.order_id = orders.id) or (j.kind = 'sync_payment' and (
        j.payload ->> 'checkoutId' = orders.checkout_id or j.payload ->> 'paymentId' = orders.payment_id)))) as works,
    (select count(provider_order_id)::int from quoin.dropship_orders where order_id = orders.id) as prints,
    min(at) filter (where event ->> 'to' = 'submitted') as "submittedAt",
    min(at) filter (where event ->> 'to' = 'shipped') as "shippedAt"
  from quoin.orders left join quoin.order_logs on order_logs.order_id = orders.id and order_logs.type = 'status_changed'
  group by orders.id`

/** How all orders stand in the shop. */
export async function readLives(pool: Pool): Promise<readonly Life[]> {
  const { rows } = await pool.query<Life>(lives)
  return rows
}

export async function readAccounts({ stripeUrl, prodigiUrl, pool }: Parties): Promise<Accounts> {
  const { orders } = prodigiLedger.parse(await controlOf(prodigiUrl, '__ledger'))
  const printedOrders = orders.map(({ body }) => body.metadata.orderId)
  return compareLedgers(await readCharges(stripeUrl), printedOrders, await readLives(pool))
}

/**
 * Waits until every paid order has been shipped, or nothing has moved for so long. What a shop that had no room for it did not
 * acknowledge Stripe tells again for three days, at first after minutes: here whenever nothing moves.
 */
export async function untilShipped({ stripeUrl, pool }: Parties, patienceMs: number): Promise<void> {
  const charges = await readCharges(stripeUrl)
  let [last, movedAt, toldAt] = [-1, Date.now(), Date.now()]
  while (Date.now() - movedAt < patienceMs) {
    const { rows } = await pool.query<{ moved: number; shipped: number }>(`
      select coalesce(sum(version), 0)::int as moved, count(*) filter (where status in ('shipped', 'delivered'))::int as shipped
      from quoin.orders`)
    const { moved = 0, shipped = 0 } = rows[0] ?? {}
    if (shipped >= charges.length) return
    if (moved !== last) [last, movedAt, toldAt] = [moved, Date.now(), Date.now()]
    else if (Date.now() - toldAt > patienceMs / 6) {
      await controlOf(stripeUrl, '__deliver', { method: 'POST', body: JSON.stringify({ all: true }) })
      toldAt = Date.now()
    }
    await pause(500)
  }
}

async function readCharges(stripeUrl: string): Promise<readonly Charge[]> {
  const { charges } = stripeLedger.parse(await controlOf(stripeUrl, '__ledger'))
  return charges.map(({ clientReferenceId, at }) => ({ orderId: clientReferenceId ?? '', at }))
}

async function controlOf(url: string, name: string, init: RequestInit = {}): Promise<unknown> {
  const answer = await fetch(`${url}/${name}`, init)
  if (!answer.ok) throw new Error(`A simulator refused ${name}: ${answer.status}.`)
  return answer.json()
}
