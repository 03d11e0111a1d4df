import { createHmac, randomBytes } from 'node:crypto'
import { consoleLogger, createQuoin, type Storage } from '@quoin/core'
import { prodigiFulfillment } from '@quoin/core/prodigi'
import { stripePayments } from '@quoin/core/stripe'
import {
  createKyselyStorage,
  migrateToLatest,
  pgListener,
  pgliteListener,
  pglitePrepared,
  pgPrepared,
  surviveLostConnections,
} from '@quoin/kysely'
import { shareQuoin } from '@quoin/next'
import { openPglite } from '@quoin/pglite'
import { createProdigiSimulator, createStripeSimulator } from '@quoin/testing'
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely'
import { Pool } from 'pg'
import { printOf, shippingOptions } from './catalogue.ts'
import { type Accounts, type Environment, parseEnvironment } from './environment.ts'
import { printFileOf } from './print-file.ts'

/** The shop's Quoin, with its database and, where there are no keys, the simulators. Made when first asked for. */
export const getQuoin = shareQuoin(async () => {
  const environment = parseEnvironment(process.env)
  const { publicUrl } = environment
  const [storage, { stripe, prodigi }] = await Promise.all([
    openStorage(environment),
    environment.accounts ?? startSimulators(publicUrl),
  ])
  return createQuoin({
    storage,
    payments: stripePayments(stripe),
    fulfillment: prodigiFulfillment(prodigi),
    async catalog(id) {
      const print = printOf(id)
      if (!print) return null
      // Pinned by its hash: a file that is not the one that was sold is not printed.
      const { md5Hash } = await printFileOf(print.artwork)
      const url = `${publicUrl}/art/${print.artwork.id}.jpg`
      return { ...print.product, assets: [{ printArea: 'default', url, md5Hash }] }
    },
    shippingOptions,
    publicUrl,
    successUrl: `${publicUrl}/thank-you`,
    cancelUrl: `${publicUrl}/cart`,
    secret: secretFor('callback urls'),
    logger: consoleLogger('warn'),
  })
})

declare global {
  var storeSecret: string | undefined
}

/** One key for each purpose. Without AUTH_SECRET they are new with each start. */
export function secretFor(purpose: string): string {
  globalThis.storeSecret ??= parseEnvironment(process.env).authSecret ?? randomBytes(32).toString('hex')
  return createHmac('sha256', globalThis.storeSecret).update(purpose).digest('hex')
}

async function openStorage({ databaseUrl, dataDir }: Environment): Promise<Storage> {
  if (databaseUrl) {
    const pool = new Pool({ connectionString: databaseUrl })
    surviveLostConnections(pool)
    const db = new Kysely({ dialect: new PostgresDialect({ pool }) })
    await migrateToLatest({ db })
    return createKyselyStorage({ db, listen: pgListener(pool), prepared: pgPrepared(pool) })
  }
  const pglite = await openPglite({ dataDir: dataDir ?? 'memory://' })
  const db = new Kysely({ dialect: new PGliteDialect({ pglite }) })
  await migrateToLatest({ db })
  return createKyselyStorage({ db, listen: pgliteListener(pglite), prepared: pglitePrepared(db) })
}

/** Stripe and Prodigi on this machine, for as long as the process lives. A print takes some seconds, and so does its way. */
async function startSimulators(publicUrl: string): Promise<Accounts> {
  const [secretKey, webhookSecret, apiKey] = ['sk_test_simulator', 'whsec_simulator', 'simulator']
  const stripe = createStripeSimulator({ secretKey, webhookSecret, webhookUrl: `${publicUrl}/api/webhooks/stripe` })
  const prodigi = createProdigiSimulator({ apiKey, pace: { stageMs: 8_000 } })
  const [apiBase, baseUrl] = await Promise.all([stripe.listen(), prodigi.listen()])
  return {
    stripe: { secretKey, webhookSecrets: webhookSecret, apiBase },
    prodigi: { apiKey, environment: 'sandbox', baseUrl },
  }
}
