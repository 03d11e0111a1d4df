import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'undici'
import { z } from 'zod'

export const steps = ['checkout', 'payment page', 'thank-you page'] as const
export type Step = (typeof steps)[number]

/** What happened to the customers. */
export interface Visits {
  readonly customers: number
  /** How long each step took that was served, in milliseconds. */
  readonly took: Readonly<Record<Step, readonly number[]>>
  /** How many of each kind, such as `checkout: 503`. */
  readonly errors: ReadonlyMap<string, number>
  /** From the first customer to the last answer. */
  readonly tookMs: number
}

interface Rush {
  readonly perSecond: number
  readonly seconds: number
  /** Where the shop answers. */
  readonly shopUrls: readonly string[]
}

const Started = z.object({ orderId: z.string(), url: z.string(), guestToken: z.string() })
const answerWithinMs = 30_000
const address = { line1: '1 Main Street', city: 'Hollywood', state: 'CA', postal_code: '90210', country: 'US' }

/** Customers come at a rate, however long they are served, and each has an address and a connection of its own. */
export async function sendCustomers({ perSecond, seconds, shopUrls }: Rush): Promise<Visits> {
  const took: Record<Step, number[]> = { checkout: [], 'payment page': [], 'thank-you page': [] }
  const errors = new Map<string, number>()
  const customers = Math.round(perSecond * seconds)
  const beganAt = performance.now()

  const step = async <Result>(name: Step, work: () => Promise<Result>): Promise<Result> => {
    const askedAt = performance.now()
    const result = await work().catch((error: unknown) => {
      throw new Error(`${name}: ${reasonOf(error)}`)
    })
    took[name].push(performance.now() - askedAt)
    return result
  }

  async function buy(turn: number): Promise<void> {
    const shop = shopUrls[turn % shopUrls.length] ?? ''
    const browser = openBrowser(turn)
    try {
      const items = [{ productId: 'fine-art-print-16x24', quantity: 1 }]
      const { orderId, url, guestToken } = await step('checkout', async () =>
        Started.parse(JSON.parse(await browser.send('POST', `${shop}/api/checkout`, 201, { json: { items } }))),
      )
      const form = { action: 'card', shippingIndex: '0', name: 'Ada Test', email: 'ada@example.com', ...address }
      await step('payment page', () => browser.send('POST', url, 303, { form }))
      const status = `${shop}/api/orders/${orderId}/status?token=${guestToken}`
      await step('thank-you page', () => browser.send('GET', status, 200))
    } finally {
      browser.close()
    }
  }

  const visits: Promise<void>[] = []
  for (let turn = 0; turn < customers; turn += 1) {
    await pause(Math.max(0, beganAt + (turn * 1_000) / perSecond - performance.now()))
    visits.push(
      buy(turn).catch((error: unknown) => {
        const kind = error instanceof Error ? error.message : String(error)
        errors.set(kind, (errors.get(kind) ?? 0) + 1)
      }),
    )
  }
  await Promise.all(visits)
  return { customers, took, errors, tookMs: performance.now() - beganAt }
}

interface Sent {
  readonly json?: object
  readonly form?: Readonly<Record<string, string>>
}

/** One connection to each server, as a browser has it. Where the whole of 127.0.0.0/8 is this machine, from an address of its own. */
function openBrowser(turn: number) {
  const localAddress = process.platform === 'linux' ? addressOf(turn) : null
  const connections = new Map<string, Client>()
  return {
    async send(method: 'GET' | 'POST', url: string, wanted: number, { json, form }: Sent = {}): Promise<string> {
      const { origin, pathname, search } = new URL(url)
      const client = connections.get(origin) ?? new Client(origin, localAddress === null ? {} : { localAddress })
      connections.set(origin, client)
      const type = json ? 'application/json' : 'application/x-www-form-urlencoded'
      const body = json ? JSON.stringify(json) : form && new URLSearchParams(form).toString()
      const answer = await client.request({
        method,
        path: `${pathname}${search}`,
        headers: body === undefined ? {} : { 'content-type': type },
        body: body ?? null,
        headersTimeout: answerWithinMs,
        bodyTimeout: answerWithinMs,
      })
      const text = await answer.body.text()
      if (answer.statusCode !== wanted) throw new Error(String(answer.statusCode))
      return text
    },
    close(): void {
      for (const client of connections.values()) void client.destroy()
    },
  }
}

function addressOf(turn: number): string {
  return `127.${1 + (Math.floor(turn / 62_500) % 250)}.${Math.floor(turn / 250) % 250}.${1 + (turn % 250)}`
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code)
  return error instanceof Error ? error.message : String(error)
}
