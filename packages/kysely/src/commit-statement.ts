import type { JobSettlement, Notification } from '@quoin/core'
import { type RawBuilder, sql } from 'kysely'
import { assignFromRecord, type Columns, columnNames, fieldsOfRecord, recordsetSlot, upsert } from './columns.ts'
import type { Database } from './database.ts'
import { fulfillmentColumns, itemColumns, orderColumns, searchColumns, shipmentColumns } from './order-columns.ts'
import { unseen } from './prepared.ts'
import { type HowMany, storeJobs } from './store-jobs.ts'

type Fragment = RawBuilder<unknown>

/** What a commit's text depends on: which parts its changes have. */
export interface CommitShape {
  /** Whether it waits for rows that others hold. Otherwise what such a row is of does not pass. */
  readonly waits: boolean
  /** Whether there is one change only. */
  readonly isOne: boolean
  readonly order: 'none' | 'first' | 'next'
  readonly settle: JobSettlement['outcome'] | 'none'
  readonly fulfillments: boolean
  readonly shipments: boolean
  readonly events: boolean
  readonly notifications: boolean
  readonly jobs: HowMany
}

/** Which change a row is of: that of the order, for a statement has one of each. */
export const originColumns = { originId: 'uuid' } as const satisfies Columns

export const savedColumns = { ...orderColumns, expectedVersion: 'integer' } as const satisfies Columns

export const claimColumns = {
  jobId: 'uuid',
  fence: 'integer',
  error: 'text',
  delayMs: 'double precision',
} as const satisfies Columns

export const eventColumns = {
  id: 'uuid',
  orderId: 'uuid',
  version: 'integer',
  position: 'integer',
  at: 'timestamptz',
  actor: 'text',
  type: 'text',
  event: 'jsonb',
} as const satisfies Columns

export const notificationColumns = {
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

/**
 * Writes changes of different orders, each all or nothing, or one change of none. Answers with those whose claim holds and
 * those whose order was saved.
 *
 * `claim` locks the jobs' rows of which the claim is the latest; `saved` writes the orders' rows whose version fits; each only looks
 * at changes that passed the one before, and every other write at whether its change has passed the last. Under READ COMMITTED a row
 * that was changed meanwhile is looked at again, so a guard sees what was committed last. One that another transaction holds is waited
 * for, or lets its change not pass.
 */
export function commitStatement(db: Database, shape: CommitShape): RawBuilder<{ json: string }> {
  const { tables } = db
  const parts: Fragment[] = []
  const withPart = (name: string, query: Fragment): void => {
    parts.push(sql`${sql.raw(name)} as ${query}`)
  }
  const passed = passedBy(shape)

  if (shape.settle !== 'none') withPart('claim', sql`materialized (${claimGuard(db, shape)})`)
  if (shape.order === 'next' && !shape.waits) withPart('free', sql`materialized (${freeOrders(db)})`)
  if (shape.order !== 'none') {
    withPart('saved', sql`(${shape.order === 'first' ? saveFirst(db, shape) : saveNext(db, shape)})`)
    if (shape.order === 'first') withPart('items', insert(tables.items, itemColumns, 'items', passed))
    withPart('findable', sql`(${saveTerms(db, shape, passed)})`)
    if (shape.fulfillments) {
      withPart('fulfillments', insert(tables.fulfillments, fulfillmentColumns, 'fulfillments', passed, ['id']))
    }
    if (shape.shipments) {
      withPart('shipments', insert(tables.shipments, shipmentColumns, 'shipments', passed, ['fulfillmentId', 'id']))
    }
  }
  if (shape.events) withPart('events', insert(tables.logs, eventColumns, 'events', passed))
  if (shape.notifications) {
    withPart('told', insert(tables.notifications, notificationColumns, 'notifications', passed, 'once by key'))
  }
  parts.push(...settlement(db, shape.settle, passedBy(shape, 'c')))
  if (shape.jobs !== 'none') {
    // A draft with the key of a job that is tried again joins that job, which keeps its backoff: nothing is to be done.
    const retried = shape.settle === 'retry' ? sql`and not exists (select from claim c where c.key = r.key)` : sql``
    withPart('stored', sql`(${storeJobs(db, shape.jobs, sql`${passed} ${retried}`)})`)
  }

  const origins = (name: string, there: boolean): Fragment =>
    there ? sql`(select json_agg("originId") from ${sql.raw(name)})` : sql`null`
  return sql`
    ${parts.length > 0 ? sql`with ${sql.join(parts)}` : sql``}
    select json_build_object('held', ${origins('claim', shape.settle !== 'none')},
      'saved', ${origins('saved', shape.order !== 'none')})::text as json`
}

/** Whether the change of a row has passed all that guards it. */
function passedBy({ order, settle, isOne }: CommitShape, row = 'r'): Fragment {
  const last = order !== 'none' ? 'saved' : settle !== 'none' ? 'claim' : null
  return last === null ? sql`true` : isAmong(last, isOne, row)
}

/** Whether a row's change is among those. Of one change nothing has to be compared. */
function isAmong(passed: 'claim' | 'saved', isOne: boolean, row: string): Fragment {
  const there = sql.raw(passed)
  return isOne
    ? sql`exists (select from ${there})`
    : sql`${sql.raw(row)}."originId" in (select p."originId" from ${there} p)`
}

/** A slot's rows, each with its origin. */
function rowsOf(columns: Columns, name: string): Fragment {
  return recordsetSlot({ ...columns, ...originColumns }, name)
}

function claimGuard({ tables }: Database, { waits }: CommitShape): Fragment {
  return sql`select r."originId", j.id, j.key, j.attempts, j.crashes, j.created_at, r.error, r."delayMs"
    from ${tables.jobs} j, ${rowsOf(claimColumns, 'claims')}
    where j.id = any(${unseen('jobIds', 'uuid[]')}) and r."jobId" = j.id and j.fence = r.fence and j.lease_until is not null
    for update of j ${waits ? sql`` : sql`skip locked`}`
}

/** The orders that nobody holds, which are this statement's from now on. */
function freeOrders({ tables }: Database): Fragment {
  return sql`select id from ${tables.orders} where id = any(${unseen('orderIds', 'uuid[]')}) for no key update skip locked`
}

/** Columns that are written with an order's first version only. */
const ofFirstVersion = ['id', 'number', 'createdAt', 'traceparent']

/** Orders have passed what comes before them when the claims of their changes hold. */
function claimed({ settle, isOne }: CommitShape): Fragment {
  return settle === 'none' ? sql`true` : isAmong('claim', isOne, 'r')
}

/** By id, so that two statements never wait for each other. */
function saveFirst({ tables }: Database, shape: CommitShape): Fragment {
  return sql`insert into ${tables.orders} (${columnNames(orderColumns)})
    select ${fieldsOfRecord(orderColumns)} from ${rowsOf(savedColumns, 'orders')} where ${claimed(shape)}
    order by r.id on conflict do nothing returning id as "originId"`
}

/** By ids that stand in the statement: joined with the recordset alone, a plan of few orders would read them all. */
function saveNext({ tables }: Database, shape: CommitShape): Fragment {
  return sql`update ${tables.orders} o set ${assignFromRecord(orderColumns, ofFirstVersion)}
    from ${rowsOf(savedColumns, 'orders')}
    where o.id = any(${shape.waits ? unseen('orderIds', 'uuid[]') : sql`array(select id from free)`})
      and r.id = o.id and o.version = r."expectedVersion" and ${claimed(shape)}
    returning o.id as "originId"`
}

/** Only what has changed is written, and nothing locked otherwise: most commits change nothing that an order is found by. */
function saveTerms({ tables }: Database, { order }: CommitShape, passed: Fragment): Fragment {
  const insertion = sql`insert into ${tables.search} as t (${columnNames(searchColumns)})
    select ${fieldsOfRecord(searchColumns)} from ${rowsOf(searchColumns, 'terms')} where ${passed}`
  if (order === 'first') return insertion
  return sql`${insertion}
    and (select s.terms from ${tables.search} s where s.order_id = r."orderId") is distinct from r.terms
    ${upsert(searchColumns, ['orderId'])}`
}

function settlement(db: Database, outcome: CommitShape['settle'], passed: Fragment): Fragment[] {
  const { jobs } = db.tables
  if (outcome === 'none' || outcome === 'keep') return []
  if (outcome === 'done') {
    return [sql`ended as (delete from ${jobs} j using claim c where j.id = c.id and ${passed})`]
  }
  if (outcome === 'dead') {
    return [
      sql`ended as (update ${jobs} j set state = 'dead', lease_until = null, last_error = c.error
        from claim c where j.id = c.id and ${passed})`,
    ]
  }
  const runAt = sql`${db.now()} + c."delayMs" * interval '1 ms'`
  // When the same work waits already one of the two goes on, with the longer backoff and the whole past.
  return [
    sql`joined as (update ${jobs} w set
        attempts = greatest(w.attempts, c.attempts), crashes = greatest(w.crashes, c.crashes),
        created_at = least(w.created_at, c.created_at), run_at = greatest(w.run_at, ${runAt}), last_error = c.error
      from claim c where w.key = c.key and w.state = 'waiting' and ${passed} returning w.id)`,
    sql`ended as (delete from ${jobs} j using claim c where j.id = c.id and exists (select from joined))`,
    sql`again as (update ${jobs} j set state = 'waiting', run_at = ${runAt}, lease_until = null, last_error = c.error
      from claim c where j.id = c.id and ${passed} and not exists (select from joined))`,
  ]
}

/** Inserts the rows of changes that have passed; rows whose `conflict` key is there are replaced, or left when it is 'once by key'. */
function insert(
  table: Fragment,
  columns: Columns,
  rows: string,
  passed: Fragment,
  conflict?: readonly string[] | 'once by key',
): Fragment {
  const onConflict =
    conflict === undefined
      ? sql``
      : conflict === 'once by key'
        ? sql`on conflict (key) do nothing`
        : upsert(columns, conflict)
  return sql`(insert into ${table} as t (${columnNames(columns)})
    select ${fieldsOfRecord(columns)} from ${rowsOf(columns, rows)} where ${passed} ${onConflict})`
}
