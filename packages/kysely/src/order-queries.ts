import {
  type Order,
  type OrderKey,
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
export function createOrderQueries(db: Database): Omit<OrderStore, 'listOrders' | 'summarizeOrders'> {
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

  return {
    async findOrder(key) {
      const condition = keyCondition(key)
      if (!condition) return null
      const found = await db.all<Order>(sql`
        select ${document} as json from ${orders} o where ${condition} order by o.created_at desc, o.id desc limit 1`)
      return found[0] ?? null
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
