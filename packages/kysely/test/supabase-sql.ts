import { migrations, migrationTable } from '../src/migrations/migrations.ts'

const schema = 'quoin'

/** By their names, the migrations as files for `supabase/migrations`. They leave behind what `migrateToLatest` does. */
export function supabaseFiles(): readonly (readonly [name: string, text: string])[] {
  return Object.entries(migrations).map(([name, statementsFor], index) => {
    const statements = [
      ...(index === 0 ? rememberMigrations : []),
      ...statementsFor(schema),
      `insert into ${schema}.${migrationTable} values ('${name}', now()::text)`,
    ]
    const header = `-- ${name} of @quoin/kysely. Copy it; never edit it.\n\n`
    const file = `${20_261_126_000_000 + index}_quoin_${name.replace(/^\d+_/, '')}.sql`
    return [file, `${header}${statements.map((statement) => `${statement};`).join('\n\n')}\n`]
  })
}

/** What the migrator itself needs, so that it can take over at any time. */
const rememberMigrations = [
  `create schema if not exists ${schema}`,
  `create table ${schema}.${migrationTable} (name varchar(255) not null primary key, timestamp varchar(255) not null)`,
  `create table ${schema}.${migrationTable}_lock (id varchar(255) not null primary key, is_locked integer not null default 0)`,
  `insert into ${schema}.${migrationTable}_lock values ('migration_lock', 0)`,
]
