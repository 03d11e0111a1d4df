import type { OrderSummary, SummaryGrouping, SummaryQuery } from '@quoin/core'
import { type RawBuilder, sql } from 'kysely'
import type { Database } from './database.ts'
import { comparableInstant } from './instant.ts'
import type { Tables } from './schema-name.ts'

type Fragment = RawBuilder<unknown>

/**
 * Counts in the database, in one statement: `paid` are the orders of the time, by an index; `parts` are the same by groups. What is
 * counted of an order stands in its row, so only SKUs need another table.
 */
export function summarizeOrders(
  { one, tables }: Database,
  { from, before, groupBy, limit }: SummaryQuery,
): Promise<OrderSummary> {
  const at = (instant: Date): Fragment => sql`${comparableInstant(instant)}::timestamptz`
  const rank = groupBy === 'day' ? sql`g.key` : sql`g.orders desc, g.key`
  return one<OrderSummary>(sql`
    with paid as materialized (
      select o.id, o.currency, o.captured_at, o.amount_captured as captured, o.amount_refunded as refunded, o.cost, o.copies,
        coalesce(o.country, '') as country,
        exists (select from ${tables.logs} l where l.order_id = o.id and l.type = 'attention_opened') as attended,
        ${elapsedMs('captured_at', 'first_submitted_at')} as submitted_ms,
        ${elapsedMs('first_submitted_at', 'first_shipped_at')} as shipped_ms,
        ${elapsedMs('first_shipped_at', 'first_delivered_at')} as delivered_ms
      from ${tables.orders} o where o.captured_at >= ${at(from)} and o.captured_at < ${at(before)}
    ), parts as materialized (${partsBy(groupBy, tables)}),
    earned as (select key, ${moneyJson} as money from (
      select key, ${moneyFigures} from parts group by key, currency) m group by key),
    grouped as (select key, ${figures} from parts group by key),
    listed as (
      select g.*, e.money, row_number() over (order by ${rank}) as place from grouped g join earned e on e.key = g.key
    )
    select json_build_object(
      'total', (select ${figuresJson(sql`(select ${moneyJson} from (
        select ${moneyFigures} from paid group by currency) m)`)} from (select ${figures} from paid) f),
      'groups', (select coalesce(json_agg(${figuresJson(sql`f.money`, sql`'key', nullif(f.key, ''),`)} order by place), '[]')
        from listed f where place <= ${limit}),
      'groupsTotal', (select count(*) from grouped)
    )::text as json`)
}

/** One row for each order and each of its groups; keys compare as bytes, and an empty one is none. */
function partsBy(groupBy: SummaryGrouping, { items }: Tables): Fragment {
  if (groupBy === 'day')
    return sql`select to_char(captured_at at time zone 'UTC', 'YYYY-MM-DD') collate "C" as key, p.* from paid p`
  if (groupBy === 'country') return sql`select country collate "C" as key, p.* from paid p`
  // A line's part is what is due up to and with it, less what was due before it, each rounded toward zero: the parts add up.
  const share = (amount: string): Fragment =>
    sql.raw(`sum(div(${amount} * until, whole) - div(${amount} * (until - weight), whole))::bigint as ${amount}`)
  // OFFSET keeps it one lookup for each order; joined freely, all lines of all times may be read.
  return sql`
    select sku collate "C" as key, min(currency) as currency, ${share('captured')}, ${share('refunded')}, ${share('cost')},
      sum(quantity)::integer as copies, bool_or(attended) as attended, min(submitted_ms) as submitted_ms,
      min(shipped_ms) as shipped_ms, min(delivered_ms) as delivered_ms
    from (
      select *, sum(weight) over (partition by id) as whole, sum(weight) over (partition by id order by position) as until
      from (
        select p.*, i.sku, i.quantity, i.position, case when sum(i.unit_price_amount) over (partition by p.id) > 0
            then i.quantity * i.unit_price_amount else i.quantity end::numeric as weight
        from paid p cross join lateral (select * from ${items} i where i.order_id = p.id offset 0) i
      ) weighed
    ) shared
    group by id, sku`
}

/** Instants are stored in whole milliseconds; null when one of them has not come. */
function elapsedMs(begin: string, end: string): Fragment {
  return sql.raw(`case when o.${begin} is not null and o.${end} is not null
    then greatest(0, (extract(epoch from o.${end} - o.${begin}) * 1000)::bigint) end`)
}

const stages = ['submitted', 'shipped', 'delivered'] as const

const figures = sql.raw(`count(*) as orders, coalesce(sum(copies), 0) as copies,
  count(*) filter (where attended) as attended,
  ${stages
    .map(
      (stage) => `count(${stage}_ms) as ${stage},
        percentile_disc(array[0.5, 0.95]) within group (order by ${stage}_ms) as ${stage}_ms`,
    )
    .join(', ')}`)

const figuresJson = (money: Fragment, more: Fragment = sql``): Fragment => sql`json_build_object(${more}
  'orders', f.orders, 'copies', f.copies, 'withAttention', f.attended, 'money', ${money},
  'stages', json_build_object(${sql.raw(
    stages
      .map(
        (stage) => `'${stage}',
          json_build_object('orders', f.${stage}, 'p50Ms', f.${stage}_ms[1], 'p95Ms', f.${stage}_ms[2])`,
      )
      .join(', '),
  )}))`

const moneyFigures = sql.raw(`currency, count(*) as orders, sum(captured) as captured, sum(refunded) as refunded,
  count(cost) as billed, coalesce(sum(cost), 0) as cost,
  coalesce(sum(captured - refunded - cost), 0) as margin`)

const moneyJson =
  sql.raw(`coalesce(json_agg(json_build_object('currency', currency, 'orders', orders, 'captured', captured,
  'refunded', refunded, 'revenue', captured - refunded, 'billed', billed, 'cost', cost, 'margin', margin) order by currency), '[]')`)
