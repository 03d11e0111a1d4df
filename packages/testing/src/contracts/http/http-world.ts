import { type Clock, createMemoryStorage, createQuoin, type Logger, money, type Order, type Quoin } from '@quoin/core'
import { easypostTracking } from '@quoin/core/easypost'
import { prodigiFulfillment } from '@quoin/core/prodigi'
import { stripePayments } from '@quoin/core/stripe'
import { expect } from 'vitest'
import { createEasypostSimulator, type EasypostSimulator } from '../../easypost-simulator/easypost-simulator.ts'
import { createManualClock, type ManualClock } from '../../manual-clock.ts'
import { printableArtwork } from '../../printable-artwork.ts'
import { createProdigiSimulator } from '../../prodigi-simulator/create-prodigi-simulator.ts'
import type { ProdigiSimulator } from '../../prodigi-simulator/prodigi-simulator.ts'
import { createSeededRandom } from '../../seeded-random.ts'
import { createStripeSimulator, type StripeSimulator } from '../../stripe-simulator/stripe-simulator.ts'
import { textAt } from './answer-part.ts'

/** What the API under test is to be made from. */
export interface HttpUnderTestOptions {
  readonly quoin: Quoin
  readonly authenticate: (request: Request) => { readonly userId: string; readonly role: 'customer' | 'admin' } | null
  readonly guestLinkSecret: string
  readonly metricsToken: string
  readonly clock: Clock
  readonly logger: Logger
  readonly bodyLimitBytes: number
}

/** An API mounted at `/api`. */
export interface HttpUnderTest {
  /** Sends a request to a path such as `/api/status`. */
  fetch(path: string, init?: RequestInit): Promise<Response>
  stop(): Promise<void>
}

/** Who sends a request. */
export type Sender = 'nobody' | `customer:${string}` | `admin:${string}`

/** What came back: the status and the JSON. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

/** A shop on memory storage and the simulators, behind the API under test. */
export interface HttpWorld {
  readonly quoin: Quoin
  readonly clock: ManualClock
  readonly stripe: StripeSimulator
  readonly prodigi: ProdigiSimulator
  readonly easypost: EasypostSimulator
  /** Every line that was logged, as text. */
  readonly log: readonly string[]
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** Sends JSON as somebody, and reads the JSON of the answer. */
  send(
    sender: Sender,
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>
  /** Lets the webhooks arrive and works off what is due. */
  settle(): Promise<void>
  /** An order of two prints that waits for its payment. */
  unpaidOrder(sender?: Sender): Promise<Order>
  /** The same, paid and with the print provider. */
  submittedOrder(sender?: Sender): Promise<Order>
  /** The same, printed and on its way. */
  shippedOrder(sender?: Sender): Promise<Order>
  stop(): Promise<void>
}

/** The world of the case that runs. */
export type Given = () => HttpWorld

export const webhookSecret = 'whsec_contract_one'
/** The one that is being rolled in. */
export const nextWebhookSecret = 'whsec_contract_two'
export const trackingSecret = 'contract-secret-of-tracking'
export const metricsToken = 'contract-token-of-metrics'
export const bodyLimitBytes = 64 * 1024

export async function createHttpWorld(
  start: (options: HttpUnderTestOptions) => Promise<HttpUnderTest>,
): Promise<HttpWorld> {
  const clock = createManualClock('2026-11-22T09:00:00Z')
  const log: string[] = []
  const note = (...line: readonly unknown[]) => void log.push(JSON.stringify(line))
  const logger: Logger = { debug: note, info: note, warn: note, error: note }
  const passOn = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init)
    const { pathname, search } = new URL(request.url)
    const { method, headers } = request
    return api.fetch(pathname + search, { method, headers, body: await request.arrayBuffer() })
  }
  const stripe = createStripeSimulator({
    webhookSecret,
    webhookUrl: 'https://shop.example/api/webhooks/stripe',
    clock,
    seed: 1,
    send: passOn,
  })
  const prodigi = createProdigiSimulator({ apiKey: 'contract', clock, seed: 1, send: passOn })
  const easypost = createEasypostSimulator({
    webhookSecret: trackingSecret,
    webhookUrl: 'https://shop.example/api/webhooks/easypost',
    clock,
    seed: 1,
    send: passOn,
  })
  const quoin = createQuoin({
    preflight: printableArtwork(),
    storage: createMemoryStorage({ clock }),
    payments: stripePayments({
      secretKey: 'sk_test_simulator',
      webhookSecrets: [webhookSecret, nextWebhookSecret],
      apiBase: await stripe.listen(),
    }),
    fulfillment: prodigiFulfillment({
      apiKey: 'contract',
      environment: 'sandbox',
      fetch: (url, init) => prodigi.fetch(new Request(url, init)),
      clock,
      // All calls of a case happen at one instant of this clock.
      rateLimit: 'off',
      quickRetryDelayMs: 0,
    }),
    tracking: easypostTracking({
      apiKey: 'EZTK_simulator',
      webhookSecret: trackingSecret,
      fetch: (url, init) => easypost.fetch(new Request(url, init)),
    }),
    catalog: (id) =>
      id === 'sunrise'
        ? {
            id,
            name: 'Sunrise',
            sku: 'GLOBAL-FAP-16X24',
            price: money(4900, 'USD'),
            assets: [{ printArea: 'default', url: 'https://shop.example/sunrise.jpg' }],
          }
        : null,
    shippingOptions: [{ method: 'Standard', displayName: 'Standard', price: money(900, 'USD') }],
    publicUrl: 'https://shop.example',
    secret: 'contract-secret-of-callbacks',
    reprints: { needApproval: true },
    clock,
    random: createSeededRandom(1),
    logger,
  })
  const api = await start({
    quoin,
    authenticate,
    guestLinkSecret: 'contract-secret-of-guest-links-32',
    metricsToken,
    clock,
    logger,
    bodyLimitBytes,
  })

  const world: HttpWorld = {
    quoin,
    clock,
    stripe,
    prodigi,
    easypost,
    log,
    fetch: api.fetch,
    async send(sender, method, path, body, more = {}) {
      const headers = new Headers(sender === 'nobody' ? more : { ...more, authorization: `Test ${sender}` })
      if (body !== undefined) headers.set('content-type', 'application/json')
      const response = await api.fetch(path, {
        method,
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      return { status: response.status, headers: response.headers, body: await contentOf(response) }
    },
    async settle() {
      await stripe.idle()
      await prodigi.waitForCallbacks()
      await easypost.idle()
      await quoin.worker.tick()
    },
    async unpaidOrder(sender = 'customer:ada') {
      const { status, body } = await world.send(sender, 'POST', '/api/checkout', {
        items: [{ productId: 'sunrise', quantity: 2 }],
      })
      expect(status).toBe(201)
      return orderOf(quoin, textAt(body, 'orderId'))
    },
    async submittedOrder(sender) {
      const { id, payment } = await world.unpaidOrder(sender)
      stripe.pay(payment.checkoutId ?? '')
      await world.settle()
      return orderOf(quoin, id)
    },
    async shippedOrder(sender) {
      const { id } = await world.submittedOrder(sender)
      for (const print of prodigi.orders()) {
        while (prodigi.order(print.id).status?.stage !== 'Complete') {
          clock.advance(60_000)
          prodigi.advanceOrder(print.id)
          await world.settle()
        }
      }
      return orderOf(quoin, id)
    },
    async stop() {
      await api.stop()
      await stripe.close()
      await prodigi.close()
      await easypost.close()
    },
  }
  return world
}

async function orderOf(quoin: Quoin, id: string): Promise<Order> {
  const order = await quoin.orders.find({ id })
  if (!order) throw new Error('The order is gone.')
  return order
}

/** `Authorization: Test customer:ada` is Ada. */
function authenticate(request: Request): { readonly userId: string; readonly role: 'customer' | 'admin' } | null {
  const match = /^Test (customer|admin):(\w+)$/.exec(request.headers.get('authorization') ?? '')
  if (!match?.[2]) return null
  return { userId: match[2], role: match[1] === 'admin' ? 'admin' : 'customer' }
}

/** A stream has no end to wait for. */
async function contentOf(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? ''
  if (/json/.test(type)) return response.json()
  if (!/event-stream/.test(type)) return response.text()
  await response.body?.cancel()
  return null
}
