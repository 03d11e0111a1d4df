import type { Storage } from '@quoin/core'
import type { ManualClock } from '../manual-clock.ts'
import { eventIdOf, notificationKeyOf, orderIds, users } from './program-names.ts'

const all = 1000
const fewest = Array.from({ length: 12 }, (_, number) => number)

/** All of a program's things that the port shows without changing any. */
export async function visibleState(storage: Storage): Promise<unknown> {
  const [orders, histories, jobs, stats, notifications, unread, received, keys] = await Promise.all([
    storage.listOrders({ limit: all, sort: 'createdAt' }),
    Promise.all(orderIds.map((id) => storage.loadHistory(id))),
    Promise.all(orderIds.map((id) => storage.listJobs(id))),
    storage.jobStats(),
    Promise.all(users.map((userId) => storage.listNotifications({ userId, limit: all }))),
    Promise.all(users.map((userId) => storage.countUnreadNotifications(userId))),
    storage.findReceived('stripe', fewest.map(eventIdOf)),
    storage.findNotificationKeys(fewest.map(notificationKeyOf)),
  ])
  return { orders, histories, jobs, stats, notifications, unread, received, keys }
}

/** What only a claim shows: the payloads, and the jobs of no order. Nothing is left to be claimed. */
export async function claimEverything(storage: Storage, clock: ManualClock): Promise<unknown> {
  await storage.redriveJobs()
  clock.advance(24 * 3_600_000)
  return storage.claimJobs({ limit: all, leaseMs: 1 })
}
