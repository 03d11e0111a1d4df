import { Kysely, PostgresDialect, sql } from 'kysely'
import { Client, Pool } from 'pg'

/** A database of its own on the test server, and as many connections as an app has. */
export async function createPostgresDatabase(serverUrl: string) {
  const name = `quoin_${crypto.randomUUID().replaceAll('-', '')}`
  await onServer(serverUrl, `create database ${name}`)
  const url = new URL(serverUrl)
  url.pathname = name
  const pool = new Pool({ connectionString: url.href, max: 12 })
  // A test that ends a connection does so on purpose.
  pool.on('error', () => {})
  const statements: string[] = []
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool }),
    log: (event) => {
      statements.push(event.query.sql)
    },
  })
  return {
    db,
    pool,
    /** Every statement that was sent through `db`. */
    statements,
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
