import { type RawBuilder, sql } from 'kysely'
import { toJson } from './json-document.ts'
import { slot } from './prepared.ts'

export type SqlType =
  | 'uuid'
  | 'tsvector'
  | 'text'
  | 'integer'
  | 'bigint'
  | 'double precision'
  | 'boolean'
  | 'jsonb'
  | 'timestamptz'

/** SQL types by field. The column of a field has its name in snake case; the order of the fields is that of the columns. */
export type Columns = Readonly<Record<string, SqlType>>

/** A value for every column. */
export type Row<C extends Columns> = { readonly [Field in keyof C]: unknown }

/** `id, order_id, …` */
export function columnNames(columns: Columns): RawBuilder<unknown> {
  return sql.raw(Object.keys(columns).map(snakeCase).join(', '))
}

/** `jsonb_to_recordset($1::jsonb) as r("id" uuid, "orderId" uuid, …)`: rows as a relation. */
export function recordset<C extends Columns>(columns: C, rows: readonly Row<C>[]): RawBuilder<unknown> {
  return relation(columns, sql`${rowsJson(columns, rows)}`)
}

/** A recordset whose rows come with each run, as {@link rowsJson}. */
export function recordsetSlot(columns: Columns, name: string): RawBuilder<unknown> {
  return relation(columns, slot(name))
}

/** The value for a recordset's slot. The columns only say what a row is. */
export function rowsJson<C extends Columns>(_columns: C, rows: readonly Row<C>[]): string {
  return toJson(rows)
}

function relation(columns: Columns, json: RawBuilder<unknown>): RawBuilder<unknown> {
  const fields = Object.entries(columns).map(([field, type]) => `"${field}" ${type}`)
  return sql`jsonb_to_recordset(${json}::jsonb) as r(${sql.raw(fields.join(', '))})`
}

/** `r."id", r."orderId", …`: the columns as a recordset has them. */
export function fieldsOfRecord(columns: Columns): RawBuilder<unknown> {
  return sql.raw(
    Object.keys(columns)
      .map((field) => `r."${field}"`)
      .join(', '),
  )
}

/** `order_id = r."orderId", …`: takes all but the key from the recordset. */
export function assignFromRecord(columns: Columns, key: readonly string[]): RawBuilder<unknown> {
  return sql.raw(
    fieldsBut(columns, key)
      .map((field) => `${snakeCase(field)} = r."${field}"`)
      .join(', '),
  )
}

/** `on conflict (id) do update set …` on a table called `t`; writes only rows that differ. */
export function upsert(columns: Columns, key: readonly string[]): RawBuilder<unknown> {
  const rest = fieldsBut(columns, key).map(snakeCase)
  const list = (item: (column: string) => string): string => rest.map(item).join(', ')
  return sql.raw(`on conflict (${key.map(snakeCase).join(', ')})
    do update set ${list((column) => `${column} = excluded.${column}`)}
    where (${list((column) => `t.${column}`)}) is distinct from (${list((column) => `excluded.${column}`)})`)
}

/** `t.id as "id", t.order_id as "orderId", …`: the columns under the names of their fields. */
export function fieldsAs(fields: Columns, alias: string): RawBuilder<unknown> {
  return renamedAs(Object.fromEntries(Object.keys(fields).map((field) => [field, field])), alias)
}

/** The same for fields that have columns of other names. */
export function renamedAs(columnOf: Readonly<Record<string, string>>, alias: string): RawBuilder<unknown> {
  const named = Object.entries(columnOf).map(([field, column]) => `${alias}.${snakeCase(column)} as "${field}"`)
  return sql.raw(named.join(', '))
}

function fieldsBut(columns: Columns, key: readonly string[]): string[] {
  return Object.keys(columns).filter((field) => !key.includes(field))
}

function snakeCase(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
