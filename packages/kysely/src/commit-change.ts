import type { Change, CommitResult, JobSettlement, Notification, RecordedOrderEvent } from '@quoin/core'
import { type RawBuilder, sql } from 'kysely'
import { assignFromRecord, type Columns, columnNames, type Row, recordsetSlot, rowsJson, upsert } from './columns.ts'
import type { Database } from './database.ts'
import { storableText } from './json-document.ts'
import { fulfillmentColumns, itemColumns, orderColumns, searchColumns, shipmentColumns } from './order-columns.ts'
import { toFulfillmentRows, toItemRows, toOrderRow, toShipmentRows } from './order-rows.ts'
import { slot } from './prepared.ts'
import { toSearchRow } from './search-terms.ts'
import { draftRows, draftsJson, type HowMany, howMany, storeJobs } from './store-jobs.ts'

type Fragment = RawBuilder<unknown>

/** What a commit's text depends on: which parts the change has. */
interface Shape {
  readonly order: 'none' | 'first' | 'next'
  readonly settle: JobSettlement['outcome'] | 'none'
  readonly fulfillments: boolean
  readonly shipments: boolean
  readonly events: boolean
  readonly notifications: boolean
  readonly jobs: HowMany
}

/**
 * Writes a change in one statement, so in one round trip and all or nothing.
 *
 * `claim` locks the job's row if the claim is the latest; `saved` writes the order's row if the version fits; each only looks
 * when the one before passed, and every other write looks whether the last of them did. Under READ COMMITTED a row that
 * another transaction holds is waited for and then looked at again, so a guard sees what was committed last.
 */
export function createCommit(db: Database): (change: Change) => Promise<CommitResult> {
  const statement = db.prepare((shape: Shape) => commitStatement(db, shape))

  return (change) => {
    const { order, events = [], jobs = [], notifications = [], settle, traceparent = null } = change
    const fulfillments = order ? toFulfillmentRows(order.next) : []
    const shipments = order ? toShipmentRows(order.next) : []
    const shape: Shape = {
      order: order === undefined ? 'none' : order.expectedVersion === 0 ? 'first' : 'next',
      settle: settle?.outcome ?? 'none',
      fulfillments: fulfillments.length > 0,
      shipments: shipments.length > 0,
      events: events.length > 0,
      notifications: notifications.length > 0,
      jobs: howMany(jobs),
    }
    return statement.one<CommitResult>(shape, {
      ...(order && {
        order: rowsJson(orderColumns, [toOrderRow(order.next, traceparent)]),
        orderId: order.next.id,
        expectedVersion: order.expectedVersion,
        terms: rowsJson(searchColumns, [toSearchRow(order.next)]),
        items: shape.order === 'first' ? rowsJson(itemColumns, toItemRows(order.next)) : null,
        fulfillments: rowsJson(fulfillmentColumns, fulfillments),
        shipments: rowsJson(shipmentColumns, shipments),
      }),
      ...(settle && {
        jobId: settle.id,
        fence: settle.fence,
        error: 'error' in settle ? storableText(settle.error) : null,
        delayMs: 'delayMs' in settle ? settle.delayMs : null,
      }),
      events: rowsJson(eventColumns, events.map(toEventRow)),
      notifications: rowsJson(notificationColumns, notifications),
      jobs: draftsJson(draftRows(jobs, { traceparent })),
    })
  }
}

function commitStatement(db: Database, shape: Shape): RawBuilder<{ json: string }> {
  const { tables } = db
  const parts: Fragment[] = []
  const withPart = (name: string, query: Fragment): void => {
    parts.push(sql`${sql.raw(name)} as ${query}`)
  }

  let guard: Fragment = sql`true`
  if (shape.settle !== 'none') {
    withPart('claim', sql`materialized (${claimGuard(db)})`)
    guard = sql`exists (select from claim)`
  }
  if (shape.order !== 'none') {
    withPart('saved', sql`(${shape.order === 'first' ? saveFirst(db, guard) : saveNext(db, guard)})`)
    guard = sql`exists (select from saved)`
    if (shape.order === 'first') withPart('items', insert(tables.items, itemColumns, 'items', guard))
    withPart('findable', sql`(${saveTerms(db, shape, guard)})`)
    if (shape.fulfillments) {
      withPart('fulfillments', insert(tables.fulfillments, fulfillmentColumns, 'fulfillments', guard, ['id']))
    }
    if (shape.shipments) {
      withPart('shipments', insert(tables.shipments, shipmentColumns, 'shipments', guard, ['fulfillmentId', 'id']))
    }
  }
  if (shape.events) withPart('events', insert(tables.logs, eventColumns, 'events', guard))
  if (shape.notifications) {
    withPart('told', insert(tables.notifications, notificationColumns, 'notifications', guard, 'once by key'))
  }
  parts.push(...settlement(db, shape.settle, guard))
  if (shape.jobs !== 'none') {
    // A draft with the key of a job that is tried again joins that job, which keeps its backoff: nothing is to be done.
    const retried = shape.settle === 'retry' ? sql`and not exists (select from claim c where c.key = r.key)` : sql``
    withPart('stored', sql`(${storeJobs(db, shape.jobs, sql`${guard} ${retried}`)})`)
  }

  return sql`
    ${parts.length > 0 ? sql`with ${sql.join(parts)}` : sql``}
    select to_json(case
      ${shape.settle === 'none' ? sql`` : sql`when not exists (select from claim) then 'claim_lost'`}
      when not ${guard} then 'version_conflict' else 'committed' end)::text as json`
}

function claimGuard({ tables }: Database): Fragment {
  return sql`select id, key, attempts, crashes, created_at from ${tables.jobs}
    where id = ${slot('jobId')}::uuid and fence = ${slot('fence')}::integer and lease_until is not null for update`
}

/** Columns that are written with an order's first version only. */
const ofFirstVersion = ['id', 'number', 'createdAt', 'traceparent']

function saveFirst({ tables }: Database, guard: Fragment): Fragment {
  return sql`insert into ${tables.orders} (${columnNames(orderColumns)})
    select r.* from ${recordsetSlot(orderColumns, 'order')} where ${guard} on conflict do nothing returning id`
}

/** By an id that stands in the statement: joined with the recordset alone, a plan of few orders would read them all. */
function saveNext({ tables }: Database, guard: Fragment): Fragment {
  return sql`update ${tables.orders} o set ${assignFromRecord(orderColumns, ofFirstVersion)}
    from ${recordsetSlot(orderColumns, 'order')}
    where o.id = ${slot('orderId')}::uuid and r.id = o.id and o.version = ${slot('expectedVersion')}::integer and ${guard} returning o.id`
}

/** Only what has changed is written, and nothing locked otherwise: most commits change nothing that an order is found by. */
function saveTerms({ tables }: Database, { order }: Shape, guard: Fragment): Fragment {
  const insertion = sql`insert into ${tables.search} as t (${columnNames(searchColumns)})
    select r.* from ${recordsetSlot(searchColumns, 'terms')} where ${guard}`
  if (order === 'first') return insertion
  return sql`${insertion}
    and (select s.terms from ${tables.search} s where s.order_id = r."orderId") is distinct from r.terms
    ${upsert(searchColumns, ['orderId'])}`
}

function settlement(db: Database, outcome: Shape['settle'], guard: Fragment): Fragment[] {
  const { jobs } = db.tables
  if (outcome === 'none' || outcome === 'keep') return []
  if (outcome === 'done') {
    return [sql`ended as (delete from ${jobs} j using claim c where j.id = c.id and ${guard})`]
  }
  const error = sql`${slot('error')}::text`
  if (outcome === 'dead') {
    return [
      sql`ended as (update ${jobs} j set state = 'dead', lease_until = null, last_error = ${error}
        from claim c where j.id = c.id and ${guard})`,
    ]
  }
  const runAt = sql`${db.now()} + ${slot('delayMs')}::double precision * interval '1 ms'`
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

/** Inserts a slot's rows where the guard holds; rows whose `conflict` key is there are replaced, or left when it is 'once by key'. */
function insert(
  table: Fragment,
  columns: Columns,
  rows: string,
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
    select r.* from ${recordsetSlot(columns, rows)} where ${guard} ${onConflict})`
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
