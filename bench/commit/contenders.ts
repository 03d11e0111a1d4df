import { createKyselyStorage, migrateToLatest, pgPrepared } from '@quoin/kysely'
import { Kysely, PostgresDialect } from 'kysely'
import type { Pool } from 'pg'
import type { Contender } from '../harness/bench.ts'
import { versionOf } from '../harness/version-of.ts'
import { commitRounds } from './commit-rounds.ts'
import { leanStatement, leanTables, leanValues } from './lean-tables.ts'
import { type OrderRows, orderRows } from './order-rows.ts'

export const quoin = 'Quoin'
export const sameRows = 'raw pg, one named statement'
export const leanRows = 'raw pg, lean tables'
export const fiveStatements = 'Kysely, five statements'

/** Those that store an order with so many connections. */
export function commitContenders(lanes: number): readonly Contender[] {
  return [
    {
      name: quoin,
      settings: `\`Storage.commit\`, prepared, ${lanes} connections, no listener`,
      open: commitRounds(lanes, async (pool) => {
        const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
        await migrateToLatest({ db })
        const storage = createKyselyStorage({ db, prepared: pgPrepared(pool) })
        return async ({ order, event, job }) => {
          const outcome = await storage.commit({
            order: { next: order, expectedVersion: 0 },
            events: [event],
            jobs: [job],
          })
          if (outcome !== 'committed') throw new Error(`A commit ended as ${outcome}.`)
        }
      }),
    },
    {
      name: sameRows,
      settings: `pg ${versionOf('pg')}, ${lanes} connections; the same rows into the same tables and indexes, without waking a worker`,
      open: commitRounds(lanes, async (pool) => {
        await createTables(pool)
        return async (order) => {
          const rows = orderRows(order)
          await pool.query({ name: 'store order', text: statement(rows), values: values(rows) })
        }
      }),
    },
    {
      name: leanRows,
      settings: `pg ${versionOf('pg')}, ${lanes} connections; one named statement into five tables with the fewest columns and indexes, nothing to search by`,
      open: commitRounds(lanes, async (pool) => {
        await pool.query(leanTables)
        return async (order) => {
          await pool.query({ name: 'store order', text: leanStatement, values: leanValues(order) })
        }
      }),
    },
    {
      name: fiveStatements,
      settings: `Kysely ${versionOf('kysely')}, ${lanes} connections; the same rows into the same tables, one INSERT for each table in one transaction`,
      open: commitRounds(lanes, async (pool) => {
        await createTables(pool)
        const db = new Kysely<AnyTables>({ dialect: new PostgresDialect({ pool }) }).withSchema('quoin')
        return async (order) => {
          const rows = orderRows(order)
          await db.transaction().execute(async (tx) => {
            for (const table of tables) await tx.insertInto(table).values(rows[table]).execute()
          })
        }
      }),
    },
  ]
}

type AnyTables = Record<keyof OrderRows, Record<string, unknown>>

const tables = ['orders', 'order_items', 'order_search', 'order_logs', 'retry_operations'] as const

async function createTables(pool: Pool): Promise<void> {
  await migrateToLatest({ db: new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }) })
}

let text: string | undefined

/** All tables in one statement. Its text is made once, for it is the same for every order of two items. */
function statement(rows: OrderRows): string {
  text ??= writeStatement(rows)
  return text
}

function writeStatement(rows: OrderRows): string {
  let parameters = 0
  const tuple = (row: object): string => {
    const first = parameters + 1
    parameters += Object.keys(row).length
    return `(${Object.keys(row).map((_, index) => `$${first + index}`)})`
  }
  const insert = (table: keyof OrderRows): string =>
    `insert into quoin.${table} (${Object.keys(rows[table][0] ?? {})}) values ${rows[table].map(tuple)}`
  return `with ${tables.map((table) => `w_${table} as (${insert(table)})`)} select`
}

function values(rows: OrderRows): unknown[] {
  return tables.flatMap((table) => rows[table].flatMap((row) => Object.values(row)))
}
