import { setTimeout as pause } from 'node:timers/promises'
import { surviveLostConnections } from '@quoin/kysely'
import { freePort } from '@quoin/testing'
import { Pool } from 'pg'
import { openLink } from '../../crash-test/link.ts'
import { postgresPid } from '../harness/processes.ts'
import type { Accounts } from './accounts.ts'
import { sendCustomers, type Visits } from './customers.ts'
import { readAccounts, untilShipped } from './ledgers.ts'
import { startShopProcess, startSimulatorProcess } from './shop-process.ts'
import { type Taken, watchProcesses } from './watch-processes.ts'

export interface LoadOptions {
  /** An empty database. */
  readonly databaseUrl: string
  readonly perSecond: number
  readonly seconds: number
  readonly webs: number
  readonly workers: number
  /** How long an order takes through each of Prodigi's seven stages. */
  readonly stageMs: number
  /** When nothing has moved for so long, what is not done is given up. */
  readonly patienceMs: number
}

export interface LoadResult {
  readonly options: LoadOptions
  readonly visits: Visits
  readonly accounts: Accounts
  /** From the first customer until the last order was shipped. */
  readonly taken: readonly Taken[]
}

const stripeKey = 'sk_test_load'
const webhookSecret = 'whsec_load'
const apiKey = 'load'
/** Of a server as it comes, with room for those who look. */
const mostConnections = 90

/** Runs the example server in several processes between simulators in others, and has customers buy there. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const { databaseUrl, perSecond, seconds, webs, workers, stageMs, patienceMs } = options
  await using resources = new AsyncDisposableStack()
  const webPorts = await Promise.all(Array.from({ length: webs }, freePort))
  const shopUrls = webPorts.map((port) => `http://127.0.0.1:${port}`)
  // Where the providers call, any web process answers.
  const door = resources.adopt(await openLink(inTurn(webPorts)), (link) => link.close())
  const publicUrl = `http://127.0.0.1:${door.port}`
  const stripe = resources.adopt(
    await startSimulatorProcess('quoin-stripe-simulator', [
      ...['--secret-key', stripeKey, '--webhook-secret', webhookSecret],
      ...['--webhook-url', `${publicUrl}/api/webhooks/stripe`],
    ]),
    (simulator) => simulator.stop(),
  )
  const prodigi = resources.adopt(
    await startSimulatorProcess('quoin-prodigi-simulator', ['--api-key', apiKey, '--stage-ms', String(stageMs)]),
    (simulator) => simulator.stop(),
  )
  const env = {
    PUBLIC_URL: publicUrl,
    DATABASE_URL: databaseUrl,
    DATABASE_CONNECTIONS: String(Math.max(2, Math.min(20, Math.floor(mostConnections / (webs + workers)) - 1))),
    STRIPE_SECRET_KEY: stripeKey,
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    STRIPE_API_BASE: stripe.url,
    PRODIGI_API_KEY: apiKey,
    PRODIGI_ENVIRONMENT: 'sandbox',
    PRODIGI_BASE_URL: prodigi.url,
    AUTH_SECRET: 'the secret of a shop under load',
    LOG_LEVEL: 'error',
  }
  const shop = await Promise.all([
    ...webPorts.map((port, index) => startShopProcess(`web ${index + 1}`, { ...env, ROLE: 'web', PORT: String(port) })),
    ...Array.from({ length: workers }, (_, index) =>
      startShopProcess(`worker ${index + 1}`, { ...env, ROLE: 'worker' }),
    ),
  ])
  for (const one of shop) resources.adopt(one, (running) => running.stop())
  const pool = new Pool({ connectionString: databaseUrl, max: 2 })
  surviveLostConnections(pool)
  resources.defer(() => pool.end())

  const postgres = await postgresPid(pool)
  const watch = watchProcesses([
    ...shop,
    ...(postgres === null ? [] : [{ name: 'Postgres', pid: postgres }]),
    stripe,
    prodigi,
    { name: 'customers', pid: process.pid },
  ])
  const parties = { stripeUrl: stripe.url, prodigiUrl: prodigi.url, pool }
  const visits = await sendCustomers({ perSecond, seconds, shopUrls })
  await untilShipped(parties, patienceMs)
  const taken = watch.stop()
  // A print that is made twice is made late.
  await pause(Math.min(1_000, patienceMs))
  return { options, visits, accounts: await readAccounts(parties), taken }
}

/** Each of them, one after the other, around and around. */
function inTurn(ports: readonly number[]): () => number {
  let turn = 0
  return () => {
    turn += 1
    return ports[turn % ports.length] ?? 0
  }
}
