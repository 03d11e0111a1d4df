import {
  type Alert,
  createQuoin,
  type LogFields,
  type Logger,
  money,
  type Notification,
  type Order,
  type Product,
  type Quoin,
  QuoinError,
  type QuoinOptions,
  type StartedCheckout,
  type Storage,
} from '@quoin/core'
import { easypostTracking } from '@quoin/core/easypost'
import { prodigiFulfillment } from '@quoin/core/prodigi'
import { stripePayments } from '@quoin/core/stripe'
import { createEasypostSimulator, type EasypostSimulator } from './easypost-simulator/easypost-simulator.ts'
import type { ManualClock } from './manual-clock.ts'
import { printableArtwork } from './printable-artwork.ts'
import type { CallbackMode } from './prodigi-simulator/callback-mode.ts'
import { createProdigiSimulator } from './prodigi-simulator/create-prodigi-simulator.ts'
import type { OrderPlan } from './prodigi-simulator/order-plan.ts'
import type { ProdigiSimulator } from './prodigi-simulator/prodigi-simulator.ts'
import { createSeededRandom } from './seeded-random.ts'
import { createStripeSimulator, type StripeSimulator } from './stripe-simulator/stripe-simulator.ts'

/** What {@link openTestShop} takes. */
export interface TestShopOptions {
  readonly storage: Storage
  /** The clock that the storage reads, too. */
  readonly clock: ManualClock
  /** What happens to every print. @default prints that go through */
  readonly plan?: OrderPlan
  /** @default 'on' */
  readonly callbacks?: CallbackMode
  /** Whether parcels are followed by EasyPost. @default false: nobody but a person says that something has arrived */
  readonly tracking?: boolean
  /** Which carrier has a number; null: none, and nobody can follow it. @default all are known */
  readonly detect?: (trackingNumber: string) => string | null
  /** Instead of what the shop sets up itself. */
  readonly overrides?: Partial<QuoinOptions>
}

/** A whole shop in this process: Quoin on the given storage, Stripe, Prodigi and EasyPost as HTTP servers, all on one manual clock. */
export interface TestShop {
  readonly quoin: Quoin
  readonly storage: Storage
  readonly stripe: StripeSimulator
  readonly prodigi: ProdigiSimulator
  /** Nobody asks it unless the shop was opened with `tracking`. */
  readonly easypost: EasypostSimulator
  readonly clock: ManualClock
  /** Everything that was logged, as JSON lines. */
  readonly logs: readonly string[]
  /** Alerts that fired about orders and work, those that fired about the shop's health, and all that were resolved. */
  readonly alerts: readonly Alert[]
  readonly healthAlerts: readonly Alert[]
  readonly resolved: readonly Alert[]
  readonly notified: readonly Notification[]
  /** With which its webhooks are signed. */
  readonly secrets: { readonly stripe: string; readonly easypost: string }
  /** Another instance on the same storage and providers, as a second process would be, set up differently where it says so. */
  another(overrides?: Partial<QuoinOptions>): Quoin
  /**
   * A customer fills a cart and gets a page to pay on.
   *
   * @param country where it goes, if that is known already
   * @param lines how many lines of two copies each. @default 1
   */
  checkout(country?: string, lines?: number): Promise<StartedCheckout & { readonly checkoutId: string }>
  /** A customer buys: checkout, then payment by card. Webhooks are on their way when it resolves. */
  buy(): Promise<StartedCheckout & { readonly checkoutId: string }>
  order(orderId: string): Promise<Order>
  /** Delivers webhooks and works off what is due, until nothing is left to do at this instant. */
  settle(): Promise<void>
  /** Moves the clock in at most 60 steps, none shorter than a minute but the last, and settles after each. */
  pass(durationMs: number): Promise<void>
  close(): Promise<void>
}

const product: Product = {
  id: 'sunrise',
  name: 'Sunrise, 16 × 24 in',
  sku: 'GLOBAL-FAP-16X24',
  price: money(4_900, 'USD'),
  assets: [{ printArea: 'default', url: 'https://shop.example/art/sunrise.jpg' }],
}
const webhookSecret = 'whsec_test_shop'
const trackingSecret = 'the tracking secret of the test shop'
const publicUrl = 'https://shop.example'

/**
 * Opens a {@link TestShop}. Close it after the test.
 *
 * @example
 * ```ts
 * import { createMemoryStorage } from '@quoin/core'
 * import { createManualClock, openTestShop } from '@quoin/testing'
 *
 * const clock = createManualClock('2026-03-01T09:00:00Z')
 * const shop = await openTestShop({ storage: createMemoryStorage({ clock }), clock })
 * const { orderId } = await shop.buy()
 * await shop.settle()
 * const { status } = await shop.order(orderId) // 'submitted'
 * await shop.close()
 * ```
 */
export async function openTestShop({
  storage,
  clock,
  plan,
  callbacks = 'on',
  tracking = false,
  detect,
  overrides = {},
}: TestShopOptions): Promise<TestShop> {
  const logs: string[] = []
  const alerts: Alert[] = []
  const healthAlerts: Alert[] = []
  const resolved: Alert[] = []
  const hear = (alert: Alert): void => {
    const told = alert.state === 'resolved' ? resolved : alert.key.startsWith('health:') ? healthAlerts : alerts
    told.push(alert)
  }
  const notified: Notification[] = []
  const instances: Quoin[] = []
  const stripe = createStripeSimulator({
    webhookSecret,
    webhookUrl: `${publicUrl}/api/webhooks/stripe`,
    clock,
    seed: 'stripe',
    send: (request) =>
      answer(request, (quoin, body) => {
        return quoin.webhooks.receivePayment({ body, signature: request.headers.get('stripe-signature') })
      }),
  })
  const prodigi = createProdigiSimulator({
    clock,
    seed: 'prodigi',
    callbacks,
    ...(plan && { plan }),
    send: async (input, init) => {
      const request = new Request(input, init)
      const token = new URL(request.url).searchParams.get('token')
      return answer(request, (quoin, body) => quoin.webhooks.receiveFulfillment('prodigi', { body, token }))
    },
  })
  const easypost = createEasypostSimulator({
    webhookSecret: trackingSecret,
    webhookUrl: `${publicUrl}/api/webhooks/easypost`,
    clock,
    seed: 'easypost',
    ...(detect && { detect }),
    send: (request) =>
      answer(request, (quoin, body) => quoin.webhooks.receiveTracking('easypost', { body, headers: request.headers })),
  })
  await Promise.all([stripe.listen(), prodigi.listen(), easypost.listen()])

  function open(seed: string, others: Partial<QuoinOptions> = {}): Quoin {
    const quoin = createQuoin({
      storage,
      clock,
      preflight: printableArtwork(),
      random: createSeededRandom(seed),
      payments: stripePayments({ secretKey: 'sk_test_simulator', webhookSecrets: webhookSecret, apiBase: stripe.url }),
      fulfillment: prodigiFulfillment({
        apiKey: 'test-key',
        environment: 'sandbox',
        baseUrl: prodigi.url,
        clock,
        // By this clock no time passes meanwhile.
        quickRetryDelayMs: 0,
      }),
      ...(tracking && {
        tracking: easypostTracking({
          apiKey: 'EZTK_simulator',
          webhookSecret: trackingSecret,
          apiBase: easypost.url,
        }),
      }),
      catalog: (id) => (id === product.id ? product : null),
      shippingOptions: [
        { method: 'Standard', displayName: 'Standard', price: money(900, 'USD') },
        { method: 'Express', displayName: 'Express', price: money(2_400, 'USD') },
      ],
      publicUrl,
      secret: 'the secret of the test shop',
      logger: recordingLogger(logs),
      alerts: [{ channel: 'test', send: async (alert) => hear(alert) }],
      notifiers: [{ channel: 'test', notify: async ({ notification }) => void notified.push(notification) }],
      ...overrides,
      ...others,
    })
    instances.push(quoin)
    return quoin
  }
  const quoin = open('quoin')

  /** As the HTTP layer answers: 2xx only when it is stored. */
  async function answer(
    request: Request,
    receive: (quoin: Quoin, body: Uint8Array) => Promise<void>,
  ): Promise<Response> {
    try {
      await receive(quoin, new Uint8Array(await request.arrayBuffer()))
      return new Response(null, { status: 200 })
    } catch (error) {
      return new Response(null, { status: error instanceof QuoinError && error.retry === 'permanent' ? 400 : 503 })
    }
  }

  const shop: TestShop = {
    quoin,
    storage,
    stripe,
    prodigi,
    easypost,
    clock,
    logs,
    alerts,
    healthAlerts,
    resolved,
    notified,
    secrets: { stripe: webhookSecret, easypost: trackingSecret },
    another: (others) => open(`quoin ${instances.length}`, others),
    async checkout(country, lines = 1) {
      const items = Array.from({ length: lines }, () => ({ productId: product.id, quantity: 2 }))
      const started = await quoin.checkout.create({ items, ...(country && { country }) }, 'guest')
      const checkoutId = (await shop.order(started.orderId)).payment.checkoutId
      if (checkoutId === null) throw new Error('The checkout was not stored.')
      return { ...started, checkoutId }
    },
    async buy() {
      const started = await shop.checkout()
      stripe.pay(started.checkoutId)
      return started
    },
    async order(orderId) {
      const order = await quoin.orders.find({ id: orderId })
      if (!order) throw new Error('There is no such order.')
      return order
    },
    async settle() {
      for (;;) {
        const delivered = await stripe.deliverPending()
        await stripe.idle()
        await prodigi.deliverCallbacks()
        const told = await easypost.deliverPending()
        await easypost.idle()
        if ((await quoin.worker.tick()) === 0 && delivered + told === 0) return
      }
    },
    async pass(durationMs) {
      const stepMs = Math.max(60_000, Math.ceil(durationMs / 60))
      for (let leftMs = durationMs; leftMs > 0; leftMs -= stepMs) {
        clock.advance(Math.min(leftMs, stepMs))
        await shop.settle()
      }
    },
    async close() {
      await Promise.all(instances.map((instance) => instance.worker.stop()))
      await Promise.all([stripe.close(), prodigi.close(), easypost.close()])
    },
  }
  return shop
}

function recordingLogger(lines: string[]): Logger {
  const at = (level: string) => (fields: LogFields, message: string) => {
    lines.push(JSON.stringify({ level, message, ...fields }))
  }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}
