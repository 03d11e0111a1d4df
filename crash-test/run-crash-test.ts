import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createKyselyStorage, surviveLostConnections } from '@quoin/kysely'
import { freePort } from '@quoin/testing'
import { startPostgres } from '@quoin/testing/postgres'
import { Kysely, PostgresDialect } from 'kysely'
import { Pool } from 'pg'
import { createAims } from './aims.ts'
import { type Evidence, gatherEvidence } from './evidence.ts'
import { type FaultKind, strike } from './faults.ts'
import type { Flaw } from './flaws.ts'
import { createFleet, type Member, type Role } from './fleet.ts'
import { judge } from './judge.ts'
import { readLedgers } from './ledgers.ts'
import { openLink } from './link.ts'
import { startLoad } from './load.ts'
import { runToQuiet } from './quiet.ts'
import { apiKey, secretKey, settingsFor, webhookSecret } from './shop.ts'
import { startSimulator } from './simulators.ts'
import { type Victim, watchFor } from './watch-points.ts'

export interface CrashTestOptions {
  readonly seed: number
  /** For so long faults strike, after each kind has struck once. */
  readonly forMs: number
  readonly kinds: readonly FaultKind[]
  /** Where the evidence and everybody's logs go. */
  readonly folder: string
  readonly webs: number
  readonly workers: number
  readonly ordersPerSecond: number
  /** Between two faults, on average. */
  readonly faultEveryMs: number
  readonly flaw?: Flaw | null
  say?(line: string): void
}

const leaseMs = 2_000
/** Longer than a lease, so that somebody else has the job when the process goes on. */
const freezeMs = 5_000
/** Quiet is when nothing is left to do. This only says when to call it a failure. */
const quietCeilingMs = 240_000

/** Runs a shop of several processes through crashes, until all is quiet, and compares the ledgers. */
export async function runCrashTest(options: CrashTestOptions): Promise<Evidence> {
  const { seed, forMs, kinds, folder, flaw = null, say = () => {} } = options
  // Journals of another run would be taken for this one's.
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const startedAt = Date.now()
  await using resources = new AsyncDisposableStack()
  const postgres = resources.use(await startPostgres({ durable: true }))
  const webPorts = await Promise.all(Array.from({ length: options.webs }, freePort))
  const aims = createAims()

  const door = resources.adopt(await openLink(inTurn(webPorts)), (link) => link.close())
  const publicUrl = `http://127.0.0.1:${door.port}`
  const stripe = resources.adopt(
    await startSimulator('quoin-stripe-simulator', folder, [
      ...[
        '--secret-key',
        secretKey,
        '--webhook-secret',
        webhookSecret,
        '--webhook-url',
        `${publicUrl}/api/webhooks/stripe`,
      ],
      ...['--copies', '2', '--reorder', '500', '--seed', `${seed}`],
    ]),
    (simulator) => simulator.stop(),
  )
  const prodigi = resources.adopt(
    await startSimulator('quoin-prodigi-simulator', folder, [
      ...['--api-key', apiKey, '--stage-ms', '300', '--callbacks', 'duplicated,reordered', '--seed', `${seed}`],
    ]),
    (simulator) => simulator.stop(),
  )
  const prodigiPort = Number(new URL(prodigi.url).port)
  const pool = new Pool({ connectionString: postgres.url, max: 3, application_name: 'crash-test' })
  surviveLostConnections(pool)
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  resources.defer(() => db.destroy())
  const fleet = resources.adopt(createFleet(folder), (those) => those.stop())

  const members: Member[] = []
  const add = async (role: Role, name: string, port: number): Promise<void> => {
    const victim: Victim = { name, kill: (cause) => members.find((one) => one.name === name)?.kill(cause) }
    const toPostgres = await openLink(() => postgres.port, watchFor('commit', aims, victim))
    const toProdigi = await openLink(() => prodigiPort, watchFor('print', aims, victim))
    for (const link of [toPostgres, toProdigi]) resources.defer(() => link.close())
    const databaseUrl = new URL(postgres.url)
    databaseUrl.port = `${toPostgres.port}`
    const prodigiUrl = `http://127.0.0.1:${toProdigi.port}`
    const env = settingsFor({
      name,
      databaseUrl: databaseUrl.href,
      stripeUrl: stripe.url,
      prodigiUrl,
      publicUrl,
      port,
      leaseMs,
      folder,
      flaw,
    })
    members.push(fleet.add({ name, role, env }))
  }
  for (const [index, port] of webPorts.entries()) await add('web', `web-${index + 1}`, port)
  for (let index = 1; index <= options.workers; index += 1) await add('worker', `worker-${index}`, 0)
  await fleet.ready()
  say(`${members.length} processes have started at once on an empty database.`)

  const load = startLoad({ seed, ordersPerSecond: options.ordersPerSecond, shopUrl: publicUrl, stripe })
  const faults = await strike({
    seed,
    kinds,
    everyMs: options.faultEveryMs,
    freezeMs,
    forMs,
    members,
    aims,
    postgres,
    pool,
  })
  say(`${faults.length} faults have struck. The last customers are served.`)
  await load.end()
  const faultsEndedAt = Date.now()
  const parties = { stripe, prodigi, pool }
  const firstOpen = await runToQuiet(parties, quietCeilingMs)
  await reconcile(publicUrl)
  const open = firstOpen ?? (await runToQuiet(parties, quietCeilingMs))
  const endedAt = Date.now()
  await fleet.stop()

  const ledgers = await readLedgers({ stripe, prodigi, storage: createKyselyStorage({ db }), pool, folder })
  const judgement = judge(ledgers)
  const evidence = gatherEvidence({
    seed,
    startedAt,
    endedAt,
    faultsEndedAt,
    open,
    faults,
    fleet,
    load,
    ledgers,
    judgement,
  })
  writeFileSync(join(folder, 'evidence.json'), `${JSON.stringify(evidence, null, 2)}\n`)
  return evidence
}

/** In a shop it comes by itself every quarter of an hour, and finds what a job that was put aside after many crashes has left behind. */
async function reconcile(publicUrl: string): Promise<void> {
  const answer = await fetch(`${publicUrl}/api/admin/health`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-user': 'admin' },
    body: JSON.stringify({ action: 'reconcile' }),
  })
  if (!answer.ok) throw new Error(`The reconciliation failed: ${answer.status} ${await answer.text()}`)
  await answer.body?.cancel()
}

/** Each of them, one after the other, around and around. */
function inTurn(ports: readonly number[]): () => number {
  let turn = 0
  return () => {
    turn += 1
    return ports[turn % ports.length] ?? 0
  }
}
