import {
  type Order,
  type OrderKey,
  type OrderNames,
  type OrderQuery,
  type OrderStore,
  type OverdueOrder,
  orderStages,
  type RecordedOrderEvent,
} from '@quoin/core'
import { type RawBuilder, sql } from 'kysely'
import { type Columns, recordset } from './columns.ts'
import type { Database } from './database.ts'
import { comparableInstant } from './instant.ts'
import { storableText } from './json-document.ts'
import { orderDocument } from './order-rows.ts'
import { isUuid } from './uuid.ts'

type Condition = RawBuilder<unknown>

/** Reads orders and their history; each method is one statement. */
export function createOrderQueries(db: Database): Omit<OrderStore, 'summarizeOrders'> {
  const { orders, fulfillments, shipments, logs, notifications } = db.tables
  const document = orderDocument(db.tables)

  const keyCondition = (key: OrderKey): Condition | null => {
    if ('id' in key) return isUuid(key.id) ? sql`o.id = ${key.id}` : null
    if ('number' in key) return sql`o.number = ${storableText(key.number)}`
    if ('checkoutId' in key) return sql`o.checkout_id = ${storableText(key.checkoutId)}`
    if ('paymentId' in key) return sql`o.payment_id = ${storableText(key.paymentId)}`
    if ('providerOrderId' in key) {
      return sql`o.id in (select f.order_id from ${fulfillments} f
        where f.provider_order_id = ${storableText(key.providerOrderId)})`
    }
    if ('trackerId' in key) {
      return sql`o.id in (select f.order_id from ${shipments} s join ${fulfillments} f on f.id = s.fulfillment_id
        where s.tracker_id = ${storableText(key.trackerId)})`
    }
    if (!isUuid(key.fulfillmentId)) return null
    return sql`o.id = (select f.order_id from ${fulfillments} f where f.id = ${key.fulfillmentId})`
  }

  /** One lookup by an index for each kind of name; an `or` over several tables would read all of them. */
  const nameCondition = ({
    ids = [],
    numbers = [],
    checkoutIds = [],
    providerOrderIds = [],
  }: OrderNames): Condition => {
    const texts = (names: readonly string[]) => sql`any(${names.map(storableText)}::text[])`
    const found = [
      sql`select unnest(${ids.filter(isUuid)}::uuid[])`,
      sql`select n.id from ${orders} n where n.number = ${texts(numbers)}`,
      sql`select c.id from ${orders} c where c.checkout_id = ${texts(checkoutIds)}`,
      sql`select f.order_id from ${fulfillments} f where f.provider_order_id = ${texts(providerOrderIds)}`,
    ]
    return sql`o.id in (${sql.join(found, sql` union `)})`
  }

  return {
    async findOrder(key) {
      const condition = keyCondition(key)
      if (!condition) return null
      const found = await db.all<Order>(sql`
        select ${document} as json from ${orders} o where ${condition} order by o.created_at desc, o.id desc limit 1`)
      return found[0] ?? null
    },

    async listOrders(query) {
      const sort = query.sort ?? '-createdAt'
      const time = sql.raw(sort.endsWith('createdAt') ? 'o.created_at' : 'o.updated_at')
      const [order, beyond] = sort.startsWith('-') ? [sql`desc`, sql`<`] : [sql`asc`, sql`>`]
      const conditions = queryConditions(query)
      if (query.names) conditions.push(nameCondition(query.names))
      if (query.after) {
        const { at, id } = query.after
        conditions.push(sql`(${time}, o.id) ${beyond} (${comparableInstant(at)}::timestamptz, ${id}::uuid)`)
      }
      return db.all<Order>(sql`
        select ${document} as json from ${orders} o where ${sql.join([sql`true`, ...conditions], sql` and `)}
        order by ${time} ${order}, o.id ${order} limit ${query.limit}`)
    },

    async overdueOrders(stages, limit) {
      const bounds = stages.map(({ stage, before }, place) => ({ place, stage, before: comparableInstant(before) }))
      return db.all<OverdueOrder>(sql`
        select json_build_object('id', o.id, 'number', o.number, 'stage', r.stage, 'since', o.status_changed_at)::text as json
        from ${recordset(boundColumns, bounds)} cross join lateral (
          select id, number, status_changed_at from ${orders}
          where status = r.stage and status_changed_at < r.before and ${isStage}
          order by status_changed_at, id limit ${limit}
        ) o order by r.place, o.status_changed_at, o.id`)
    },

    async loadHistory(orderId) {
      if (!isUuid(orderId)) return []
      return db.all<RecordedOrderEvent>(sql`
        select json_build_object('id', id, 'orderId', order_id, 'version', version, 'position', position,
          'at', at, 'actor', actor, 'event', event)::text as json
        from ${logs} where order_id = ${orderId} order by version, position`)
    },

    async rewriteHistory(orderId, events) {
      const words = recordset(wordColumns, events)
      await db.one(sql`
        with reworded as (update ${logs} l set actor = r.actor, event = r.event
            from ${words} where l.id = r.id and l.order_id = ${orderId}::uuid),
          unaddressed as (update ${notifications} n set user_id = null where n.order_id = ${orderId}::uuid)
        select 'true' as json`)
    },
  }
}

const boundColumns = { place: 'integer', stage: 'text', before: 'timestamptz' } as const satisfies Columns

/** The same words as in the partial index, so that it is used. */
const isStage = sql`status in (${sql.join(orderStages.map((stage) => sql.lit(stage)))})`

const wordColumns = { id: 'uuid', actor: 'text', event: 'jsonb' } as const satisfies Columns

function queryConditions(query: OrderQuery): Condition[] {
  const { status, paymentStatus, attention, userId, createdFrom, createdBefore, q } = query
  const conditions: Condition[] = []
  if (status) conditions.push(sql`o.status = any(${[...status]}::text[])`)
  if (paymentStatus) conditions.push(sql`o.payment_status = any(${[...paymentStatus]}::text[])`)
  if (attention === false) conditions.push(sql`o.attention = '[]'`)
  // The same words as in the partial index, so that it is used.
  else if (attention !== undefined) conditions.push(sql`o.attention <> '[]'`)
  if (typeof attention === 'string')
    conditions.push(sql`o.attention @> ${JSON.stringify([{ code: attention }])}::jsonb`)
  if (userId !== undefined) conditions.push(sql`o.user_id = ${storableText(userId)}`)
  if (createdFrom) conditions.push(sql`o.created_at >= ${comparableInstant(createdFrom)}::timestamptz`)
  if (createdBefore) conditions.push(sql`o.created_at < ${comparableInstant(createdBefore)}::timestamptz`)
  if (q !== undefined) conditions.push(sql`o.search like ${`%${escapeLike(storableText(q).toLowerCase())}%`}`)
  return conditions
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
