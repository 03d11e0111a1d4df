import { setTimeout as pause } from 'node:timers/promises'
import { createSeededRandom } from '@quoin/testing'
import { z } from 'zod'
import type { SimulatorProcess } from './simulators.ts'

/** What a customer does after choosing what to buy. */
type Way = 'card' | 'delayed' | 'delayed-fails' | 'leaves' | 'refund-at-stripe' | 'refund-by-admin' | 'cancel'

/** How often each happens, in a hundred. */
const ways: readonly (readonly [Way, number])[] = [
  ['card', 70],
  ['delayed', 8],
  ['delayed-fails', 4],
  ['leaves', 4],
  ['refund-at-stripe', 5],
  ['refund-by-admin', 4],
  ['cancel', 5],
]

export interface Load {
  /** No new customers; resolves when those who are there have done what they came for. */
  end(): Promise<void>
  readonly counts: Readonly<Record<Way, number>>
  /** Requests of customers that had no answer, or not the one that they came for, and were made again. */
  readonly triedAgain: number
  /** Customers who got an answer that says that the request itself is at fault. */
  readonly turnedAway: readonly string[]
}

interface LoadOptions {
  readonly seed: number
  readonly ordersPerSecond: number
  /** Where the shop is reached, whoever answers there. */
  readonly shopUrl: string
  readonly stripe: SimulatorProcess
}

const startedCheckout = z.object({ orderId: z.string(), url: z.string() })
const paid = z.object({ payment_intent: z.string() })
const answerWithinMs = 4_000
const againAfterMs = 200
/** Then others wait outside: who is not served asks again, and too many of them would keep everybody from being served. */
const mostPresent = 40

/** Customers come by chance, one after another, and do not go away before they were served. */
export function startLoad({ seed, ordersPerSecond, shopUrl, stripe }: LoadOptions): Load {
  const counts: Record<Way, number> = {
    card: 0,
    delayed: 0,
    'delayed-fails': 0,
    leaves: 0,
    'refund-at-stripe': 0,
    'refund-by-admin': 0,
    cancel: 0,
  }
  const present = new Set<Promise<void>>()
  const closing = new AbortController()
  const turnedAway: string[] = []
  let triedAgain = 0
  const coming = come()

  async function come(): Promise<void> {
    const gaps = createSeededRandom(`${seed} gaps`)
    for (let index = 0; !closing.signal.aborted; index += 1) {
      if (present.size >= mostPresent) await Promise.race(present)
      const visit = serve(index)
        .catch((error: unknown) => void turnedAway.push(`customer ${index}: ${error}`))
        .finally(() => present.delete(visit))
      present.add(visit)
      const gapMs = (-Math.log(1 - gaps.next()) * 1000) / ordersPerSecond
      await pause(gapMs, undefined, { signal: closing.signal }).catch(() => {})
    }
  }

  async function serve(index: number): Promise<void> {
    const random = createSeededRandom(`${seed} customer ${index}`)
    const way = drawWay(random.next())
    counts[way] += 1
    const user = `customer-${index}`
    const { orderId, url } = startedCheckout.parse(
      await insist('POST', '/checkout', user, {
        items: [{ productId: 'sunrise', quantity: 1 + Math.floor(random.next() * 3) }],
        intent: `the cart of customer ${index} of run ${seed}`,
      }),
    )
    const session = url.split('/').at(-1) ?? ''
    const later = (mostMs: number) => pause(random.next() * mostMs)
    await later(200)
    if (way === 'leaves') {
      await stripe.ask('POST', `/__expire/${session}`)
      return
    }
    const method = way === 'delayed' || way === 'delayed-fails' ? 'delayed' : 'card'
    const { payment_intent: intent } = paid.parse(await stripe.ask('POST', `/__pay/${session}`, { method }))
    await later(3_000)
    if (method === 'delayed') {
      const outcome = way === 'delayed' ? 'succeeded' : 'failed'
      await stripe.ask('POST', `/__settle/${session}`, { outcome })
    }
    if (way === 'refund-at-stripe') await stripe.ask('POST', `/__refund/${intent}`)
    if (way === 'cancel') await insist('POST', `/orders/${orderId}/cancel`, user, { reason: 'I changed my mind.' })
    if (way === 'refund-by-admin') {
      const body = { orderId, action: 'refund', amount: { amount: 500, currency: 'USD' }, reason: 'A late parcel.' }
      await insist('PATCH', '/orders/management', 'admin', body, `refund-of-customer-${index}`)
    }
  }

  /** Until the shop has an answer. 409 is one: what was asked for can't be had, or was had before. */
  async function insist(method: string, path: string, user: string, body: object, key?: string): Promise<unknown> {
    for (;;) {
      const answer = await fetch(`${shopUrl}/api${path}`, {
        method,
        headers: { 'content-type': 'application/json', 'x-user': user, ...(key && { 'idempotency-key': key }) },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(answerWithinMs),
      }).catch(() => null)
      const text = await answer?.text().catch(() => null)
      if (answer && text && (answer.ok || (answer.status === 409 && path !== '/checkout'))) return JSON.parse(text)
      if (answer && answer.status < 500 && answer.status !== 409) throw new Error(`${path}: ${answer.status} ${text}`)
      triedAgain += 1
      await pause(againAfterMs)
    }
  }

  return {
    counts,
    turnedAway,
    get triedAgain() {
      return triedAgain
    },
    async end() {
      closing.abort()
      await coming
      await Promise.all(present)
    },
  }
}

function drawWay(chance: number): Way {
  let left = chance * 100
  for (const [way, share] of ways) {
    left -= share
    if (left < 0) return way
  }
  return 'card'
}
