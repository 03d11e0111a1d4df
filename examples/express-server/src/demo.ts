import { connect, createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { formatDecimal } from '@quoin/core'
import { z } from 'zod'
import { type Environment, EnvironmentError, parseEnvironment } from './environment.ts'
import { type Shop, startShop } from './shop.ts'

// Buys two prints in the example shop, over HTTP as a customer does, and tells what becomes of them.

const startedAt = Date.now()
const staysOpen = process.stdout.isTTY && !process.argv.includes('--once')
const simulatedLifeMs = 90_000

const Started = z.object({ orderId: z.string(), orderNumber: z.string(), url: z.string(), guestToken: z.string() })
type Started = z.infer<typeof Started>
const Shipment = z.object({ carrier: z.string().nullable(), trackingNumber: z.string().nullable() })
const Status = z.object({
  order: z.object({
    status: z.string(),
    attention: z.array(z.object({ code: z.string(), message: z.string() })),
    totals: z.object({ total: z.object({ amount: z.int(), currency: z.string() }) }),
    fulfillments: z.array(z.object({ providerOrderId: z.string().nullable(), shipments: z.array(Shipment) })),
  }),
  history: z.array(z.object({ at: z.coerce.date(), to: z.string().optional() })),
})
type Order = z.infer<typeof Status>['order']

try {
  const environment = await demoEnvironment()
  console.log(
    `\nQuoin, from a payment to the door${environment.accounts ? '' : ' (Stripe, Prodigi and the carrier are simulated)'}\n`,
  )
  console.log('Opening the shop …')
  const shop = await startShop(environment)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void close(shop, 0))
  tell('open', `the shop is at ${environment.publicUrl}`)
  const started = await order(environment)
  const arrived = await follow(environment, started, shop)
  if (!staysOpen) {
    console.log('\nThe shop closes. In a terminal, without --once, it stays open to be looked at.')
    await close(shop, arrived ? 0 : 1)
  }
  sayWhereToLook(environment, started)
  console.log('\nThe shop stays open: Ctrl-C closes it.')
} catch (error) {
  console.error(error instanceof EnvironmentError ? error.message : error)
  process.exit(1)
}

async function close(shop: Shop, exitCode: number): Promise<never> {
  await shop.stop()
  process.exit(exitCode)
}

async function demoEnvironment(): Promise<Environment> {
  const environment = parseEnvironment({ LOG_LEVEL: 'warn', ...process.env })
  if (environment.accounts?.prodigi.environment === 'production') {
    throw new EnvironmentError('The demo buys prints: give it test keys of Stripe and PRODIGI_ENVIRONMENT=sandbox.')
  }
  if (process.env['PORT'] || !(await answers(environment.port))) return environment
  const port = await freePort()
  console.log(`Port ${environment.port} is taken by another program: the shop opens at ${port} instead.`)
  return parseEnvironment({ LOG_LEVEL: 'warn', ...process.env, PORT: String(port) })
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: 'localhost' })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function order({ publicUrl, accounts }: Environment): Promise<Started> {
  const items = ['fine-art-print-16x24', 'framed-print-16x20'].map((productId) => ({ productId, quantity: 1 }))
  const started = await call(`${publicUrl}/api/checkout`, Started, { method: 'POST', json: { items } })
  tell('ordered', `two prints, order ${started.orderNumber}`)
  if (accounts) tell('to pay', `${started.url}\n${' '.repeat(24)}with card 4242 4242 4242 4242, any date and any CVC`)
  else await payAsCustomer(started.url)
  return started
}

/** Fills in the form of the simulated payment page. */
async function payAsCustomer(url: string): Promise<void> {
  const address = { line1: '1 Main Street', city: 'Hollywood', state: 'CA', postal_code: '90210', country: 'US' }
  const form = { action: 'card', shippingIndex: '0', name: 'Ada Test', email: 'ada@example.com', ...address }
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })
  if (response.status !== 303) throw new Error(`The simulated payment page answered ${response.status}.`)
}

/** Tells each step until the prints have arrived. False when the order asks for a person, or ends in another way. */
async function follow({ publicUrl, accounts }: Environment, { orderId, guestToken }: Started, shop: Shop) {
  const url = `${publicUrl}/api/orders/${orderId}/status?token=${guestToken}`
  let told = 0
  let handedOver = false
  for (;;) {
    // Asked by POST, the shop reads its providers itself: Prodigi says nothing when it begins to print, and from the real
    // services no webhook reaches a machine without a public address.
    const { order, history } = await call(url, Status, { method: 'POST' })
    for (const { at, to } of history.slice(told)) if (to !== undefined) tell(to, describe(to, order), at)
    told = history.length
    for (const { code, message } of order.attention) tell('attention', `${code}: ${message}`)
    if (order.attention.length > 0) return false
    if (['delivered', 'cancelled', 'expired'].includes(order.status)) return order.status === 'delivered'
    if (!accounts && Date.now() - startedAt > simulatedLifeMs) throw new Error('The prints did not arrive in time.')
    if (accounts && order.status === 'shipped' && !handedOver) {
      handedOver = true
      await handOver(publicUrl, orderId, shop)
    }
    await pause(accounts ? 5_000 : 300)
  }
}

/** Prodigi knows when parcels were sent, not when they arrive; and no carrier has the numbers of its sandbox. */
async function handOver(publicUrl: string, orderId: string, shop: Shop): Promise<void> {
  tell('admin', 'marks the parcels as delivered: PATCH /api/orders/management')
  await pause(1_000)
  const headers = { authorization: `Bearer ${await shop.signToken('demo', 'admin')}` }
  const json = { orderId, action: 'mark_delivered' }
  await call(`${publicUrl}/api/orders/management`, z.unknown(), { method: 'PATCH', json, headers })
}

function describe(status: string, { totals, fulfillments }: Order): string {
  const parcels = fulfillments.flatMap(({ shipments }) => shipments)
  const texts: Record<string, string> = {
    paid: `${formatDecimal(totals.total)} ${totals.total.currency} at Stripe, printed once from here on`,
    submitted: `to Prodigi as ${fulfillments.map(({ providerOrderId }) => providerOrderId).join(', ')}`,
    in_production: 'a lab prints',
    partially_shipped: 'a parcel has left',
    shipped: parcels.map(({ carrier, trackingNumber }) => `${carrier ?? 'parcel'} ${trackingNumber ?? ''}`).join(', '),
    delivered: 'at the door',
  }
  return texts[status] ?? ''
}

function sayWhereToLook({ publicUrl }: Environment, { orderId, guestToken }: Started): void {
  console.log(`
Where to look
  the shop        ${publicUrl}/
  this order      ${publicUrl}/orders#order=${orderId}&token=${guestToken}
  the dashboard   ${publicUrl}/admin
  the API         ${publicUrl}/api/docs`)
}

/** One line: when, what, and the details. */
function tell(step: string, details: string, at = new Date()): void {
  const seconds = Math.max(0, at.getTime() - startedAt) / 1000
  console.log(`${seconds.toFixed(2).padStart(6)} s  ${step.padEnd(17)} ${details}`)
}

interface Call {
  readonly method: string
  readonly json?: object
  readonly headers?: Readonly<Record<string, string>>
}

async function call<Answer>(url: string, answer: z.ZodType<Answer>, { method, json, headers }: Call): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { ...headers, ...(json && { 'content-type': 'application/json' }) },
    ...(json && { body: JSON.stringify(json) }),
  })
  if (!response.ok) throw new Error(`${method} ${new URL(url).pathname} answered ${response.status}.`)
  return answer.parse(await response.json())
}
