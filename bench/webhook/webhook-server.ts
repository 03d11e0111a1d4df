import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { migrateToLatest } from '@quoin/kysely'
import { Kysely, PostgresDialect } from 'kysely'
import type { Pool } from 'pg'
import { webhookSecret } from '../bench-options.ts'
import type { Contender } from '../harness/bench.ts'
import { percentile } from '../harness/statistics.ts'
import { eventBody } from './event-body.ts'
import { send } from './send.ts'

export const figures = ['requests/s', 'p50 ms', 'p99 ms'] as const
export const path = '/api/webhooks/stripe'
export const poolSize = 10

export interface WebhookServer {
  readonly listener: RequestListener
  close?(): Promise<void>
}

/** Serves webhooks that are stored in Quoin's inbox over ten connections, and counts that each is there once. */
export function webhookContender(
  about: Pick<Contender, 'name' | 'settings'>,
  connections: number,
  serve: (pool: Pool) => Promise<WebhookServer>,
): Contender {
  return {
    ...about,
    async open(ground) {
      const database = await ground.database()
      const pool = database.pool(poolSize)
      await migrateToLatest({ db: new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }) })
      const { listener, close } = await serve(pool)
      const server = createServer(listener)
      await new Promise<void>((resolve) => {
        server.listen(0, '127.0.0.1', resolve)
      })
      const { port } = server.address() as AddressInfo

      return {
        async round() {
          const { tookMs, took } = await send({
            url: `http://127.0.0.1:${port}${path}`,
            connections,
            most: ground.pick({ full: 20_000, quick: 5_000, tiny: connections + 2 }),
            budgetMs: ground.pick({ full: 3_000, quick: 1_000, tiny: 30_000 }),
            secret: webhookSecret,
            body: eventBody,
          })
          const { rows } = await pool.query<{ stored: number }>(
            'select count(*)::int as stored from quoin.webhook_inbox',
          )
          if (rows[0]?.stored !== took.length)
            throw new Error(`${took.length} webhooks were sent, ${rows[0]?.stored} stored.`)
          await pool.query('truncate quoin.webhook_inbox, quoin.retry_operations')
          return {
            'requests/s': (took.length / tookMs) * 1000,
            'p50 ms': percentile(took, 0.5),
            'p99 ms': percentile(took, 0.99),
          }
        },
        async close() {
          server.closeAllConnections()
          await new Promise((resolve) => server.close(resolve))
          await close?.()
          await database.drop()
        },
      }
    },
  }
}
