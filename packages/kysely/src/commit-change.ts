import type { Change, CommitResult, JobSettlement, Notification, Order, RecordedOrderEvent } from '@quoin/core'
import { type RawBuilder, sql } from 'kysely'
import { assignFromRecord, type Columns, columnNames, type Row, recordset, upsert } from './columns.ts'
import type { Database } from './database.ts'
import { storableText } from './json-document.ts'
import { fulfillmentColumns, itemColumns, orderColumns, searchColumns, shipmentColumns } from './order-columns.ts'
import { toFulfillmentRows, toItemRows, toOrderRow, toShipmentRows } from './order-rows.ts'
import { toSearchRow } from './search-terms.ts'
import { storeJobs, wakeAll } from './store-jobs.ts'

type Fragment = RawBuilder<unknown>

/**
 * Writes a change in one statement, so in one round trip and all or nothing.
 *
 * `claim` locks the job's row if the claim is the latest; `saved` writes the order's row if the version fits; each only looks
 * when the one before passed, and every other write looks whether the last of them did. Under READ COMMITTED a row that
 * another transaction holds is waited for and then looked at again, so a guard sees what was committed last.
 */
export async function commitChange(db: Database, change: Change): Promise<CommitResult> {
  const { order, events = [], jobs = [], notifications = [], settle, traceparent = null } = change
  const parts: Fragment[] = []
  const withPart = (name: string, query: Fragment): void => {
    parts.push(sql`${sql.raw(name)} as ${query}`)
  }

  let guard: Fragment = sql`true`
  if (settle) {
    withPart('claim', sql`materialized (${claimGuard(db, settle)})`)
    guard = sql`exists (select from claim)`
  }
  if (order) {
    withPart('saved', sql`(${saveOrder(db, order, traceparent, guard)})`)
    guard = sql`exists (select from saved)`
    if (order.expectedVersion === 0) {
      withPart('items', insert(db.tables.items, itemColumns, toItemRows(order.next), guard))
    }
    withPart('findable', sql`(${saveTerms(db, order.next, guard)})`)
    const fulfillments = toFulfillmentRows(order.next)
    if (fulfillments.length > 0) {
      withPart('fulfillments', insert(db.tables.fulfillments, fulfillmentColumns, fulfillments, guard, ['id']))
    }
    const shipments = toShipmentRows(order.next)
    if (shipments.length > 0) {
      withPart('shipments', insert(db.tables.shipments, shipmentColumns, shipments, guard, ['fulfillmentId', 'id']))
    }
  }
  if (events.length > 0) withPart('events', insert(db.tables.logs, eventColumns, events.map(toEventRow), guard))
  if (notifications.length > 0) {
    withPart('told', insert(db.tables.notifications, notificationColumns, notifications, guard, 'once by key'))
  }
  if (settle) parts.push(...settlement(db, settle, guard))
  if (jobs.length > 0) {
    // A draft with the key of a job that is tried again joins that job, which keeps its backoff: nothing is to be done.
    const retried = settle?.outcome === 'retry' ? sql`and not exists (select from claim c where c.key = r.key)` : sql``
    withPart('stored', sql`(${storeJobs(db, jobs, traceparent, sql`${guard} ${retried}`)})`)
  }

  const result = sql`case
    ${settle ? sql`when not exists (select from claim) then 'claim_lost'` : sql``}
    when not ${guard} then 'version_conflict' else 'committed' end`
  const wakes = jobs.some((job) => job.delayMs === 0)
  const { outcome } = await db.one<{ outcome: CommitResult }>(sql`
    ${parts.length > 0 ? sql`with ${sql.join(parts)}` : sql``}
    select json_build_object('outcome', ${result}, 'woken', ${wakes ? wakeAll(db, guard) : sql`null`})::text as json`)
  return outcome
}

function claimGuard({ tables }: Database, { id, fence }: JobSettlement): Fragment {
  return sql`select id, key, attempts, crashes, created_at from ${tables.jobs}
    where id = ${id}::uuid and fence = ${fence}::integer and state = 'running' for update`
}

/** Columns that are written with an order's first version only. */
const ofFirstVersion = ['id', 'number', 'createdAt', 'traceparent']

function saveOrder(
  { tables }: Database,
  { next, expectedVersion }: NonNullable<Change['order']>,
  traceparent: string | null,
  guard: Fragment,
): Fragment {
  const row = recordset(orderColumns, [toOrderRow(next, traceparent)])
  if (expectedVersion === 0) {
    return sql`insert into ${tables.orders} (${columnNames(orderColumns)}) select r.* from ${row} where ${guard}
      on conflict do nothing returning id`
  }
  return sql`update ${tables.orders} o set ${assignFromRecord(orderColumns, ofFirstVersion)} from ${row}
    where o.id = r.id and o.version = ${expectedVersion}::integer and ${guard} returning o.id`
}

/** Only what has changed is written, and nothing locked otherwise: most commits change nothing that an order is found by. */
function saveTerms({ tables }: Database, next: Order, guard: Fragment): Fragment {
  return sql`insert into ${tables.search} as t (${columnNames(searchColumns)})
    select r.* from ${recordset(searchColumns, [toSearchRow(next)])} where ${guard}
      and not exists (select from ${tables.search} s where s.order_id = r."orderId" and s.terms = r.terms)
    ${upsert(searchColumns, ['orderId'])}`
}

function settlement(db: Database, settle: JobSettlement, guard: Fragment): Fragment[] {
  const { jobs } = db.tables
  if (settle.outcome === 'keep') return []
  if (settle.outcome === 'done') {
    return [sql`ended as (delete from ${jobs} j using claim c where j.id = c.id and ${guard})`]
  }
  const error = storableText(settle.error)
  if (settle.outcome === 'dead') {
    return [
      sql`ended as (update ${jobs} j set state = 'dead', lease_until = null, last_error = ${error}
        from claim c where j.id = c.id and ${guard})`,
    ]
  }
  const runAt = sql`${db.now()} + ${settle.delayMs}::double precision * interval '1 ms'`
  // When the same work waits already one of the two goes on, with the longer backoff and the whole past.
  return [
    sql`joined as (update ${jobs} w set
        attempts = greatest(w.attempts, c.attempts), crashes = greatest(w.crashes, c.crashes),
        created_at = least(w.created_at, c.created_at), run_at = greatest(w.run_at, ${runAt}), last_error = ${error}
      from claim c where w.key = c.key and w.state = 'waiting' and ${guard} returning w.id)`,
    sql`ended as (delete from ${jobs} j using claim c where j.id = c.id and exists (select from joined))`,
    sql`again as (update ${jobs} j set state = 'waiting', run_at = ${runAt}, lease_until = null, last_error = ${error}
      from claim c where j.id = c.id and ${guard} and not exists (select from joined))`,
  ]
}

/** Inserts rows where the guard holds; rows whose `conflict` key is there are replaced, or left when it is 'once by key'. */
function insert<C extends Columns>(
  table: Fragment,
  columns: C,
  rows: readonly Row<C>[],
  guard: Fragment,
  conflict?: readonly string[] | 'once by key',
): Fragment {
  const onConflict =
    conflict === undefined
      ? sql``
      : conflict === 'once by key'
        ? sql`on conflict (key) do nothing`
        : upsert(columns, conflict)
  return sql`(insert into ${table} as t (${columnNames(columns)})
    select r.* from ${recordset(columns, rows)} where ${guard} ${onConflict})`
}

const eventColumns = {
  id: 'uuid',
  orderId: 'uuid',
  version: 'integer',
  position: 'integer',
  at: 'timestamptz',
  actor: 'text',
  type: 'text',
  event: 'jsonb',
} as const satisfies Columns

function toEventRow(recorded: RecordedOrderEvent): Row<typeof eventColumns> {
  return { ...recorded, type: recorded.event.type }
}

const notificationColumns = {
  id: 'uuid',
  key: 'text',
  type: 'text',
  orderId: 'uuid',
  orderNumber: 'text',
  userId: 'text',
  shipmentId: 'text',
  createdAt: 'timestamptz',
  readAt: 'timestamptz',
} as const satisfies Columns & Record<keyof Notification, unknown>
