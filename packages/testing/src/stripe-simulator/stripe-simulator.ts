import { type Clock, systemClock, type Timer } from '@quoin/core'
import { Hono } from 'hono'
import { backgroundTimer } from '../simulator/background-timer.ts'
import { chance } from '../simulator/chance.ts'
import type { Bindings } from '../simulator/hang-up.ts'
import { openLedgerFile } from '../simulator/ledger-file.ts'
import { createLoopbackServer } from '../simulator/loopback-server.ts'
import { answerError, apiRoutes } from './api-routes.ts'
import { catalogueRoutes } from './catalogue-routes.ts'
import { controlRoutes } from './control-routes.ts'
import { doubtRoutes } from './doubt-routes.ts'
import { eventRoutes, notificationRoute } from './event-routes.ts'
import { usualWebhookEvents } from './event-type.ts'
import { expireOverdueSessions } from './expire-session.ts'
import { createIds } from './ids.ts'
import { payRoutes } from './pay-routes.ts'
import { paymentRoutes } from './payment-routes.ts'
import { sessionRoutes } from './session-routes.ts'
import { createStripeAccount } from './stripe-account.ts'
import { type StripeControls, stripeControls } from './stripe-controls.ts'
import type { StripeFaultRates } from './stripe-fault-script.ts'
import { createStripeFaults } from './stripe-faults.ts'
import { createLedgerBook, type LedgerRequest } from './stripe-ledger.ts'
import type { WebhookTarget } from './webhook-endpoint.ts'
import { webhookEndpointRoutes } from './webhook-endpoint-routes.ts'
import { createWebhookEndpoints } from './webhook-endpoints.ts'
import { createWebhookOutbox } from './webhook-outbox.ts'
import { changeSettings, type RetrySchedule } from './webhook-settings.ts'

/** What {@link createStripeSimulator} takes. */
export interface StripeSimulatorOptions {
  /** The only key that the API accepts; one that begins with `sk_live_` makes everything `livemode`. @default 'sk_test_simulator' */
  readonly secretKey?: string
  /** Signs the webhooks that go to `webhookUrl`. @default none, without a `webhookUrl` */
  readonly webhookSecret?: string
  /** Where webhooks go; may be set later by `configureWebhooks`. @default none */
  readonly webhookUrl?: string
  /** What `webhookUrl` gets: types, groups such as `refund.*`, or `*`. @default what a shop with Checkout asks for */
  readonly webhookEvents?: readonly string[]
  /** More endpoints, each with its own secrets and events. @default [] */
  readonly webhooks?: readonly WebhookTarget[]
  /** How often each event is sent at the same time. @default 1 */
  readonly copies?: number
  /** Lets events overtake each other, within so many milliseconds; true is ten seconds. @default false */
  readonly reorder?: boolean | number
  /** When a delivery that failed is tried again. @default 'quick' */
  readonly webhookRetries?: RetrySchedule
  /** With a clock of your own nothing happens by itself later: move it, then call `deliverPending`. @default the machine's, with timers for retries */
  readonly clock?: Clock
  /** Where slow answers wait. @default the machine's timers */
  readonly timer?: Timer
  /** The same seed gives the same ids, faults and delays. @default unpredictable ids, so that restarts don't repeat them */
  readonly seed?: number | string
  /** Whether sessions close when their time has come; seen at the next call. @default true */
  readonly autoExpire?: boolean
  /** Exclusive tax in percent, where a session has automatic tax. @default 0 */
  readonly taxPercent?: number
  /** How long after a bank debit, or a refund to some test cards, its end is known. @default 180000 */
  readonly settleAfterMs?: number
  /** What goes wrong by chance. @default nothing */
  readonly faults?: StripeFaultRates
  /** Appends all money that moves to this file, a line of JSON each that is on the disk before it is answered. @default none */
  readonly ledgerFile?: string
  /** How webhooks are sent, for a shop in the same process. @default the global `fetch`, 10 s at most */
  readonly send?: (request: Request) => Promise<Response>
}

/** A Stripe for tests and demos: the part of the API that Checkout needs, a pay page, webhooks, and a ledger. */
export interface StripeSimulator extends StripeControls {
  /** The origin, such as `http://127.0.0.1:4011`. Throws before {@link listen}. */
  readonly url: string
  /** Starts the HTTP server on 127.0.0.1 and resolves with its origin. @param port @default a free one */
  listen(port?: number): Promise<string>
  /** Stops the server and the deliveries. Safe to call twice. */
  close(): Promise<void>
  /** The server as a function, without a network. */
  readonly fetch: (request: Request, env?: Bindings) => Promise<Response>
}

const threeMinutesMs = 180_000
const tickMs = 1000

/**
 * A simulated Stripe account as a real HTTP server. It knows Checkout for one payment, and all that comes of it: payments,
 * refunds, disputes, reviews, events. It forgets everything when it is closed.
 *
 * @throws TypeError for a `webhookUrl` without a `webhookSecret`.
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
export function createStripeSimulator(options: StripeSimulatorOptions = {}): StripeSimulator {
  const { secretKey = 'sk_test_simulator', clock = systemClock, autoExpire = true, seed } = options
  const livemode = /^[sr]k_live_/.test(secretKey)
  const endpoints = createWebhookEndpoints({ clock, livemode, newId: createIds(chance(seed, 'endpoints')) })
  for (const target of options.webhooks ?? []) endpoints.add(target)
  const outbox = createWebhookOutbox({
    endpoints,
    secret: options.webhookSecret,
    events: options.webhookEvents ?? usualWebhookEvents,
    settings: changeSettings(
      { webhookUrl: options.webhookUrl ?? null, delivery: true, copies: 1, reorder: 0 },
      { copies: options.copies, reorder: options.reorder },
    ),
    retries: options.webhookRetries ?? 'quick',
    clock,
    random: chance(seed, 'webhooks'),
    timers: options.clock === undefined,
    fetch: options.send ?? ((request) => fetch(request, { signal: AbortSignal.timeout(10_000) })),
  })
  const account = createStripeAccount({
    livemode,
    clock,
    newId: createIds(chance(seed)),
    taxPercent: options.taxPercent ?? 0,
    settleAfterMs: options.settleAfterMs ?? threeMinutesMs,
    onEvent: outbox.send,
    ledger: createLedgerBook(openLedgerFile(options.ledgerFile)),
  })
  const faultSwitch = createStripeFaults({
    rates: options.faults,
    random: chance(seed, 'faults'),
    timer: options.timer ?? backgroundTimer,
  })
  const requests: LedgerRequest[] = []
  const catchUp = () => {
    account.catchUp()
    if (autoExpire) expireOverdueSessions(account)
  }
  const controls = stripeControls(account, { outbox, endpoints, faults: faultSwitch.faults, requests, catchUp })
  const newRequestId = createIds(chance(seed, 'requests'))
  const api = {
    secretKey,
    faults: faultSwitch,
    newRequestId: () => newRequestId('req'),
    record: (request: LedgerRequest) => void requests.push(request),
  }
  const routes = [sessionRoutes, catalogueRoutes, paymentRoutes, doubtRoutes, eventRoutes].flatMap((of) => of(account))

  const app = new Hono<{ Bindings: Bindings }>()
  app.use(async (_c, next) => {
    catchUp()
    await next()
  })
  app.onError(answerError)
  app.route('/v1', apiRoutes(account, { ...api, routes: [...routes, ...webhookEndpointRoutes(account, endpoints)] }))
  app.route('/v2', apiRoutes(account, { ...api, routes: [notificationRoute(account)] }))
  app.route('/pay', payRoutes(account, outbox.begun))
  app.route('/', controlRoutes(controls, endpoints))
  app.notFound((c) => c.json({ error: { type: 'invalid_request_error', message: 'There is nothing here.' } }, 404))

  const server = createLoopbackServer(async (request, env) => await app.fetch(request, env))
  let ticking: NodeJS.Timeout | undefined
  return {
    ...controls,
    get url() {
      return server.url()
    },
    async listen(port = 0) {
      // By the machine's clock, what is due happens without being asked for.
      if (options.clock === undefined) ticking ??= setInterval(catchUp, tickMs).unref()
      return await server.listen(port)
    },
    async close() {
      clearInterval(ticking)
      faultSwitch.stop()
      outbox.stop()
      await server.close()
    },
    fetch: async (request, env) => await app.fetch(request, env),
  }
}
