import { QuoinError } from '@quoin/core'
import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { checkedSchema, defaultSchema } from '../schema-name.ts'
import { migrations, migrationTable } from './migrations.ts'

/**
 * Brings Quoin's tables in the host's database up to this version, and creates schema and tables when there are none. Tables
 * of the host are not touched. Safe at every start, also when several instances start at once: one works, the others wait.
 *
 * The database's user needs `CREATE` on the database the first time, and the ownership of the tables later on.
 *
 * @param options.schema a name in lower-case letters, digits and underscores. @default 'quoin'
 * @returns the names of the migrations that this call ran.
 * @throws {@link QuoinError} `invalid_options` for another kind of name; `storage_failed` when a migration fails: it leaves
 * nothing behind, or when a newer version of Quoin has made the tables.
 * @example
 * ```ts
 * import { PGlite } from '@electric-sql/pglite'
 * import { migrateToLatest } from '@quoin/kysely'
 * import { Kysely, PGliteDialect } from 'kysely'
 *
 * const db = new Kysely({ dialect: new PGliteDialect({ pglite: new PGlite() }) })
 * await migrateToLatest({ db }) // ['0001_create_tables', '0002_row_level_security']
 * await migrateToLatest({ db }) // []
 * ```
 */
export async function migrateToLatest<DB>({
  db,
  schema = defaultSchema,
}: {
  readonly db: Kysely<DB>
  readonly schema?: string
}): Promise<readonly string[]> {
  checkedSchema(schema)
  const migrator = new Migrator({
    db: db.withoutPlugins(),
    provider: {
      getMigrations: async () =>
        Object.fromEntries(Object.entries(migrations).map(([name, create]) => [name, migration(create(schema))])),
    },
    migrationTableSchema: schema,
    migrationTableName: migrationTable,
    migrationLockTableName: `${migrationTable}_lock`,
  })
  const { error, results = [] } = await migrator.migrateToLatest()
  if (error) throw new QuoinError('storage_failed', await whyNot(db, schema), { cause: error })
  return results.map(({ migrationName }) => migrationName)
}

async function whyNot<DB>(db: Kysely<DB>, schema: string): Promise<string> {
  const found = await executed(db, schema).catch(() => [])
  const unknown = found.filter((name) => !Object.hasOwn(migrations, name))
  return unknown.length > 0
    ? `The tables in ${schema} are of a newer version of Quoin: this one does not know ${unknown.join(', ')}.`
    : 'The tables could not be brought up to date.'
}

async function executed<DB>(db: Kysely<DB>, schema: string): Promise<readonly string[]> {
  const table = sql.table(`${schema}.${migrationTable}`)
  const { rows } = await sql<{ name: string }>`select name from ${table} order by name`.execute(db.withoutPlugins())
  return rows.map(({ name }) => name)
}

function migration(statements: readonly string[]): Migration {
  return {
    async up(db) {
      for (const statement of statements) await sql.raw(statement).execute(db)
    },
  }
}
