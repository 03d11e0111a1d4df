import type { Change, CommitResult, JobSettlement, Order, RecordedOrderEvent } from '@quoin/core'
import { type Columns, type Row, rowsJson } from './columns.ts'
import {
  type CommitShape,
  claimColumns,
  commitStatement,
  eventColumns,
  notificationColumns,
  originColumns,
  savedColumns,
} from './commit-statement.ts'
import type { Database } from './database.ts'
import { inGroups } from './in-groups.ts'
import { storableText } from './json-document.ts'
import { fulfillmentColumns, itemColumns, searchColumns, shipmentColumns } from './order-columns.ts'
import { toFulfillmentRows, toItemRows, toOrderRow, toShipmentRows } from './order-rows.ts'
import { toSearchRow } from './search-terms.ts'
import { mayBeOfOne } from './storage-error.ts'
import { draftRows, draftsJson, howMany } from './store-jobs.ts'

/** A change has some kilobytes. */
const mostChanges = 50

/** The origins of what has passed; null where none has. */
interface Passed {
  readonly held: readonly (string | null)[] | null
  readonly saved: readonly (string | null)[] | null
}

/**
 * Writes a change in one statement, so in one round trip and all or nothing. Changes of different orders that are made at the same
 * time share a statement, in which each passes or fails by itself.
 *
 * Such a statement waits for nobody, or one order that somebody holds would keep the others. A change that has not passed in it is
 * looked at again alone, and that is what decides.
 */
export function createCommit(db: Database): (change: Change) => Promise<CommitResult> {
  const statement = db.prepare((shape: CommitShape) => commitStatement(db, shape))

  async function commit(changes: readonly Change[], waits: boolean): Promise<CommitResult[]> {
    const passed = await statement.one<Passed>(shapeOf(changes, waits), valuesOf(changes))
    return changes.map((change) => resultOf(change, passed))
  }

  const commitTogether = inGroups<Change, CommitResult>((changes) => commit(changes, false), {
    most: mostChanges,
    kindOf: ({ order, settle }) => `${order?.expectedVersion === 0} ${settle?.outcome}`,
    keysOf: ({ order, settle }) => [order && originOf({ order }), settle?.id].filter((key) => key !== undefined),
    isOfOne: mayBeOfOne,
  })

  return async (change) => {
    // A job that is tried again may join another one, which a statement can tell of one job only.
    const canShare = change.order !== undefined && change.settle?.outcome !== 'retry'
    if (canShare && (await commitTogether(change)) === 'committed') return 'committed'
    const [result = 'version_conflict'] = await commit([change], true)
    return result
  }
}

function shapeOf(changes: readonly Change[], waits: boolean): CommitShape {
  const [{ order, settle } = {}] = changes
  const fulfillments = changes.flatMap((change) => change.order?.next.fulfillments ?? [])
  return {
    waits,
    isOne: changes.length === 1,
    order: order === undefined ? 'none' : order.expectedVersion === 0 ? 'first' : 'next',
    settle: settle?.outcome ?? 'none',
    fulfillments: fulfillments.length > 0,
    shipments: fulfillments.some(({ shipments }) => shipments.length > 0),
    events: changes.some(({ events = [] }) => events.length > 0),
    notifications: changes.some(({ notifications = [] }) => notifications.length > 0),
    jobs: howMany(changes.flatMap(({ jobs = [] }) => jobs)),
  }
}

/** Of each order a statement has one change, so the order's id, as Postgres spells it, says which. */
function originOf({ order }: Change): string | null {
  return order?.next.id.toLowerCase() ?? null
}

function valuesOf(changes: readonly Change[]) {
  /** Rows of all changes, each with the origin of its own. */
  const rows = <C extends Columns>(columns: C, of: (change: Change) => readonly Row<C>[]): string =>
    rowsJson(
      { ...columns, ...originColumns },
      changes.flatMap((change) => of(change).map((row) => ({ ...row, originId: originOf(change) }))),
    )
  const ofOrder = <C extends Columns>(columns: C, of: (order: Order) => readonly Row<C>[]): string =>
    rows(columns, ({ order }) => (order ? of(order.next) : []))

  return {
    jobIds: changes.flatMap(({ settle }) => settle?.id ?? []),
    claims: rows(claimColumns, ({ settle }) => (settle ? [toClaimRow(settle)] : [])),
    orderIds: changes.flatMap(({ order }) => order?.next.id ?? []),
    orders: rows(savedColumns, ({ order, traceparent = null }) =>
      order ? [{ ...toOrderRow(order.next, traceparent), expectedVersion: order.expectedVersion }] : [],
    ),
    terms: ofOrder(searchColumns, (order) => [toSearchRow(order)]),
    items: rows(itemColumns, ({ order }) => (order?.expectedVersion === 0 ? toItemRows(order.next) : [])),
    fulfillments: ofOrder(fulfillmentColumns, toFulfillmentRows),
    shipments: ofOrder(shipmentColumns, toShipmentRows),
    events: rows(eventColumns, ({ events = [] }) => events.map(toEventRow)),
    notifications: rows(notificationColumns, ({ notifications = [] }) => notifications),
    jobs: draftsJson(
      changes.flatMap((change) => {
        const { jobs = [], traceparent = null } = change
        return draftRows(jobs, { traceparent, originId: originOf(change) })
      }),
    ),
  }
}

function toClaimRow(settle: JobSettlement): Row<typeof claimColumns> {
  return {
    jobId: settle.id,
    fence: settle.fence,
    error: 'error' in settle ? storableText(settle.error) : null,
    delayMs: 'delayMs' in settle ? settle.delayMs : null,
  }
}

function toEventRow(recorded: RecordedOrderEvent): Row<typeof eventColumns> {
  return { ...recorded, type: recorded.event.type }
}

function resultOf(change: Change, { held, saved }: Passed): CommitResult {
  const origin = originOf(change)
  if (change.settle && !held?.includes(origin)) return 'claim_lost'
  return origin !== null && !saved?.includes(origin) ? 'version_conflict' : 'committed'
}
