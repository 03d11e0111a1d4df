import {
  type Order,
  type OrderKey,
  type OrderStore,
  type OverdueOrder,
  orderStages,
  type RecordedOrderEvent,
} from '@quoin/core'
import { type RawBuilder, sql } from 'kysely'
import { type Columns, recordset, recordsetSlot, rowsJson } from './columns.ts'
import type { Database } from './database.ts'
import { inGroups } from './in-groups.ts'
import { comparableInstant } from './instant.ts'
import { storableText } from './json-document.ts'
import { orderDocument } from './order-rows.ts'
import { slot, unseen } from './prepared.ts'
import { mayBeOfOne } from './storage-error.ts'
import { isUuid } from './uuid.ts'

type KeyName = OrderKey extends infer Key ? (Key extends unknown ? keyof Key : never) : never

const uuidKeys: readonly KeyName[] = ['id', 'fulfillmentId']

/** An order has some kilobytes. */
const mostReads = 50

function nameKey(key: OrderKey): { readonly name: KeyName; readonly value: string } {
  if ('id' in key) return { name: 'id', value: key.id }
  if ('number' in key) return { name: 'number', value: key.number }
  if ('checkoutId' in key) return { name: 'checkoutId', value: key.checkoutId }
  if ('paymentId' in key) return { name: 'paymentId', value: key.paymentId }
  if ('providerOrderId' in key) return { name: 'providerOrderId', value: key.providerOrderId }
  if ('trackerId' in key) return { name: 'trackerId', value: key.trackerId }
  return { name: 'fulfillmentId', value: key.fulfillmentId }
}

/** Reads orders and their history; each method is one statement. */
export function createOrderQueries(db: Database): Omit<OrderStore, 'listOrders' | 'summarizeOrders'> {
  const { orders, fulfillments, shipments, logs, notifications } = db.tables
  const document = orderDocument(db.tables)

  const overdue = db.prepare(
    () => sql`
      select json_build_object('id', o.id, 'number', o.number, 'stage', r.stage, 'since', o.status_changed_at)::text as json
      from ${recordsetSlot(boundColumns, 'bounds')} cross join lateral (
        select id, number, status_changed_at from ${orders}
        where status = r.stage and status_changed_at < r.before and ${isStage}
        order by status_changed_at, id limit ${slot('limit')}
      ) o order by r.place, o.status_changed_at, o.id`,
  )
  const key = sql`k.key`
  const conditions: Readonly<Record<KeyName, RawBuilder<unknown>>> = {
    id: sql`o.id = ${key}::uuid`,
    number: sql`o.number = ${key}`,
    checkoutId: sql`o.checkout_id = ${key}`,
    paymentId: sql`o.payment_id = ${key}`,
    providerOrderId: sql`o.id in (select f.order_id from ${fulfillments} f where f.provider_order_id = ${key})`,
    trackerId: sql`o.id in (select f.order_id from ${shipments} s join ${fulfillments} f on f.id = s.fulfillment_id
      where s.tracker_id = ${key})`,
    fulfillmentId: sql`o.id = (select f.order_id from ${fulfillments} f where f.id = ${key}::uuid)`,
  }
  const byKeys = db.prepare(
    ({ name }: { readonly name: KeyName }) => sql`
      select coalesce((
        select ${document} from ${orders} o where ${conditions[name]} order by o.created_at desc, o.id desc limit 1
      ), 'null') as json from unnest(${unseen('keys', 'text[]')}) with ordinality as k(key, place) order by k.place`,
  )
  const finders = new Map<KeyName, (key: string) => Promise<Order | null>>()
  /** Orders that are looked for at the same time by keys of one name are read by one statement. */
  const finderBy = (name: KeyName) => {
    const finder =
      finders.get(name) ??
      inGroups<string, Order | null>((keys) => byKeys.all({ name }, { keys }), { most: mostReads, isOfOne: mayBeOfOne })
    finders.set(name, finder)
    return finder
  }

  return {
    async findOrder(orderKey) {
      const { name, value } = nameKey(orderKey)
      return uuidKeys.includes(name) && !isUuid(value) ? null : finderBy(name)(storableText(value))
    },

    async overdueOrders(stages, limit) {
      const bounds = stages.map(({ stage, before }, place) => ({ place, stage, before: comparableInstant(before) }))
      return overdue.all<OverdueOrder>({}, { bounds: rowsJson(boundColumns, bounds), limit })
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
const isStage = sql`not archived and status in (${sql.join(orderStages.map((stage) => sql.lit(stage)))})`

const wordColumns = { id: 'uuid', actor: 'text', event: 'jsonb' } as const satisfies Columns
