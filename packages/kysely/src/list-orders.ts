import {
  type Order,
  type OrderNames,
  type OrderQuery,
  type OrderSort,
  orderStatuses,
  paymentStatuses,
} from '@quoin/core'
import { type RawBuilder, sql } from 'kysely'
import type { Database } from './database.ts'
import { comparableInstant } from './instant.ts'
import { storableText } from './json-document.ts'
import { orderDocument } from './order-rows.ts'
import type { Tables } from './schema-name.ts'
import { toTermQuery } from './search-terms.ts'
import { isUuid } from './uuid.ts'

type Fragment = RawBuilder<unknown>

/** A text that more orders have is so frequent that those which are wanted first soon have it, too. */
const mostHits = 10_000
/** A guess of how many have a text looks at so many pages, at least, and at so many rows of each. */
const guess = { pages: 32, rows: 32 }
/** Hits on fewer pages may be neighbours, as numbers of one day are, and say nothing of the rest. */
const leastPages = 5

/** Finds the places of a page, by indexes alone, and reads only these orders. One statement. */
export async function listOrders(db: Database, query: OrderQuery): Promise<readonly Order[]> {
  const { orders, search } = db.tables
  const sort = query.sort ?? '-createdAt'
  const order = sort.startsWith('-') ? sql`desc` : sql`asc`
  const page = sql`order by at ${order}, id ${order} limit ${query.limit}`
  const all = (found: Fragment, first: Fragment = sql``): Promise<readonly Order[]> =>
    db.all<Order>(sql`${first} select ${orderDocument(db.tables)} as json from (${found}) f join ${orders} o on o.id = f.id
      order by f.at ${order}, f.id ${order}`)
  const places = sql`select o.id, ${timeOf(sort)} as at from ${orders} o`
  const conditions = conditionsOf(query, sort, db.tables)
  const walked = (condition: Fragment): Fragment => {
    if (areFew(query)) return sql`${places} where ${conditions} and ${condition} and ${stateCondition(query)} ${page}`
    const { shares, isOfShare } = sharesOf(query, sort)
    return sql`select o.* from ${shares}
      cross join lateral (${places} where ${conditions} and ${condition} and ${isOfShare} ${page}) o ${page}`
  }
  if (query.q === undefined) return all(walked(sql`true`))

  const terms = toTermQuery(query.q)
  if (!terms) return []
  // A planner can't know which it will be, so both ways are there, and one of them is opened: by a guess, or by the count of the hits.
  const isRare = sql`(select is_rare from rarity)`
  return all(
    // LIMIT keeps it one lookup for each hit; joined freely, one hit may cost the reading of a whole index.
    sql`(select * from (select o.* from hits h
        cross join lateral (${places} where o.id = h.order_id and ${conditions} and ${stateCondition(query)} limit 1) o
        where ${isRare} ${page}) r)
      union all
      (select * from (${walked(sql`not ${isRare} and (select s.terms @@ ${terms} from ${search} s where s.order_id = o.id)`)}) w)`,
    sql`with guess as materialized (${guessOf(terms, db)}),
      hits as materialized (
        select s.order_id from ${search} s where not (select is_frequent from guess) and s.terms @@ ${terms} limit ${mostHits + 1}),
      rarity as materialized (
        select not is_frequent and (select count(*) from hits) <= ${mostHits} as is_rare from guess)`,
  )
}

/**
 * Whether so many have a text that they need not be counted, by pages at equal distances. Counting up to as many hits as there may
 * be reads a page for nearly each. Rows are looked up by where they are: for TABLESAMPLE the planner would take a tenth of the table.
 */
function guessOf(terms: Fragment, { schema, tables: { search } }: Database): Fragment {
  const pages = sql`(pg_relation_size(${sql.lit(`${schema}.order_search`)}) / current_setting('block_size')::integer)`
  const distance = sql`greatest(1, ${pages} / ${sql.lit(guess.pages)})`
  return sql`
    select count(distinct (s.ctid::text::point)[0]) >= ${leastPages} and count(*) * ${distance} > ${mostHits} as is_frequent
    from ${search} s
    where s.terms @@ ${terms} and s.ctid = any(array(
      select format('(%s,%s)', page, place)::tid
      from generate_series(0, ${pages} - 1, ${distance}) page, generate_series(1, ${sql.lit(guess.rows)}) place))`
}

function timeOf(sort: OrderSort): Fragment {
  return sql.raw(sort.endsWith('createdAt') ? 'o.created_at' : 'o.updated_at')
}

/** Whether they have an index of their own, and little is lost by passing some of them. */
function areFew({ attention, userId, names }: OrderQuery): boolean {
  return Boolean(attention) || userId !== undefined || names !== undefined
}

/**
 * What is in the archive and what is not are read apart, and where statuses or times of change matter each status by itself, from
 * the end of its index that is asked for; the pages are joined. So nothing is so rare that many orders are passed to find it.
 */
function sharesOf(
  { status, paymentStatus, archived }: OrderQuery,
  sort: OrderSort,
): { readonly shares: Fragment; readonly isOfShare: Fragment } {
  const archives = sql`unnest(${archived === undefined ? [false, true] : [archived]}::boolean[]) a`
  if (status === undefined && paymentStatus === undefined && sort.endsWith('createdAt')) {
    return { shares: archives, isOfShare: sql`o.archived = a` }
  }
  return {
    shares: sql`${archives} cross join unnest(${[...new Set(status ?? orderStatuses)]}::text[]) s
      cross join unnest(${[...new Set(paymentStatus ?? paymentStatuses)]}::text[]) p`,
    isOfShare: sql`o.archived = a and o.status = s and o.payment_status = p`,
  }
}

function stateCondition({ status, paymentStatus, archived }: OrderQuery): Fragment {
  const isOneOf = (column: string, words: readonly string[] | undefined) =>
    words ? sql`${sql.raw(column)} = any(${[...words]}::text[])` : sql`true`
  const isWhere = archived === undefined ? sql`true` : sql`o.archived = ${archived}::boolean`
  return sql`${isOneOf('o.status', status)} and ${isOneOf('o.payment_status', paymentStatus)} and ${isWhere}`
}

/** All that is asked for but the states and the text. */
function conditionsOf(query: OrderQuery, sort: OrderSort, tables: Tables): Fragment {
  const { attention, userId, names, createdFrom, createdBefore, after } = query
  const conditions = [sql`true`]
  if (attention === false) conditions.push(sql`o.attention = '[]'`)
  // The same words as in the partial index, so that it is used.
  else if (attention !== undefined) conditions.push(sql`o.attention <> '[]'`)
  if (typeof attention === 'string')
    conditions.push(sql`o.attention @> ${JSON.stringify([{ code: attention }])}::jsonb`)
  if (userId !== undefined) conditions.push(sql`o.user_id = ${storableText(userId)}`)
  if (names) conditions.push(nameCondition(names, tables))
  if (createdFrom) conditions.push(sql`o.created_at >= ${comparableInstant(createdFrom)}::timestamptz`)
  if (createdBefore) conditions.push(sql`o.created_at < ${comparableInstant(createdBefore)}::timestamptz`)
  if (after) {
    const beyond = sort.startsWith('-') ? sql`<` : sql`>`
    conditions.push(
      sql`(${timeOf(sort)}, o.id) ${beyond} (${comparableInstant(after.at)}::timestamptz, ${after.id}::uuid)`,
    )
  }
  return sql.join(conditions, sql` and `)
}

/** One lookup by an index for each kind of name; an `or` over several tables would read all of them. */
function nameCondition(
  { ids = [], numbers = [], checkoutIds = [], providerOrderIds = [] }: OrderNames,
  { orders, fulfillments }: Tables,
): Fragment {
  const texts = (names: readonly string[]) => sql`any(${names.map(storableText)}::text[])`
  const found = [
    sql`select unnest(${ids.filter(isUuid)}::uuid[])`,
    sql`select n.id from ${orders} n where n.number = ${texts(numbers)}`,
    sql`select c.id from ${orders} c where c.checkout_id = ${texts(checkoutIds)}`,
    sql`select f.order_id from ${fulfillments} f where f.provider_order_id = ${texts(providerOrderIds)}`,
  ]
  return sql`o.id in (${sql.join(found, sql` union `)})`
}
