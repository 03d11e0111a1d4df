import { type Order, orderSearchTerms, searchPrefix } from '@quoin/core'
import { type RawBuilder, sql } from 'kysely'
import type { Row } from './columns.ts'
import { storableText } from './json-document.ts'
import type { searchColumns } from './order-columns.ts'

/** What an order is found by, as a `tsvector`: its terms as they are, for Postgres to compare their beginnings. */
export function toSearchRow(order: Order): Row<typeof searchColumns> {
  return { orderId: order.id, terms: orderSearchTerms(order).map(lexeme).join(' ') }
}

/** A `tsquery` for the terms that begin with what is looked for; null when nothing does. */
export function toTermQuery(q: string): RawBuilder<unknown> | null {
  const prefix = searchPrefix(q)
  return prefix === null ? null : sql`${`${lexeme(prefix)}:*`}::tsquery`
}

function lexeme(term: string): string {
  return `'${storableText(term).replace(/['\\]/g, '$&$&')}'`
}
