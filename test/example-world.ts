import { createHmac } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ApiOrder } from '@quoin/http'
import {
  createEasypostSimulator,
  createProdigiSimulator,
  createStripeSimulator,
  type PayOptions,
  type StripeSimulator,
} from '@quoin/testing'
import { Client } from 'pg'
import { createExampleShop, freePort, type Variables } from './example-shop.ts'

/** What must never be read in a log. Everything secret or personal that the shop is given has the word in it. */
export const canary = 'canary'
export const webhookSecret = 'whsec_canary_of_the_webhooks'
const secretKey = 'sk_test_canary_of_stripe'
const apiKey = 'canary-of-prodigi'
const carrier = { apiKey: 'EZTK_canary', webhookSecret: 'canary of the carrier' }
const authSecret = 'canary-of-the-tokens-of-this-shop'

/** The customer of these tests. */
export const customer = {
  email: 'canary@example.com',
  phone: '+15550100',
  address: {
    name: 'Ada Canary',
    line1: '1 Canary Street',
    city: 'Canaryville',
    state: 'CA',
    postal_code: '90210',
    country: 'US',
  },
} satisfies PayOptions

/** Somewhere for the shop to keep its orders, that outlives its process. */
export interface Database {
  readonly variables: Variables
  remove(): Promise<void>
}

export async function pgliteFolder(): Promise<Database> {
  const folder = await mkdtemp(join(tmpdir(), 'quoin-shop-'))
  return {
    variables: { QUOIN_DATA_DIR: join(folder, 'data') },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

export async function postgresDatabase(serverUrl: string): Promise<Database> {
  const name = `quoin_${crypto.randomUUID().replaceAll('-', '')}`
  await onServer(serverUrl, `create database ${name}`)
  const url = new URL(serverUrl)
  url.pathname = name
  return {
    variables: { DATABASE_URL: url.href },
    remove: () => onServer(serverUrl, `drop database ${name} with (force)`),
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}

interface Started {
  readonly orderId: string
  readonly orderNumber: string
  readonly url: string
}

export type ExampleWorld = Awaited<ReturnType<typeof openExample>>

/** The example shop in its own process, between a Stripe, a Prodigi and a carrier that answer to the test. */
export async function openExample(database: Database) {
  const port = await freePort()
  const stripe = createStripeSimulator({
    secretKey,
    webhookSecret,
    webhookUrl: `http://127.0.0.1:${port}/api/webhooks/stripe`,
  })
  const prodigi = createProdigiSimulator({ apiKey })
  const webhookUrl = `http://127.0.0.1:${port}/api/webhooks/easypost`
  const easypost = createEasypostSimulator({ ...carrier, webhookUrl })
  const shop = createExampleShop(port, {
    STRIPE_SECRET_KEY: secretKey,
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    STRIPE_API_BASE: await stripe.listen(),
    PRODIGI_API_KEY: apiKey,
    PRODIGI_ENVIRONMENT: 'sandbox',
    PRODIGI_BASE_URL: await prodigi.listen(),
    EASYPOST_API_KEY: carrier.apiKey,
    EASYPOST_WEBHOOK_SECRET: carrier.webhookSecret,
    EASYPOST_API_BASE: await easypost.listen(),
    AUTH_SECRET: authSecret,
    RETRY_BASE_DELAY_MS: '50',
    RETRY_MAX_DELAY_MS: '200',
    JOB_LEASE_MS: '1000',
    LOG_LEVEL: 'debug',
    ...database.variables,
  })
  await shop.start()

  async function call<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const response = await fetch(`${shop.url}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${adminToken()}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`)
    return (await response.json()) as Answer
  }

  return {
    shop,
    stripe,
    prodigi,
    easypost,
    call,
    adminToken,

    /** A checkout of two prints. */
    async checkOut() {
      const items = [
        { productId: 'fine-art-print-16x24', quantity: 2 },
        { productId: 'canvas-10x10', quantity: 1 },
      ]
      const { orderId, orderNumber, url } = await call<Started>('POST', '/checkout', { items })
      return { orderId, orderNumber, sessionId: new URL(url).pathname.split('/').at(-1) ?? '' }
    },

    /** The order, as an admin sees it. */
    async order(orderId: string) {
      return (await call<{ order: ApiOrder }>('GET', `/orders/${orderId}/status`)).order
    },

    /** What Prodigi was made to print for an order. */
    printsOf: (orderNumber: string) =>
      prodigi.ledger().orders.filter(({ merchantReference }) => merchantReference === orderNumber),

    /** How many calls of this kind Prodigi has had. */
    callsOf: (endpoint: string) => prodigi.ledger().requests.filter((request) => request.endpoint === endpoint).length,

    async close() {
      await shop.stop()
      await Promise.all([stripe.close(), prodigi.close(), easypost.close()])
      await database.remove()
    },
  }
}

/** The newest event that Stripe has to tell, as text. */
export async function newestEvent(stripe: StripeSimulator, type: string): Promise<string> {
  const request = new Request(`${stripe.url}/v1/events?type=${type}&limit=1`, {
    headers: { authorization: `Bearer ${secretKey}` },
  })
  const { data } = (await (await stripe.fetch(request)).json()) as { data: readonly object[] }
  return JSON.stringify(data[0])
}

function adminToken(): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  const signed = `${encode({ alg: 'HS256' })}.${encode({ sub: 'tester', role: 'admin', exp: Date.now() / 1000 + 600 })}`
  return `${signed}.${createHmac('sha256', authSecret).update(signed).digest('base64url')}`
}
