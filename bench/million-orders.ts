import { parseArgs } from 'node:util'
import { migrateToLatest, surviveLostConnections } from '@quoin/kysely'
import { startPostgres } from '@quoin/testing/postgres'
import { Kysely, PostgresDialect } from 'kysely'
import { Pool } from 'pg'
import { endpoints } from '../packages/http/src/endpoints.ts'
import { seedOrders } from '../packages/kysely/test/seed-orders.ts'
import { type Ask, asksOf, waitsForProvider } from './endpoints/asks.ts'
import { openBenchShop } from './endpoints/bench-shop.ts'
import { measure } from './endpoints/measure.ts'
import { plansOf } from './endpoints/plans.ts'
import { cellsOf, type Measured, storedIn, writeEndpoints } from './endpoints/report.ts'

// How long every endpoint takes when very many orders are stored, and by which indexes it finds them. See README.md.

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '1000000' },
    /** A database that is seeded already, instead of a server of its own. */
    database: { type: 'string' },
    only: { type: 'string' },
    /** Writes docs/performance.md. */
    write: { type: 'boolean', default: false },
  },
})
const mostMs = 500
const budget = { most: 300, budgetMs: 3_000 }

const server = values.database === undefined ? await startPostgres({ durable: true }) : null
const pool = new Pool({ connectionString: server?.url ?? values.database, max: 10 })
surviveLostConnections(pool)

if (server) {
  const begunAt = performance.now()
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  await migrateToLatest({ db })
  await seedOrders({ db, orders: Number(values.orders), now: new Date() })
  console.log(`Seeded in ${Math.round((performance.now() - begunAt) / 1000)} s.`)
}
const where = await storedIn(pool)
console.log(`${where}\n`)

const shop = await openBenchShop(pool)
const asks = await asksOf(pool, shop)
refuseToForget(asks)
const results: Measured[] = []
for (const ask of asks) {
  if (values.only !== undefined && !`${ask.endpoint} ${ask.name}`.includes(values.only)) continue
  const result = await measureAsk(ask)
  results.push(result)
  console.log(cellsOf(result).join(' | '))
}
if (values.write) writeEndpoints(where, results)
const slow = results.filter(({ alone, crowded }) => Math.max(alone.p99, crowded.p99) > mostMs)
console.log(
  slow.length === 0
    ? `\nAll within ${mostMs} ms.`
    : `\nOver ${mostMs} ms: ${slow.map(({ ask }) => ask.name).join('; ')}.`,
)

await shop.close()
await pool.end()
await server?.stop()

async function measureAsk(ask: Ask): Promise<Measured> {
  const ask1 = (turn: number) => answerTo(ask, turn)
  shop.statements.length = 0
  await ask1(0)
  const plans = await plansOf(pool, shop.statements)
  const alone = await measure(ask1, { lanes: 1, ...budget })
  const crowded = await measure(ask1, { lanes: 8, ...budget })
  shop.statements.length = 0
  return { ask, alone, crowded, plans }
}

async function answerTo(ask: Ask, turn: number): Promise<void> {
  const response = await shop.handler(ask.request(turn))
  if (!response.ok) throw new Error(`${ask.endpoint}, ${ask.name}: ${response.status} ${await response.text()}`)
  if (!ask.streams) return void (await response.arrayBuffer())
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  for (let text = ''; reader && !text.includes('\ndata:'); ) {
    const { value, done } = await reader.read()
    if (done) throw new Error(`${ask.endpoint}, ${ask.name}: it ended without a message.`)
    text += decoder.decode(value, { stream: true })
  }
  await reader?.cancel()
}

/** An endpoint that is new is measured, or it is said why not. */
function refuseToForget(all: readonly Ask[]): void {
  const known = new Set([...all.map(({ endpoint }) => endpoint), ...waitsForProvider])
  const missing = Object.keys(endpoints).filter((name) => !known.has(name))
  if (missing.length > 0) throw new Error(`Nobody asks: ${missing.join(', ')}.`)
}
