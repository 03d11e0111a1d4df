import type { Change, ClaimedJob, JobDraft, JobSettlement, Notification, Order, OrderQuery, Storage } from '@quoin/core'
import { QuoinError } from '@quoin/core'
import type { ManualClock } from '../manual-clock.ts'
import { nextOrder } from './next-order.ts'
import { eventIdOf, idOf, momentOf, notificationKeyOf, orderNumberOf } from './program-names.ts'
import type {
  CommitOperation,
  EventWrite,
  JobWrite,
  ListOrdersOperation,
  NotificationWrite,
  SettleWrite,
  StorageOperation,
} from './storage-operation.ts'

/** A program that runs on one storage. */
export interface ProgramSession {
  readonly storage: Storage
  /** What the storage answers: a value, or which error it threw. */
  perform(operation: StorageOperation): Promise<unknown>
}

const mostPages = 20

/** Later operations of a program refer to what earlier ones were told, so each storage has a session of its own. */
export function createProgramSession(storage: Storage, clock: ManualClock): ProgramSession {
  const claims: ClaimedJob[] = []
  const stored = new Map<number, Order>()

  const commit = async (operation: CommitOperation): Promise<unknown> => {
    const { order: write, events, jobs, notifications, settle } = operation
    const settlement = settle && settlementOf(settle, claims)
    const order = write && orderChange(write, stored.get(write.order))
    const result = await storage.commit({
      traceparent: `commit at ${clock.now().toISOString()}`,
      ...(order && { order }),
      ...(events && { events: events.map(recordedOf) }),
      ...(jobs && { jobs: jobs.map(draftOf) }),
      ...(notifications && { notifications: notifications.map(notificationOf) }),
      ...(settlement && { settle: settlement }),
    })
    if (write && order && result === 'committed') stored.set(write.order, order.next)
    return result
  }

  const answer = async (operation: StorageOperation): Promise<unknown> => {
    switch (operation.do) {
      case 'advance':
        return clock.advance(operation.ms)
      case 'commit':
        return commit(operation)
      case 'receive': {
        const { record, event, jobs, jobsOnDuplicate } = operation
        const delivery = {
          id: idOf('record', record),
          source: 'stripe',
          eventId: eventIdOf(event),
          type: 't',
          body: '{}',
        }
        return storage.receiveWebhook(delivery, jobs.map(draftOf), { jobsOnDuplicate })
      }
      case 'findReceived':
        return storage.findReceived('stripe', operation.events.map(eventIdOf))
      case 'claim': {
        const found = await storage.claimJobs({ limit: operation.limit, leaseMs: operation.leaseMs })
        claims.push(...found)
        return found
      }
      case 'extend': {
        const held = operation.claims.map((claim) => fromLatest(claims, claim)).filter((claim) => claim !== undefined)
        return storage.extendLeases(held, operation.leaseMs)
      }
      case 'expedite':
        return storage.expediteJobs(ofOrder(operation.order))
      case 'redrive':
        return storage.redriveJobs({ ...ofOrder(operation.order), ...(operation.kind && { kind: operation.kind }) })
      case 'findOrder':
        return storage.findOrder(operation.key)
      case 'listOrders':
        return pagesOf(storage, operation)
      case 'listNotifications':
        return notificationPagesOf(storage, operation)
      case 'markRead':
        return storage.markNotificationsRead(operation.user, selectionOf(operation.notifications), clock.now())
      case 'deleteNotifications':
        return storage.deleteNotifications(operation.user, selectionOf(operation.notifications))
      case 'findKeys':
        return storage.findNotificationKeys(operation.keys.map(notificationKeyOf))
    }
  }

  return {
    storage,
    async perform(operation) {
      try {
        return await answer(operation)
      } catch (error) {
        if (error instanceof QuoinError) return { threw: error.code, retry: error.retry }
        return { threw: String(error) }
      }
    },
  }
}

/** The claim so many before the latest. */
function fromLatest(claims: readonly ClaimedJob[], back: number): ClaimedJob | undefined {
  return claims.length === 0 ? undefined : claims[claims.length - 1 - (back % claims.length)]
}

/** Where there is no claim yet, one that never was. */
function settlementOf({ claim, outcome, delayMs, stale }: SettleWrite, claims: readonly ClaimedJob[]): JobSettlement {
  const { id, fence } = fromLatest(claims, claim) ?? { id: idOf('job', 0), fence: 7 }
  const held = { id, fence: stale ? fence - 1 : fence }
  switch (outcome) {
    case 'keep':
    case 'done':
      return { ...held, outcome }
    case 'retry':
      return { ...held, outcome, delayMs, error: 'upstream_down' }
    case 'dead':
      return { ...held, outcome, error: 'refused' }
  }
}

function orderChange(
  write: NonNullable<CommitOperation['order']>,
  before: Order | undefined,
): NonNullable<Change['order']> {
  const version = before?.version ?? 1
  const expectedVersion = { new: 0, current: version, older: Math.max(version - 1, 1), later: version + 1 }[
    write.expect
  ]
  return { next: nextOrder(write, before, expectedVersion + 1), expectedVersion }
}

function recordedOf({ event, order, version, position }: EventWrite) {
  return {
    id: idOf('event', event),
    orderId: idOf('order', order),
    ...{ version, position, at: momentOf(version), actor: 'system' },
    event: { type: 'note_added', note: `Event ${event}` },
  } as const
}

function draftOf({ job, kind, key, order, delayMs, priority }: JobWrite): JobDraft {
  const payload = { job, since: '2026-01-01T00:00:00.000Z' }
  return {
    id: idOf('job', job),
    kind,
    key,
    orderId: order === null ? null : idOf('order', order),
    payload,
    delayMs,
    priority,
  }
}

function notificationOf({ notification, key, type, order, user, createdAt }: NotificationWrite): Notification {
  return {
    id: idOf('notification', notification),
    key: notificationKeyOf(key),
    type,
    orderId: idOf('order', order),
    orderNumber: orderNumberOf(order),
    userId: user,
    shipmentId: null,
    createdAt: momentOf(createdAt),
    readAt: null,
  }
}

function ofOrder(order: number | null): { readonly orderId?: string } {
  return order === null ? {} : { orderId: idOf('order', order) }
}

function selectionOf(notifications: readonly number[] | 'all') {
  return notifications === 'all'
    ? ({ all: true } as const)
    : { ids: notifications.map((number) => idOf('notification', number)) }
}

async function pagesOf(storage: Storage, operation: ListOrdersOperation): Promise<unknown> {
  const { createdFrom, createdBefore, after } = operation
  const query = {
    ...operation.query,
    ...(createdFrom !== undefined && { createdFrom: momentOf(createdFrom) }),
    ...(createdBefore !== undefined && { createdBefore: momentOf(createdBefore) }),
  }
  const field = query.sort?.endsWith('updatedAt') ? 'updatedAt' : 'createdAt'
  let place: OrderQuery['after'] = after && { at: momentOf(after.at), id: idOf('order', after.order) }
  const pages: unknown[] = []
  while (pages.length < mostPages) {
    const page = await storage.listOrders({ ...query, ...(place && { after: place }) })
    pages.push(page)
    const last = page.at(-1)
    if (!last) break
    place = { at: last[field], id: last.id }
  }
  return pages
}

async function notificationPagesOf(
  storage: Storage,
  { user, limit, unreadOnly }: Extract<StorageOperation, { do: 'listNotifications' }>,
): Promise<unknown> {
  const pages: unknown[] = [await storage.countUnreadNotifications(user)]
  let after: OrderQuery['after']
  while (pages.length < mostPages) {
    const page = await storage.listNotifications({ userId: user, limit, unreadOnly, ...(after && { after }) })
    pages.push(page)
    const last = page.at(-1)
    if (!last) break
    after = { at: last.createdAt, id: last.id }
  }
  return pages
}
