import { setTimeout as pause } from 'node:timers/promises'
import { PGlite } from '@electric-sql/pglite'
import { createQuoin, type Quoin, type Storage, type Telemetry } from '@quoin/core'
import type { RateLimit } from '@quoin/core/prodigi'
import { quoinExpress } from '@quoin/express'
import {
  createKyselyStorage,
  migrateToLatest,
  pgListener,
  pgliteListener,
  pglitePrepared,
  pgPrepared,
} from '@quoin/kysely'
import express from 'express'
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely'
import { benchOptionsAt } from '../bench-options.ts'
import { inLanes } from '../harness/lanes.ts'
import { poolSize, type ShopGround, slots, type WholeShop } from './whole-shop.ts'

/** What Quoin has expanded when it reads a payment. */
export const expand = ['payment_intent.latest_charge', 'shipping_cost.shipping_rate'] as const

/** Where orders are kept. */
interface Keeping {
  readonly storage: Storage
  query(text: string): Promise<{ readonly rows: readonly unknown[] }>
  close(): Promise<void>
}

export async function keepInPostgres({ database }: ShopGround): Promise<Keeping> {
  // One more, for the listener.
  const pool = database.pool(poolSize + 1)
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  await migrateToLatest({ db })
  return {
    storage: createKyselyStorage({ db, listen: pgListener(pool), prepared: pgPrepared(pool) }),
    query: (text) => pool.query(text),
    close: async () => {},
  }
}

/** In the same process, and in its memory. */
export async function keepInPGlite(): Promise<Keeping> {
  const pglite = await PGlite.create()
  const db = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite }) })
  await migrateToLatest({ db })
  return {
    storage: createKyselyStorage({ db, listen: pgliteListener(pglite), prepared: pglitePrepared(db) }),
    query: (text) => pglite.query(text),
    close: () => db.destroy(),
  }
}

export interface QuoinShop extends WholeShop {
  readonly quoin: Quoin
  readonly storage: Storage
  /** As `work`, and does not wait until it works on nothing but orders. */
  start(submitted: (orderId: string) => void): { stop(): Promise<void> }
}

export interface QuoinShopOptions {
  readonly rateLimit?: RateLimit | 'off'
  readonly slots?: number
  readonly telemetry?: Telemetry
}

const due = `select count(*)::int as count from quoin.retry_operations
  where state = 'running' or (state = 'waiting' and run_at <= now())`
const lookedAround = `select count(*)::int as count from quoin.retry_operations
  where kind = 'reconcile' and state = 'waiting' and run_at > now()`
const printed = `select count(distinct provider_order_id)::int as count from quoin.dropship_orders
  join quoin.orders on orders.id = order_id where orders.status = 'submitted'`

/** The shop as the documentation sets it up: one process that answers and works, with `quoinExpress` on Express. */
export async function openQuoinShop(
  ground: ShopGround,
  keep: (ground: ShopGround) => Promise<Keeping>,
  options: QuoinShopOptions = {},
): Promise<QuoinShop> {
  const { outside, publicUrl } = ground
  const { storage, query, close } = await keep(ground)
  const quoin = createQuoin({
    ...benchOptionsAt({ apiBase: outside.url, baseUrl: outside.url, publicUrl, rateLimit: options.rateLimit ?? 'off' }),
    storage,
    worker: { slots: options.slots ?? slots },
    ...(options.telemetry && { telemetry: options.telemetry }),
  })
  const listener = express()
  listener.use('/api', quoinExpress({ quoin, authenticate: () => null, rateLimit: false }))
  const count = async (text: string): Promise<number> => {
    const [row] = (await query(text)).rows as { readonly count: number }[]
    return row?.count ?? Number.NaN
  }

  function start(submitted: (orderId: string) => void): { stop(): Promise<void> } {
    const stopListening = quoin.on('order.submitted', ({ order }) => submitted(order.id))
    quoin.worker.start()
    return {
      async stop() {
        stopListening()
        await quoin.worker.stop()
      },
    }
  }

  return {
    quoin,
    storage,
    listener,
    async sell(orders) {
      const ids: string[] = []
      await inLanes(poolSize, Array.from({ length: orders }), async () => {
        const { orderId } = await quoin.checkout.create({ items: [{ productId: 'print', quantity: 1 }] }, 'guest')
        ids.push(orderId)
      })
      return ids
    },
    start,
    async work(submitted) {
      const worker = start(submitted)
      // It begins with what it does every few minutes; that is nobody's order.
      while ((await count(lookedAround)) === 0) await pause(5)
      return worker
    },
    left: () => count(due),
    recorded: () => count(printed),
    async clear() {
      await query('truncate quoin.orders, quoin.webhook_inbox, quoin.retry_operations cascade')
    },
    close,
  }
}
