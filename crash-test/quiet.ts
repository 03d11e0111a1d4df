import { setTimeout as pause } from 'node:timers/promises'
import type { Pool } from 'pg'
import { z } from 'zod'
import { secretKey } from './shop.ts'
import type { SimulatorProcess } from './simulators.ts'

interface Parties {
  readonly stripe: SimulatorProcess
  readonly prodigi: SimulatorProcess
  readonly pool: Pool
}

const lookEveryMs = 200
const asStripeClient = { authorization: `Bearer ${secretKey}` }
const undelivered = z.object({ data: z.array(z.object({ id: z.string() })) })
const printed = z.object({ orders: z.array(z.object({ id: z.string(), status: z.object({ stage: z.string() }) })) })
const callbacks = z.object({ callbacks: z.array(z.object({ state: z.string() })) })

/**
 * Lets time pass until nothing is left to do: webhooks that wait for their next try are sent, jobs that wait for their time are
 * due, prints move on. It ends when two looks in a row find nothing open, never because it took long.
 *
 * @returns what is still open when the ceiling is reached, which is a failure; null when all is quiet.
 */
export async function runToQuiet(parties: Parties, ceilingMs: number): Promise<string | null> {
  const until = Date.now() + ceilingMs
  for (let quietLooks = 0; ; ) {
    await passTime(parties)
    const open = await whatIsOpen(parties)
    quietLooks = open === null ? quietLooks + 1 : 0
    if (quietLooks === 2) return null
    if (Date.now() > until) return open
    await pause(lookEveryMs)
  }
}

/** Jobs that come to an end: the others plan themselves anew for ever. */
const passing = "kind not in ('reconcile', 'watch_health')"

async function passTime({ stripe, prodigi, pool }: Parties): Promise<void> {
  await Promise.all([
    stripe.ask('POST', '/__deliver', { all: true }),
    prodigi.ask('POST', '/__deliver', { all: true }),
    pool.query(`update quoin.retry_operations set run_at = now()
      where state = 'waiting' and ${passing} and run_at > now()`),
  ])
}

async function whatIsOpen({ stripe, prodigi, pool }: Parties): Promise<string | null> {
  const jobs = await pool.query<{ kind: string; count: number }>(
    `select kind, count(*)::integer from quoin.retry_operations
      where state in ('waiting', 'running') and ${passing} group by kind`,
  )
  const events = undelivered.parse(
    await stripe.ask('GET', '/v1/events?delivery_success=false&limit=100', undefined, asStripeClient),
  )
  const { orders } = printed.parse(await prodigi.ask('GET', '/__orders'))
  const moving = orders.filter(({ status }) => status.stage !== 'Complete' && status.stage !== 'Cancelled')
  const told = callbacks.parse(await prodigi.ask('GET', '/__callbacks'))
  const waiting = told.callbacks.filter(({ state }) => state === 'waiting')
  const open = [
    ...jobs.rows.map(({ kind, count }) => `${count} jobs ${kind}`),
    ...(events.data.length > 0 ? [`${events.data.length} events of Stripe`] : []),
    ...(moving.length > 0 ? [`${moving.length} prints that move`] : []),
    ...(waiting.length > 0 ? [`${waiting.length} callbacks`] : []),
  ]
  return open.length === 0 ? null : open.join(', ')
}
