import { getRequestListener } from '@hono/node-server'
import { createQuoin, type Quoin } from '@quoin/core'
import { quoinExpress } from '@quoin/express'
import { createHttpHandler } from '@quoin/http'
import { createKyselyStorage, pgPrepared } from '@quoin/kysely'
import { createNextHandlers } from '@quoin/next'
import { createProdigiSimulator, createStripeSimulator } from '@quoin/testing'
import express from 'express'
import { Kysely, PostgresDialect } from 'kysely'
import type { Pool } from 'pg'
import { benchOptions, stripeKey, webhookSecret } from '../bench-options.ts'
import type { WebhookServer } from './webhook-server.ts'

const open = { authenticate: () => null, rateLimit: false } as const

async function openQuoin(pool: Pool): Promise<{ readonly quoin: Quoin; close(): Promise<void> }> {
  const stripe = createStripeSimulator({ secretKey: stripeKey, webhookSecret, send: async () => new Response() })
  const prodigi = createProdigiSimulator({ callbacks: 'off' })
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  const quoin = createQuoin({
    ...(await benchOptions(stripe, prodigi)),
    storage: createKyselyStorage({ db, prepared: pgPrepared(pool) }),
  })
  return {
    quoin,
    async close() {
      await Promise.all([stripe.close(), prodigi.close()])
    },
  }
}

/** `createHttpHandler`, over what makes a Request of what node:http gives. */
export async function handlerServer(pool: Pool): Promise<WebhookServer> {
  const { quoin, close } = await openQuoin(pool)
  const handler = createHttpHandler({ quoin, ...open })
  return { listener: getRequestListener((request) => handler(request)), close }
}

/** The exports of a route file for Next, called as Next calls them. Jobs are left to a worker. */
export async function nextServer(pool: Pool): Promise<WebhookServer> {
  const { quoin, close } = await openQuoin(pool)
  const { POST } = createNextHandlers({ quoin: async () => quoin, ...open, workAfterResponse: false })
  return { listener: getRequestListener(POST), close }
}

export async function expressServer(pool: Pool): Promise<WebhookServer> {
  const { quoin, close } = await openQuoin(pool)
  const app = express()
  app.use('/api', quoinExpress({ quoin, ...open }))
  return { listener: app, close }
}
