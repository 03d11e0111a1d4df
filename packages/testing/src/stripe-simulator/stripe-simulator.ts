import { createAdaptorServer } from '@hono/node-server'
import { type Clock, systemClock, systemRandom } from '@quoin/core'
import { Hono } from 'hono'
import { createSeededRandom } from '../seeded-random.ts'
import { answerError, apiRoutes } from './api-routes.ts'
import { expireOverdueSessions } from './checkout-session.ts'
import { controlRoutes } from './control-routes.ts'
import { matchesType, usualWebhookEvents } from './event-type.ts'
import { payRoutes } from './pay-routes.ts'
import { createStripeAccount } from './stripe-account.ts'
import { type StripeControls, stripeControls } from './stripe-controls.ts'
import { createWebhookOutbox } from './webhook-outbox.ts'

export interface StripeSimulatorOptions {
  /** The only key that the API accepts; one that begins with `sk_live_` makes everything `livemode`. @default 'sk_test_simulator' */
  readonly secretKey?: string
  /** Signs the webhooks. */
  readonly webhookSecret: string
  /** Where webhooks go; may be set later by `configureWebhooks`. @default none */
  readonly webhookUrl?: string
  /** With a clock of your own nothing happens by itself later: move it, then call `deliverPending`. @default the machine's, with timers for retries */
  readonly clock?: Clock
  /** The same seed gives the same ids. @default unpredictable ids, so that restarts don't repeat them */
  readonly seed?: number | string
  /** Whether sessions close when their time has come; seen at the next call. @default true */
  readonly autoExpire?: boolean
  /** Exclusive tax, where a session has automatic tax. @default 0 */
  readonly taxPercent?: number
  /** How long after a bank debit, or a refund of some test cards, its end is known. @default 180000 */
  readonly settleAfterMs?: number
  /** How webhooks are sent, for a shop in the same process. @default the global `fetch`, 10 s at most */
  readonly send?: (request: Request) => Promise<Response>
}

const threeMinutesMs = 180_000

/** A Stripe for tests and demos: the part of the API that Checkout needs, a pay page, webhooks, and a ledger. */
export interface StripeSimulator extends StripeControls {
  /** The origin, such as `http://127.0.0.1:4011`. Throws before {@link listen}. */
  readonly url: string
  /** Starts the HTTP server on 127.0.0.1 and resolves with its origin. @param port @default a free one */
  listen(port?: number): Promise<string>
  /** Stops the server and the deliveries. Safe to call twice. */
  close(): Promise<void>
  /** The server as a function, without a network. */
  readonly fetch: (request: Request) => Promise<Response>
}

/**
 * A simulated Stripe account as a real HTTP server. It knows Checkout for one payment, its payments, refunds, disputes and
 * events, and forgets everything when it is closed.
 *
 * @example
 * ```ts
 * import { createStripeSimulator } from '@quoin/testing'
 *
 * const stripe = createStripeSimulator({ webhookSecret: 'whsec_test', webhookUrl: 'http://127.0.0.1:4000/api/webhooks/stripe' })
 * const apiBase = await stripe.listen()
 * // …a shop creates a session at `apiBase`, then its customer pays:
 * stripe.pay('cs_test_…', { method: 'card' })
 * await stripe.idle()
 * stripe.ledger().charges
 * await stripe.close()
 * ```
 */
export function createStripeSimulator(options: StripeSimulatorOptions): StripeSimulator {
  const { secretKey = 'sk_test_simulator', clock = systemClock, autoExpire = true } = options
  const outbox = createWebhookOutbox({
    secret: options.webhookSecret,
    settings: { webhookUrl: options.webhookUrl ?? null, delivery: true, copies: 1 },
    clock,
    timers: options.clock === undefined,
    fetch: options.send ?? ((request) => fetch(request, { signal: AbortSignal.timeout(10_000) })),
  })
  const account = createStripeAccount({
    livemode: /^[sr]k_live_/.test(secretKey),
    clock,
    random: options.seed === undefined ? systemRandom : createSeededRandom(options.seed),
    taxPercent: options.taxPercent ?? 0,
    settleAfterMs: options.settleAfterMs ?? threeMinutesMs,
    onEvent: (event) => {
      if (usualWebhookEvents.some((pattern) => matchesType(pattern, event.type))) outbox.send(event)
    },
  })
  const catchUp = () => {
    account.catchUp()
    if (autoExpire) expireOverdueSessions(account)
  }
  const controls = stripeControls(account, outbox, catchUp)

  const app = new Hono()
  app.use(async (_c, next) => {
    catchUp()
    await next()
  })
  app.onError(answerError)
  app.route('/v1', apiRoutes(account, secretKey))
  app.route('/pay', payRoutes(account, outbox.idle))
  app.route('/', controlRoutes(controls))

  let server: ReturnType<typeof createAdaptorServer> | undefined
  let origin: string | undefined
  return {
    ...controls,
    get url() {
      if (origin === undefined) throw new Error('The Stripe simulator does not listen yet.')
      return origin
    },
    async listen(port = 0) {
      const starting = createAdaptorServer({ fetch: app.fetch })
      await new Promise<void>((resolve, reject) => {
        starting.once('error', reject)
        starting.listen(port, '127.0.0.1', resolve)
      })
      const address = starting.address()
      server = starting
      origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}`
      return origin
    },
    async close() {
      outbox.stop()
      const closing = server
      server = undefined
      if (closing === undefined) return
      await new Promise((resolve) => {
        closing.close(resolve)
        if ('closeAllConnections' in closing) closing.closeAllConnections()
      })
    },
    fetch: async (request) => await app.fetch(request),
  }
}
