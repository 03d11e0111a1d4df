import { Writable } from 'node:stream'
import { type Alert, createQuoin, type LogFields, money, type Quoin, type QuoinOptions } from '@quoin/core'
import { easypostTracking } from '@quoin/core/easypost'
import { prodigiFulfillment } from '@quoin/core/prodigi'
import { stripePayments } from '@quoin/core/stripe'
import { openTelemetry } from '@quoin/core/telemetry'
import { type Caller, createHttpHandler } from '@quoin/http'
import { createKyselyStorage, migrateToLatest, surviveLostConnections } from '@quoin/kysely'
import {
  createEasypostSimulator,
  createManualClock,
  createProdigiSimulator,
  createSeededRandom,
  createStripeSimulator,
  printableArtwork,
} from '@quoin/testing'
import { Kysely, PostgresDialect } from 'kysely'
import { Client, Pool } from 'pg'
import { pino } from 'pino'

/** What the shop is given to keep to itself. */
export const secrets = {
  stripeKey: 'sk_test_Canary0fStripe',
  stripeWebhook: 'whsec_Canary0fTheWebhooks',
  prodigiKey: 'canary-0f-prodigi',
  easypostKey: 'EZTKCanary0fEasypost',
  easypostWebhook: 'canary-0f-the-carrier',
  callbacks: 'canary-0f-the-callbacks',
  guestLinks: 'canary-0f-the-guest-links-of-the-shop',
  databasePassword: 'canary-0f-the-database',
} as const

const shopUrl = 'https://shop.example'

/**
 * A shop on Postgres as two processes would be, one that answers requests and one that works, with everything that it tells: spans
 * and metrics to the SDK that is registered, lines to pino, alerts to a sink, answers to those who asked. Stripe, Prodigi and EasyPost are
 * simulators that talk to it over HTTP.
 */
export async function openTracedShop(serverUrl: string, overrides: Partial<QuoinOptions> = {}) {
  const { url, drop } = await createDatabase(serverUrl)
  const pool = new Pool({ connectionString: url, max: 8 })
  surviveLostConnections(pool)
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  await migrateToLatest({ db })

  const clock = createManualClock('2026-11-22T09:00:00Z')
  const lines: LogFields[] = []
  const alerts: Alert[] = []
  const answers: string[] = []

  const passOn = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const answer = await handler(new Request(input, init))
    answers.push(await answer.clone().text())
    return answer
  }
  const stripe = createStripeSimulator({
    secretKey: secrets.stripeKey,
    webhookSecret: secrets.stripeWebhook,
    webhookUrl: `${shopUrl}/api/webhooks/stripe`,
    clock,
    seed: 'stripe',
    send: passOn,
  })
  const prodigi = createProdigiSimulator({ apiKey: secrets.prodigiKey, clock, seed: 'prodigi', send: passOn })
  const easypost = createEasypostSimulator({
    webhookSecret: secrets.easypostWebhook,
    webhookUrl: `${shopUrl}/api/webhooks/easypost`,
    clock,
    seed: 'easypost',
    send: passOn,
  })
  await Promise.all([stripe.listen(), prodigi.listen(), easypost.listen()])

  const logger = pino(
    { base: null, timestamp: false, level: 'debug' },
    lineStream((line) => lines.push(line)),
  )
  const open = (seed: string): Quoin => {
    const telemetry = openTelemetry()
    return createQuoin({
      telemetry,
      storage: createKyselyStorage({ db, clock }),
      payments: stripePayments({
        secretKey: secrets.stripeKey,
        webhookSecrets: secrets.stripeWebhook,
        apiBase: stripe.url,
        maxNetworkRetries: 0,
        telemetry,
      }),
      fulfillment: prodigiFulfillment({
        apiKey: secrets.prodigiKey,
        environment: 'sandbox',
        baseUrl: prodigi.url,
        circuit: 'off',
        quickRetries: 0,
        clock,
        telemetry,
      }),
      tracking: easypostTracking({
        apiKey: secrets.easypostKey,
        webhookSecret: secrets.easypostWebhook,
        apiBase: easypost.url,
        telemetry,
      }),
      catalog: (id) =>
        id === 'sunrise'
          ? {
              id,
              name: 'Sunrise',
              sku: 'GLOBAL-FAP-16X24',
              price: money(4_900, 'USD'),
              assets: [{ printArea: 'default', url: 'https://shop.example/sunrise.jpg' }],
            }
          : null,
      shippingOptions: [{ method: 'Standard', displayName: 'Standard', price: money(900, 'USD') }],
      publicUrl: shopUrl,
      secret: secrets.callbacks,
      preflight: printableArtwork(),
      alerts: [{ channel: 'test', send: async (alert) => void alerts.push(alert) }],
      clock,
      random: createSeededRandom(seed),
      logger,
      ...overrides,
    })
  }
  const [web, worker] = [open('web'), open('worker')]
  const handler = createHttpHandler({
    quoin: web,
    guestLinkSecret: secrets.guestLinks,
    authenticate: (request) => callers[request.headers.get('authorization') ?? ''] ?? null,
    clock,
    logger,
  })

  return {
    db,
    clock,
    stripe,
    prodigi,
    easypost,
    web,
    worker,
    /** Every line that was logged. */
    lines,
    alerts,
    /** The body of every answer to a webhook, and of every one that was no success. */
    answers,
    /** A request of the customer's, or of whoever `headers` say. */
    async ask(method: string, path: string, body?: object, headers: Readonly<Record<string, string>> = {}) {
      const request = new Request(`${shopUrl}/api${path}`, {
        method,
        headers: { authorization: 'customer', ...(body && { 'content-type': 'application/json' }), ...headers },
        ...(body && { body: JSON.stringify(body) }),
      })
      const answer = await handler(request)
      const text = await answer.text()
      if (!answer.ok) answers.push(text)
      return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : text }
    },
    /** Webhooks arrive at the one process, and the other works off what is due. */
    async settle() {
      for (;;) {
        const told = (await stripe.deliverPending()) + (await easypost.deliverPending())
        await Promise.all([stripe.idle(), easypost.idle()])
        await prodigi.deliverCallbacks()
        if ((await worker.worker.tick()) === 0 && told === 0) return
      }
    },
    async close() {
      await Promise.all([stripe.close(), prodigi.close(), easypost.close()])
      await db.destroy()
      await drop()
    },
  }
}

const callers: Readonly<Record<string, Caller>> = {
  customer: { userId: 'user_1', role: 'customer' },
  admin: { userId: 'admin_1', role: 'admin' },
}

function lineStream(take: (line: LogFields) => void): Writable {
  return new Writable({
    write(chunk, _encoding, done) {
      take(JSON.parse(String(chunk)))
      done()
    },
  })
}

/** A database of its own, reached by a password that the test server does not ask for. */
async function createDatabase(serverUrl: string) {
  const name = `quoin_${crypto.randomUUID().replaceAll('-', '')}`
  await onServer(serverUrl, `create database ${name}`)
  const url = new URL(serverUrl)
  url.pathname = name
  if (url.password === '') url.password = secrets.databasePassword
  return { url: url.href, drop: () => onServer(serverUrl, `drop database ${name} with (force)`) }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}
