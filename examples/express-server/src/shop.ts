import { createHmac, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { consoleLogger, createQuoin, type Logger, type Storage } from '@quoin/core'
import { easypostTracking } from '@quoin/core/easypost'
import { type CircuitPolicy, prodigiFulfillment } from '@quoin/core/prodigi'
import { stripePayments } from '@quoin/core/stripe'
import { type ExpressAuthenticate, quoinExpress } from '@quoin/express'
import {
  createKyselyStorage,
  migrateToLatest,
  pgListener,
  pgliteListener,
  pglitePrepared,
  pgPrepared,
  surviveLostConnections,
} from '@quoin/kysely'
import { openPglite } from '@quoin/pglite'
import { createEasypostSimulator, createProdigiSimulator, createStripeSimulator } from '@quoin/testing'
import express from 'express'
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely'
import { Pool } from 'pg'
import { createCatalogue, shippingOptions } from './catalogue.ts'
import { type Accounts, type Environment, EnvironmentError } from './environment.ts'
import { holdFolder } from './hold-folder.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { storefront } from './storefront.ts'

/** A shop that is open. */
export interface Shop {
  /** Signs a bearer token for an hour. */
  readonly signToken: Sessions['sign']
  /** Answers what came in, finishes the jobs under way, and closes the database. Safe to call twice. */
  stop(): Promise<void>
}

/**
 * Opens the shop: it resolves when the server listens on migrated tables, or the worker works on them.
 *
 * @throws {@link EnvironmentError} when the database or the port can not be had.
 */
export async function startShop(environment: Environment): Promise<Shop> {
  const { role, publicUrl, authSecret, mail } = environment
  const logger = consoleLogger(environment.logLevel)
  const secret = authSecret ?? randomBytes(32).toString('hex')
  const sessions = createSessions(secret, publicUrl)
  const guestLinkSecret = derive(secret, 'guest links')
  const database = await openDatabase(environment, logger).catch((cause: unknown) => {
    throw cause instanceof EnvironmentError
      ? cause
      : unusable(environment.databaseUrl ? 'DATABASE_URL' : 'QUOIN_DATA_DIR', cause)
  })
  const accounts: Accounts & { close?(): Promise<void> } = environment.accounts ?? (await startSimulators(publicUrl))
  const products = createCatalogue(publicUrl)

  const quoin = createQuoin({
    storage: database.storage,
    payments: stripePayments(accounts.stripe),
    fulfillment: prodigiFulfillment({ ...accounts.prodigi, circuit: circuitFor(environment) }),
    ...(accounts.easypost && { tracking: easypostTracking(accounts.easypost) }),
    catalog: (id) => products.find((product) => product.id === id) ?? null,
    shippingOptions,
    publicUrl,
    cancelUrl: `${publicUrl}/`,
    secret: derive(secret, 'callback urls'),
    notifiers: mail ? [(await import('./mail.ts')).tellByMail(mail, publicUrl, guestLinkSecret)] : [],
    retry: environment.retry,
    worker: environment.worker,
    logger,
  })

  const app = express()
  app.disable('x-powered-by')
  const authenticate: ExpressAuthenticate = (_request, { headers }) => sessions.userOf(headers)
  app.use('/api', quoinExpress({ quoin, authenticate, guestLinkSecret, logger }))
  app.use('/api', (_request, response) => {
    const problem = {
      type: 'about:blank',
      title: 'Not found',
      status: 404,
      detail: 'There is nothing here.',
      error: 'not_found',
    }
    response.status(404).type('application/problem+json').send(JSON.stringify(problem))
  })
  app.use(storefront({ products, sessions, isSimulated: environment.accounts === null }))
  const closeServer = role === 'worker' ? null : await serve(app, environment)
  if (role !== 'web') quoin.worker.start()

  async function stop(): Promise<void> {
    await closeServer?.()
    await quoin.worker.stop()
    await accounts.close?.()
    await database.close()
  }

  let stopped: Promise<void> | undefined
  return {
    signToken: sessions.sign,
    stop: () => {
      stopped ??= stop()
      return stopped
    },
  }
}

/** Listens. Resolves with what answers those who are there, ten seconds at most, and closes. */
async function serve(app: express.Express, { port, host }: Environment): Promise<() => Promise<void>> {
  const server = createServer(app)
  const underWay = new Set<ServerResponse>()
  server.on('request', (_request, response) => {
    underWay.add(response)
    response.once('close', () => underWay.delete(response))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(unusable(`PORT ${port} on HOST ${host}`, cause)))
    server.listen(port, host, resolve)
  })
  return async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    const answered = Promise.all(Array.from(underWay, (response) => once(response, 'close')))
    await Promise.race([answered, pause(10_000, undefined, { ref: false })])
    // Browsers keep connections open that they do not use.
    server.closeAllConnections()
    await closed
  }
}

/** Prodigi is left alone while it fails, but never longer than a job waits for its next try. */
function circuitFor({ retry: { maxDelayMs = 30_000 } }: Environment): CircuitPolicy {
  return { failures: 5, openMs: Math.min(1_000, maxDelayMs), maxOpenMs: Math.min(30_000, maxDelayMs) }
}

/** By the code of what went wrong at the bottom: the texts of such errors can hold names and passwords. */
function unusable(what: string, cause: unknown): EnvironmentError {
  let code = 'unknown reason'
  for (let error = cause; error instanceof Error; error = error.cause) {
    if ('code' in error) code = String(error.code)
  }
  return new EnvironmentError(`${what} can not be used: ${code}.`, { cause })
}

/** One key for each purpose, the same after a restart. */
function derive(secret: string, purpose: string): string {
  return createHmac('sha256', secret).update(purpose).digest('hex')
}

async function openDatabase(
  { databaseUrl, databaseConnections, dataDir }: Environment,
  logger: Logger,
): Promise<{ storage: Storage; close(): Promise<void> }> {
  if (databaseUrl) {
    const pool = new Pool({ connectionString: databaseUrl, max: databaseConnections, connectionTimeoutMillis: 10_000 })
    surviveLostConnections(pool, () => logger.warn({}, 'A connection to the database was lost.'))
    const db = new Kysely({ dialect: new PostgresDialect({ pool }) })
    await migrateToLatest({ db })
    return {
      storage: createKyselyStorage({ db, listen: pgListener(pool), prepared: pgPrepared(pool) }),
      close: () => db.destroy(),
    }
  }
  const release = dataDir ? holdFolder(dataDir) : () => {}
  const pglite = await openPglite({ dataDir: dataDir ? join(dataDir, 'pg') : 'memory://' })
  const db = new Kysely({ dialect: new PGliteDialect({ pglite }) })
  await migrateToLatest({ db })
  return {
    storage: createKyselyStorage({ db, listen: pgliteListener(pglite), prepared: pglitePrepared(db) }),
    async close() {
      await db.destroy()
      release()
    },
  }
}

/** Stripe, Prodigi and EasyPost on this machine, for as long as the process lives. A print takes some seconds, and so does its way. */
async function startSimulators(publicUrl: string): Promise<Accounts & { close(): Promise<void> }> {
  const [secretKey, webhookSecret, apiKey] = ['sk_test_simulator', 'whsec_simulator', 'simulator']
  const carrier = { apiKey: 'EZTK_simulator', webhookSecret: 'simulator' }
  const stripe = createStripeSimulator({ secretKey, webhookSecret, webhookUrl: `${publicUrl}/api/webhooks/stripe` })
  const prodigi = createProdigiSimulator({ apiKey, pace: { stageMs: 1_000 } })
  const webhookUrl = `${publicUrl}/api/webhooks/easypost`
  const easypost = createEasypostSimulator({ ...carrier, webhookUrl, pace: { stageMs: 1_000 } })
  const [apiBase, baseUrl, carrierBase] = await Promise.all([stripe.listen(), prodigi.listen(), easypost.listen()])
  return {
    stripe: { secretKey, webhookSecrets: webhookSecret, apiBase },
    prodigi: { apiKey, environment: 'sandbox', baseUrl },
    easypost: { ...carrier, apiBase: carrierBase },
    async close() {
      await Promise.all([stripe.close(), prodigi.close(), easypost.close()])
    },
  }
}
