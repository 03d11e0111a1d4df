import { join } from 'node:path'
import type { Order, Storage } from '@quoin/core'
import type { Pool } from 'pg'
import { z } from 'zod'
import { readJournal } from './journal.ts'
import type { SimulatorProcess } from './simulators.ts'

const money = { paymentIntentId: z.string(), amount: z.int(), currency: z.string(), at: z.iso.datetime() }
const stripeEntry = z.discriminatedUnion('kind', [
  z.object({ ...money, kind: z.literal('charges'), clientReferenceId: z.string().nullable() }),
  z.object({ ...money, kind: z.literal('refunds') }),
  z.object({ ...money, kind: z.literal('failedRefunds') }),
])
const printEntry = z.object({
  id: z.string(),
  idempotencyKey: z.string().nullable(),
  merchantReference: z.string().nullable(),
  body: z.object({ metadata: z.object({ orderId: z.string(), fulfillmentId: z.string() }) }),
  at: z.iso.datetime(),
})
const claim = z.object({
  at: z.number(),
  pid: z.int(),
  name: z.string(),
  id: z.string(),
  fence: z.int(),
  kind: z.string(),
  attempts: z.int(),
  crashes: z.int(),
})
const alert = z.object({ code: z.string(), orderId: z.string().nullable() })
const letter = z.object({ type: z.string(), orderId: z.string(), idempotencyKey: z.string() })
const deadJob = z.object({ kind: z.string(), orderId: z.string().nullable(), lastError: z.string().nullable() })
const stages = z.object({ orders: z.array(z.object({ id: z.string(), status: z.object({ stage: z.string() }) })) })

export type StripeEntry = z.infer<typeof stripeEntry>
export type PrintEntry = z.infer<typeof printEntry>
export type Claim = z.infer<typeof claim>

/** Everything that the end is judged by. */
export interface Ledgers {
  /** What Stripe's file says. */
  readonly money: readonly StripeEntry[]
  /** What Prodigi's file says. */
  readonly prints: readonly PrintEntry[]
  /** Ids of prints that Prodigi has cancelled. */
  readonly cancelledPrints: ReadonlySet<string>
  /** What the shop's database says. */
  readonly orders: readonly Order[]
  readonly deadJobs: readonly z.infer<typeof deadJob>[]
  /** What its people and customers were told. */
  readonly alerts: readonly z.infer<typeof alert>[]
  readonly letters: readonly z.infer<typeof letter>[]
  readonly claims: readonly Claim[]
}

interface LedgerSources {
  readonly stripe: SimulatorProcess
  readonly prodigi: SimulatorProcess
  readonly storage: Storage
  readonly pool: Pool
  readonly folder: string
}

export async function readLedgers({ stripe, prodigi, storage, pool, folder }: LedgerSources): Promise<Ledgers> {
  const { orders: shown } = stages.parse(await prodigi.ask('GET', '/__orders'))
  const { rows: dead } = await pool.query(
    `select kind, order_id as "orderId", last_error as "lastError" from quoin.retry_operations where state = 'dead'`,
  )
  return {
    money: z.array(stripeEntry).parse(readJournal(stripe.ledgerFile)),
    prints: z.array(printEntry).parse(readJournal(prodigi.ledgerFile)),
    cancelledPrints: new Set(shown.filter(({ status }) => status.stage === 'Cancelled').map(({ id }) => id)),
    orders: await readOrders(storage),
    deadJobs: z.array(deadJob).parse(dead),
    alerts: z.array(alert).parse(readJournal(join(folder, 'alerts.jsonl'))),
    letters: z.array(letter).parse(readJournal(join(folder, 'letters.jsonl'))),
    claims: z.array(claim).parse(readJournal(join(folder, 'claims.jsonl'))),
  }
}

async function readOrders(storage: Storage): Promise<Order[]> {
  const orders: Order[] = []
  for (;;) {
    const last = orders.at(-1)
    const page = await storage.listOrders({
      limit: 200,
      sort: 'createdAt',
      ...(last && { after: { at: last.createdAt, id: last.id } }),
    })
    if (page.length === 0) return orders
    orders.push(...page)
  }
}
