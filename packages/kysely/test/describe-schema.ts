import { type Kysely, sql } from 'kysely'

/** The tables of a schema as SQL, from the catalog, always in one order. The same for every supported version of Postgres. */
export async function describeSchema(db: Kysely<unknown>, schema: string): Promise<string> {
  const { rows } = await sql<{
    name: string
    columns: string
    constraints: string | null
    options: string | null
    rls: boolean
  }>`
    select c.relname as name, array_to_string(c.reloptions, ', ') as options, c.relrowsecurity as rls,
      (select string_agg(
         format('  %I %s', a.attname, format_type(a.atttypid, a.atttypmod))
         || case when a.attnotnull then ' not null' else '' end
         || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), ''), E',\n' order by a.attnum)
       from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      (select string_agg(format('  constraint %I %s', k.conname, pg_get_constraintdef(k.oid)), E',\n' order by k.conname)
       from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'c', 'f')) as constraints
    from pg_class c where c.relnamespace = ${schema}::regnamespace and c.relkind = 'r' and c.relname not like 'quoin_migration%'
    order by c.relname`.execute(db)
  const indexes = await sql<{ table: string; definition: string }>`
    select tablename as table, indexdef as definition from pg_indexes i where schemaname = ${schema}
    and not exists (select from pg_constraint k where k.conname = i.indexname and k.connamespace = ${schema}::regnamespace)
    order by indexname`.execute(db)

  const tables = rows.map(({ name, columns, constraints, options, rls }) =>
    [
      `create table ${schema}.${name} (\n${columns}${constraints ? `,\n${constraints}` : ''}\n)${options ? ` with (${options})` : ''};`,
      ...indexes.rows.filter(({ table }) => table === name).map(({ definition }) => `${definition};`),
      ...(rls ? [`alter table ${schema}.${name} enable row level security;`] : []),
    ].join('\n'),
  )
  return `-- Read from the catalog of a migrated database. A test compares it; run it with -u to write it again.\n\n${tables.join('\n\n')}\n`
}
