import { createIds, systemClock, systemRandom } from '@quoin/core'
import express from 'express'
import { type Generated, Kysely, PostgresDialect } from 'kysely'
import type { Pool } from 'pg'
import Stripe from 'stripe'
import { stripeKey, webhookSecret } from '../bench-options.ts'
import { bodyOf, isSigned } from './signed-body.ts'
import { path, type WebhookServer } from './webhook-server.ts'

const ids = createIds(systemClock, systemRandom)

/** How Postgres keeps a text of a table by hand: compressed by pglz. */
const usualStorage =
  'alter table quoin.webhook_inbox alter column body set compression default, alter column body set storage extended'

/** The least there is: node:http, node:crypto and one named INSERT. It makes no job. */
export async function bareServer(pool: Pool): Promise<WebhookServer> {
  await pool.query(usualStorage)
  const text = `insert into quoin.webhook_inbox (id, source, event_id, type, body, received_at)
    values ($1, 'stripe', $2, $3, $4, now()) on conflict (source, event_id) do nothing`
  return {
    async listener(request, response) {
      const body = await bodyOf(request)
      if (!isSigned(body, String(request.headers['stripe-signature']), webhookSecret)) {
        response.writeHead(400).end()
        return
      }
      const { id, type } = JSON.parse(body) as { readonly id: string; readonly type: string }
      await pool.query({ name: 'store webhook', text, values: [ids.uuid(), id, type, body] })
      response.writeHead(200).end()
    },
  }
}

interface Tables {
  webhook_inbox: { id: string; source: string; event_id: string; type: string; body: string; received_at: Date }
  retry_operations: {
    id: string
    kind: string
    key: string
    payload: string
    priority: number
    state: Generated<string>
    run_at: Date
    created_at: Date
  }
}

/** As it is written by hand: Express, Stripe's library, and Kysely, with the event and its job in one transaction. */
export async function handWrittenRoute(pool: Pool): Promise<WebhookServer> {
  await pool.query(usualStorage)
  const stripe = new Stripe(stripeKey)
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }).withSchema('quoin')
  const app = express()
  app.post(path, express.raw({ type: 'application/json', limit: '1mb' }), async (request, response) => {
    const body = request.body as Buffer
    const event = stripe.webhooks.constructEvent(body, String(request.headers['stripe-signature']), webhookSecret)
    const now = new Date()
    await db.transaction().execute(async (tx) => {
      const stored = await tx
        .insertInto('webhook_inbox')
        .values({
          id: ids.uuid(),
          source: 'stripe',
          event_id: event.id,
          type: event.type,
          body: body.toString(),
          received_at: now,
        })
        .onConflict((conflict) => conflict.columns(['source', 'event_id']).doNothing())
        .returning('id')
        .executeTakeFirst()
      if (!stored) return
      await tx
        .insertInto('retry_operations')
        .values({
          id: ids.uuid(),
          kind: 'sync_payment',
          key: event.id,
          payload: '{}',
          priority: 10,
          run_at: now,
          created_at: now,
        })
        .execute()
    })
    response.sendStatus(200)
  })
  return { listener: app }
}
