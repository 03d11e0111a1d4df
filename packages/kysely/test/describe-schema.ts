import { type Kysely, sql } from 'kysely'

/** The tables of a schema as SQL, from the catalog, always in one order. The same for every supported version of Postgres. */
export async function describeSchema(db: Kysely<unknown>, schema: string): Promise<string> {
  const { rows } = await sql<{
    name: string
    columns: string
    constraints: string | null
    options: string | null
    rls: boolean
    forced: boolean
  }>`
    select c.relname as name, array_to_string(c.reloptions, ', ') as options, c.relrowsecurity as rls,
      c.relforcerowsecurity as forced,
      (select string_agg(
         format('  %I %s', a.attname, format_type(a.atttypid, a.atttypmod))
         || case when a.attnotnull then ' not null' else '' end
         || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), ''), E',\n' order by a.attnum)
       from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      (select string_agg(format('  constraint %I %s', k.conname, pg_get_constraintdef(k.oid)), E',\n' order by k.conname)
       from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'c', 'f')) as constraints
    from pg_class c where c.relnamespace = ${schema}::regnamespace and c.relkind = 'r'
    order by c.relname`.execute(db)
  const indexes = await sql<{ table: string; definition: string }>`
    select tablename as table, indexdef as definition from pg_indexes i where schemaname = ${schema}
    and not exists (select from pg_constraint k where k.conname = i.indexname and k.connamespace = ${schema}::regnamespace)
    order by indexname`.execute(db)

  const access = await describeAccess(db, schema)

  const tables = rows.map(({ name, columns, constraints, options, rls, forced }) =>
    [
      `create table ${schema}.${name} (\n${columns}${constraints ? `,\n${constraints}` : ''}\n)${options ? ` with (${options})` : ''};`,
      ...indexes.rows.filter(({ table }) => table === name).map(({ definition }) => `${definition};`),
      ...(rls ? [`alter table ${schema}.${name} enable row level security;`] : []),
      ...(forced ? [`alter table ${schema}.${name} force row level security;`] : []),
      ...access.filter(({ table }) => table === name).map(({ statement }) => statement),
    ].join('\n'),
  )
  const functions = await describeFunctions(db, schema)
  return `-- Read from the catalog of a migrated database. A test compares it; run it with -u to write it again.\n\n${[...tables, ...functions].join('\n\n')}\n`
}

/** Policies and grants; the owner, whose name is the host's choice, is written as `owner`. */
async function describeAccess(db: Kysely<unknown>, schema: string) {
  const { rows } = await sql<{ table: string; statement: string }>`
    with owners as (
      select c.oid, c.relname as table, c.relacl, pg_get_userbyid(c.relowner) as owner from pg_class c
      where c.relnamespace = ${schema}::regnamespace and c.relkind = 'r'
    )
    select tablename as table, format('create policy %I on %I.%I for %s to %s%s%s;', policyname, schemaname, tablename, lower(cmd),
      (select string_agg(case when r = owner then 'owner' else r::text end, ', ') from unnest(roles) r),
      ' using (' || qual || ')', ' with check (' || with_check || ')') as statement
    from pg_policies p join owners o on o.table = p.tablename where schemaname = ${schema}
    union all
    select o.table, format('grant %s on %I.%I to %s;', string_agg(lower(privilege_type), ', ' order by privilege_type), ${schema}::text, o.table,
      case when grantee = 0 then 'public' else grantee::regrole::text end)
    from owners o, aclexplode(relacl) where pg_get_userbyid(grantee) <> owner group by o.table, grantee
    union all
    select o.table, format('grant %s (%s) on %I.%I to %s;', lower(privilege_type),
      string_agg(attname, ', ' order by attnum), ${schema}::text, o.table, grantee::regrole)
    from owners o join pg_attribute a on a.attrelid = o.oid, aclexplode(attacl)
    group by o.table, grantee, privilege_type
    order by 2`.execute(db)
  return rows
}

async function describeFunctions(db: Kysely<unknown>, schema: string): Promise<readonly string[]> {
  const { rows } = await sql<{ definition: string; grants: string | null }>`
    select pg_get_functiondef(f.oid) as definition, (
      select string_agg(format('grant %s on function %s to %s;', lower(privilege_type), f.oid::regprocedure,
        case when grantee = 0 then 'public' else grantee::regrole::text end), E'\n')
      from aclexplode(f.proacl) where grantee <> f.proowner) as grants
    from pg_proc f where f.pronamespace = ${schema}::regnamespace order by proname`.execute(db)
  return rows.map(({ definition, grants }) =>
    [`${definition.trim()};`, ...(grants === null ? [] : [grants])].join('\n'),
  )
}
