import type { Engine } from '../engine.ts'
import type { JobDraft } from '../jobs/job.ts'
import type { Notification } from '../notifications/notification.ts'
import type { Order } from '../order/order.ts'
import type { OrderStatus } from '../order/order-status.ts'
import { reactToEvents } from '../order/react-to-events.ts'
import { ordersChanged } from './orders-in.ts'
import type { Finding } from './reconcile-report.ts'
import type { ReconcileRun } from './reconcile-run.ts'
import { endedLatelyMs } from './reconcile-scope.ts'

/** What customers are told of happens in these. */
const told: readonly OrderStatus[] = [
  'paid',
  'submitted',
  'in_production',
  'partially_shipped',
  'shipped',
  'delivered',
  'cancelled',
]

/**
 * The histories of orders that changed lately against what their customers were told. A notification that is missing is
 * stored with its letters, each once: whoever is second finds its key taken, and its letters find nothing to tell.
 */
export async function* reconcileNotifications(run: ReconcileRun): AsyncGenerator<Finding> {
  const { engine, scope, startedAt } = run
  if (!scope.thorough) return
  const from = new Date(startedAt.getTime() - endedLatelyMs)
  const someAreDead = (await engine.storage.jobStats()).dead > 0
  for await (const orders of ordersChanged(engine.storage, told, { from, to: startedAt })) {
    run.count('historiesChecked', orders.length)
    const owed: Telling[] = []
    for (const order of orders) owed.push(await tellingOf(engine, order, from))
    const keys = owed.flatMap(({ notifications }) => notifications.map(({ key }) => key))
    const known = new Set(await findKeys(engine, keys))
    for (const { order, notifications, letters } of owed) {
      const missing = notifications.filter(({ key }) => !known.has(key))
      yield* await run.attempt('notifications', order, () => tell(engine, order, missing, letters))
      if (someAreDead) yield* await run.attempt('notifications', order, () => redriveLetters(engine, order))
    }
  }
}

interface Telling {
  readonly order: Order
  readonly notifications: readonly Notification[]
  readonly letters: readonly JobDraft[]
}

/** What the latest events demand. Older ones are past telling: an update of Quoin that tells of more must not dig them out. */
async function tellingOf({ storage, notifiers, ids }: Engine, order: Order, from: Date): Promise<Telling> {
  const history = await storage.loadHistory(order.id)
  const channels = notifiers.map(({ channel }) => channel)
  const audience = { channels, alertChannels: [], subscriptions: [], webhooks: [] }
  // The history is read after the order, and may know of parcels that the order here does not.
  const lately = history.filter(({ at, version }) => at >= from && version <= order.version)
  const { notifications, jobs } = reactToEvents(null, order, lately, audience, ids.uuid)
  return { order, notifications, letters: jobs.filter(({ kind }) => kind === 'send_notification') }
}

const keysAtOnce = 500

async function findKeys({ storage }: Engine, keys: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (let start = 0; start < keys.length; start += keysAtOnce) {
    found.push(...(await storage.findNotificationKeys(keys.slice(start, start + keysAtOnce))))
  }
  return found
}

async function tell(
  { storage }: Engine,
  order: Order,
  missing: readonly Notification[],
  letters: readonly JobDraft[],
): Promise<Finding[]> {
  if (missing.length === 0) return []
  const jobs = letters.filter(({ payload }) => missing.some(({ id }) => id === payload['notificationId']))
  await storage.commit({ notifications: missing, jobs })
  return missing.map(({ key }) => ({ kind: 'not_told', orderId: order.id, reference: key, healed: true }))
}

/** A letter that was given up goes out again once a person has resolved what that opened. */
async function redriveLetters({ storage }: Engine, { id: orderId, attention }: Order): Promise<Finding[]> {
  const waits = attention.some((a) => a.code === 'retries_exhausted' && a.subject === 'send_notification')
  const jobs = waits ? [] : await storage.listJobs(orderId)
  const dead = jobs.filter(({ kind, state }) => kind === 'send_notification' && state === 'dead')
  if (dead.length === 0) return []
  await storage.redriveJobs({ orderId, kind: 'send_notification' })
  return dead.map(({ id, key }) => ({ kind: 'not_told', orderId, reference: key ?? id, healed: true }))
}
