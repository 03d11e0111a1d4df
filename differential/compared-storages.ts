import { PGlite } from '@electric-sql/pglite'
import { createMemoryStorage } from '@quoin/core'
import { createKyselyStorage, migrateToLatest } from '@quoin/kysely'
import type { ComparedStorage } from '@quoin/testing/differential'
import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely'
import { Pool } from 'pg'

/** A storage of this repository, to be closed at the end. */
export interface OpenedStorage extends ComparedStorage {
  close(): Promise<void>
}

export function openMemory(): OpenedStorage {
  return { name: 'memory', open: async (clock) => createMemoryStorage({ clock }), close: async () => {} }
}

export async function openPGlite(): Promise<OpenedStorage> {
  return inTables('PGlite', new Kysely<unknown>({ dialect: new PGliteDialect({ pglite: await PGlite.create() }) }))
}

/** In a schema of its own, which goes away at the end. */
export async function openPostgres(connectionString: string): Promise<OpenedStorage> {
  const pool = new Pool({ connectionString, max: 4 })
  const schema = `quoin_${crypto.randomUUID().replaceAll('-', '')}`
  return inTables('Postgres', new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }), schema)
}

async function inTables(name: string, db: Kysely<unknown>, schema = 'quoin'): Promise<OpenedStorage> {
  await migrateToLatest({ db, schema })
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname = ${schema} and tablename not like 'quoin_migration%'`.execute(db)
  // Deferred to the end of the statement, so the order of the tables does not matter. Rows are few: faster than to truncate.
  const parts = rows.map((table, index) => `emptied_${index} as (delete from ${table.name})`)
  const empty = sql.raw(`with ${parts.join(', ')} select`)
  return {
    name,
    async open(clock) {
      await empty.execute(db)
      return createKyselyStorage({ db, schema, clock })
    },
    async close() {
      await sql.raw(`drop schema ${schema} cascade`).execute(db)
      await db.destroy()
    },
  }
}
