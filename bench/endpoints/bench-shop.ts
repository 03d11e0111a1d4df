import { createQuoin, type Quoin } from '@quoin/core'
import { createHttpHandler, type HttpHandler } from '@quoin/http'
import { createKyselyStorage } from '@quoin/kysely'
import { createProdigiSimulator, createStripeSimulator } from '@quoin/testing'
import { type CompiledQuery, Kysely, PostgresDialect } from 'kysely'
import type { Pool } from 'pg'
import { benchOptions, stripeKey, webhookSecret } from '../bench-options.ts'

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
  const stripe = createStripeSimulator({ secretKey: stripeKey, webhookSecret, send: async () => new Response() })
  const prodigi = createProdigiSimulator({ callbacks: 'off' })
  const quoin = createQuoin({ ...(await benchOptions(stripe, prodigi)), storage: createKyselyStorage({ db }) })
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
