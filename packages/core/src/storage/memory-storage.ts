import type { JobDraft } from '../jobs/job.ts'
import { QuoinError } from '../quoin-error.ts'
import { type Clock, systemClock } from '../runtime/clock.ts'
import { createMemoryAlerts } from './memory-alerts.ts'
import { createMemoryJobs } from './memory-jobs.ts'
import { createMemoryNotifications } from './memory-notifications.ts'
import { createMemoryOrders } from './memory-orders.ts'
import type { Storage } from './storage.ts'

/**
 * A {@link Storage} in this process's memory: for tests, and as the readable specification of the port. All is gone when
 * the process ends. It keeps the given values themselves; they are read-only.
 *
 * Each call does its work without awaiting anything, so nothing can come between a check and its writes: that is what
 * makes it atomic.
 *
 * @param options.clock the store's own time. @default systemClock
 * @example
 * ```ts
 * import { createMemoryStorage } from '@quoin/core'
 *
 * const storage = createMemoryStorage()
 * const order = await storage.findOrder({ number: '7KQ2M-9XW4T' }) // null
 * ```
 */
export function createMemoryStorage({ clock = systemClock }: { readonly clock?: Clock } = {}): Storage {
  const orders = createMemoryOrders()
  const traceparents = new Map<string, string | null>()
  const jobs = createMemoryJobs(clock, (orderId) => traceparents.get(orderId) ?? null)
  const notifications = createMemoryNotifications()
  const alerts = createMemoryAlerts()
  const received = new Map<string, { readonly id: string; readonly at: number }>()
  const recordIds = new Set<string>()
  const inboxKey = (source: string, eventId: string): string => JSON.stringify([source, eventId])
  const listeners = new Set<() => void>()

  const wakeIf = (someAreDue: boolean): void => {
    if (someAreDue) for (const wake of listeners) wake()
  }
  const storeJobs = (drafts: readonly JobDraft[], traceparent: string | null): void => {
    jobs.store(drafts, traceparent)
    wakeIf(drafts.some((draft) => draft.delayMs === 0))
  }

  return {
    ...orders.port,
    ...jobs.port,
    ...notifications.port,
    ...alerts.port,

    async commit({ order, events = [], jobs: drafts = [], notifications: told = [], settle, traceparent = null }) {
      if (settle && !jobs.holds(settle)) return 'claim_lost'
      if (order && !orders.accepts(order.next, order.expectedVersion)) return 'version_conflict'
      const news = notifications.news(told)
      const isThere = ({ orderId }: { readonly orderId: string }) => orderId === order?.next.id || orders.has(orderId)
      if (![...events, ...news].every(isThere)) throw refusal('It tells of an order that is not there.')
      if (orders.hasTaken(events) || notifications.hasTaken(news) || jobs.hasTaken(drafts, settle)) {
        throw refusal('An id, or a place in a history, is taken.')
      }
      if (order) orders.save(order.next)
      if (order?.expectedVersion === 0) traceparents.set(order.next.id, traceparent)
      orders.append(events)
      notifications.store(news)
      // Before the new jobs: a draft with the key of a job that is tried again joins that job.
      if (settle) jobs.settle(settle)
      storeJobs(drafts, traceparent)
      return 'committed'
    },

    async changeAlerts({ open, close, jobs: drafts }) {
      if (!alerts.accepts(open, close)) return 'conflict'
      if (jobs.hasTaken(drafts)) throw refusal('An id is taken.')
      alerts.change(open, close)
      storeJobs(drafts, null)
      return 'committed'
    },

    async rewriteHistory(orderId, events) {
      orders.rewrite(orderId, events)
      notifications.forgetUser(orderId)
    },

    async receiveWebhook(record, drafts, { jobsOnDuplicate = false, traceparent = null } = {}) {
      const event = inboxKey(record.source, record.eventId)
      const duplicate = received.has(event)
      const wanted = !duplicate || jobsOnDuplicate ? drafts : []
      if ((!duplicate && recordIds.has(record.id)) || jobs.hasTaken(wanted)) throw refusal('An id is taken.')
      if (!duplicate) {
        received.set(event, { id: record.id, at: clock.now().getTime() })
        recordIds.add(record.id)
      }
      storeJobs(wanted, traceparent)
      return duplicate ? 'duplicate' : 'stored'
    },

    async findReceived(source, eventIds) {
      return eventIds.filter((eventId) => received.has(inboxKey(source, eventId)))
    },

    async expediteJobs(filter) {
      const count = await jobs.port.expediteJobs(filter)
      wakeIf(count > 0)
      return count
    },
    async redriveJobs(filter) {
      const count = await jobs.port.redriveJobs(filter)
      wakeIf(count > 0)
      return count
    },

    async purge({ webhooksBefore, notificationsBefore, deadJobsBefore, limit }) {
      const old = [...received].filter(([, { at }]) => at < webhooksBefore.getTime()).slice(0, limit)
      for (const [event, { id }] of old) {
        received.delete(event)
        recordIds.delete(id)
      }
      return {
        webhooks: old.length,
        notifications: notifications.purge(notificationsBefore, limit),
        deadJobs: jobs.purge(deadJobsBefore, limit),
      }
    },

    async ping() {},
    async onJobs(wake) {
      listeners.add(wake)
      return async () => {
        listeners.delete(wake)
      }
    },
  }
}

function refusal(message: string): QuoinError {
  return new QuoinError('storage_failed', message, { retry: 'permanent' })
}
