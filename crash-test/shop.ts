import { join } from 'node:path'
import { consoleLogger, createQuoin, money, type Quoin, type Storage } from '@quoin/core'
import { prodigiFulfillment } from '@quoin/core/prodigi'
import { stripePayments } from '@quoin/core/stripe'
import { createKyselyStorage, migrateToLatest, pgListener, pgPrepared, surviveLostConnections } from '@quoin/kysely'
import { printableArtwork } from '@quoin/testing'
import { Kysely, PostgresDialect } from 'kysely'
import { Pool } from 'pg'
import { type Flaw, withRandomKeys } from './flaws.ts'
import { openJournal } from './journal.ts'

/** What a process of the shop is told when it starts. */
export interface ShopSettings {
  readonly name: string
  readonly databaseUrl: string
  readonly stripeUrl: string
  readonly prodigiUrl: string
  readonly publicUrl: string
  /** Of a web process. */
  readonly port: number
  readonly leaseMs: number
  /** Where journals are kept. */
  readonly folder: string
  readonly flaw: Flaw | null
}

export const secretKey = 'sk_test_crash'
export const webhookSecret = 'whsec_crash'
export const apiKey = 'crash'

const settingsName = 'CRASH_TEST_SHOP'

/** How settings are handed to a process. */
export function settingsFor(settings: ShopSettings): Record<string, string> {
  return { [settingsName]: JSON.stringify(settings) }
}

export function readSettings(): ShopSettings {
  return JSON.parse(process.env[settingsName] ?? '')
}

/** One process's shop, as a host would set it up: every process brings the tables up to date when it starts. */
export async function openShop(settings: ShopSettings): Promise<Quoin> {
  const { name, databaseUrl, stripeUrl, prodigiUrl, publicUrl, leaseMs, folder } = settings
  const pool = new Pool({
    connectionString: databaseUrl,
    max: 8,
    connectionTimeoutMillis: 5_000,
    application_name: 'crash-test shop',
  })
  surviveLostConnections(pool)
  const db = new Kysely({ dialect: new PostgresDialect({ pool }) })
  await migrateToLatest({ db })
  const prodigi = prodigiFulfillment({
    apiKey,
    environment: 'sandbox',
    baseUrl: prodigiUrl,
    circuit: 'off',
    rateLimit: 'off',
  })
  const alert = openJournal(join(folder, 'alerts.jsonl'))
  const letter = openJournal(join(folder, 'letters.jsonl'))
  return createQuoin({
    storage: withClaimJournal(
      createKyselyStorage({ db, listen: pgListener(pool), prepared: pgPrepared(pool) }),
      join(folder, 'claims.jsonl'),
      name,
    ),
    payments: stripePayments({ secretKey, webhookSecrets: webhookSecret, apiBase: stripeUrl }),
    fulfillment: settings.flaw === 'random-key' ? withRandomKeys(prodigi) : prodigi,
    catalog: (id) => ({
      id,
      name: 'Sunrise',
      sku: 'GLOBAL-FAP-16X24',
      price: money(4_900, 'USD'),
      assets: [{ printArea: 'default', url: 'https://shop.example/sunrise.jpg' }],
    }),
    shippingOptions: [{ method: 'Standard', displayName: 'Standard', price: money(900, 'USD') }],
    publicUrl,
    secret: 'the secret of the crash test',
    preflight: printableArtwork(),
    retry: { baseDelayMs: 100, maxDelayMs: 2_000 },
    worker: { leaseMs, pollIntervalMs: 250 },
    notifiers: [
      {
        channel: 'journal',
        notify: async ({ notification, idempotencyKey }) => letter({ ...notification, idempotencyKey }),
      },
    ],
    alerts: [{ channel: 'journal', send: async (told) => void (told.state === 'firing' && alert(told)) }],
    logger: consoleLogger('warn'),
  })
}

/** A claim as it stands in the journal. */
export interface JournalledClaim {
  readonly at: number
  readonly pid: number
  readonly name: string
  readonly id: string
  readonly fence: number
  readonly kind: string
  readonly attempts: number
  readonly crashes: number
}

/** Writes down which process has claimed what, as soon as it knows. */
function withClaimJournal(storage: Storage, path: string, name: string): Storage {
  const write = openJournal(path)
  return {
    ...storage,
    async claimJobs(options) {
      const claimed = await storage.claimJobs(options)
      for (const { id, fence, kind, attempts, crashes } of claimed) {
        write({ at: Date.now(), pid: process.pid, name, id, fence, kind, attempts, crashes } satisfies JournalledClaim)
      }
      return claimed
    },
  }
}
