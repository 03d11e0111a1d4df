import { createQuoin, money, type Quoin, silentLogger } from '@quoin/core'
import { prodigiFulfillment } from '@quoin/core/prodigi'
import { stripePayments } from '@quoin/core/stripe'
import { createHttpHandler, type HttpHandler } from '@quoin/http'
import { createKyselyStorage } from '@quoin/kysely'
import { createProdigiSimulator, createStripeSimulator, printableArtwork } from '@quoin/testing'
import { type CompiledQuery, Kysely, PostgresDialect } from 'kysely'
import type { Pool } from 'pg'

export const webhookSecret = 'whsec_bench'
export const quoinSecret = 'a secret of this bench'

/** A shop on a database that is full of orders, and every statement that it sends. */
export interface BenchShop {
  readonly quoin: Quoin
  readonly handler: HttpHandler
  /** Emptied by whoever reads it. */
  readonly statements: CompiledQuery[]
  close(): Promise<void>
}

/** Callers name themselves: `Bench admin:root`, `Bench customer:user_1`. */
export async function openBenchShop(pool: Pool): Promise<BenchShop> {
  const statements: CompiledQuery[] = []
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query }) => void statements.push(query),
  })
  const stripe = createStripeSimulator({ secretKey: 'sk_test_bench', webhookSecret, send: async () => new Response() })
  const prodigi = createProdigiSimulator({ callbacks: 'off' })
  const quoin = createQuoin({
    preflight: printableArtwork(),
    storage: createKyselyStorage({ db }),
    payments: stripePayments({
      secretKey: 'sk_test_bench',
      webhookSecrets: webhookSecret,
      apiBase: await stripe.listen(),
    }),
    fulfillment: prodigiFulfillment({
      apiKey: 'bench',
      environment: 'sandbox',
      baseUrl: await prodigi.listen(),
      rateLimit: 'off',
    }),
    catalog: (id) => ({
      id,
      name: 'Print',
      sku: 'GLOBAL-FAP-16X24',
      price: money(4900, 'USD'),
      assets: [{ printArea: 'default', url: 'http://shop.test/print.jpg' }],
    }),
    shippingOptions: [{ method: 'Standard', displayName: 'Standard', price: money(900, 'USD') }],
    publicUrl: 'http://shop.test',
    secret: quoinSecret,
    logger: silentLogger,
  })
  const handler = createHttpHandler({
    quoin,
    authenticate: (request) => {
      const [, role, userId] = /^Bench (admin|customer):(\w+)$/.exec(request.headers.get('authorization') ?? '') ?? []
      if (userId === undefined) return null
      return { userId, role: role === 'admin' ? 'admin' : 'customer' }
    },
    guestLinkSecret: 'a secret of this bench for guest links',
    rateLimit: false,
  })
  return {
    quoin,
    handler,
    statements,
    async close() {
      await Promise.all([stripe.close(), prodigi.close()])
    },
  }
}
