import { surviveLostConnections } from '@quoin/kysely'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { Client, Pool, type PoolConfig } from 'pg'

/** A pool that bears the loss of connections: tests cut some, and dropping a database cuts those that are just closing. */
export function createPool(config: PoolConfig): Pool {
  const pool = new Pool(config)
  surviveLostConnections(pool)
  return pool
}

/** A database of its own on the test server, and as many connections as an app has. */
export async function createPostgresDatabase(serverUrl: string) {
  const name = `quoin_${crypto.randomUUID().replaceAll('-', '')}`
  await onServer(serverUrl, `create database ${name}`)
  const url = new URL(serverUrl)
  url.pathname = name
  const pool = createPool({ connectionString: url.href, max: 12 })
  const statements: string[] = []
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool }),
    log: (event) => {
      statements.push(event.query.sql)
    },
  })
  return {
    url: url.href,
    db,
    pool,
    /** Every statement that was sent through `db`. */
    statements,
    /** Those of them that do not only wake other workers after a commit. */
    withoutMessages: () => statements.filter((statement) => !statement.startsWith('select to_json(pg_notify')),
    drop: async () => {
      await db.destroy()
      await onServer(serverUrl, `drop database ${name} with (force)`)
    },
  }
}

/** Empties Quoin's tables, faster than making them anew. */
export async function truncate(db: Kysely<unknown>, schema = 'quoin'): Promise<void> {
  const { rows } = await sql<{ list: string }>`
    select string_agg(format('%I.%I', schemaname, tablename), ', ') as list from pg_tables
    where schemaname = ${schema} and tablename not like 'quoin_migration%'`.execute(db)
  await sql.raw(`truncate ${rows[0]?.list}`).execute(db)
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}
