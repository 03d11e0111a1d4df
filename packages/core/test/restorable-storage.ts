import { type Clock, createMemoryStorage, type Storage } from '@quoin/core'

/** A storage that can be put back to where it was after any of its writes, as by a backup or a standby that is behind. */
interface RestorableStorage {
  readonly storage: Storage
  /** After how many writes each change of an order, and each webhook, was stored. */
  places(): readonly number[]
  /** Goes back to when there were only so many. */
  restore(writes: number): Promise<void>
}

type Writer =
  | 'changeAlerts'
  | 'commit'
  | 'receiveWebhook'
  | 'claimJobs'
  | 'extendLeases'
  | 'expediteJobs'
  | 'redriveJobs'

interface Write {
  readonly at: Date
  readonly isNews: boolean
  readonly again: (storage: Storage) => Promise<unknown>
}

/** Writes are remembered with their time, and done again on an empty storage. */
export function createRestorableStorage(clock: Clock): RestorableStorage {
  let past: Date | null = null
  const ownClock: Clock = { now: () => past ?? clock.now() }
  let current = createMemoryStorage({ clock: ownClock })
  let log: Write[] = []

  function remembered<Name extends Writer>(name: Name): Storage[Name] {
    const call = (...args: unknown[]): Promise<unknown> => {
      // Each method is called with its own arguments again; TypeScript can't follow a union of methods.
      const again = (storage: Storage): Promise<unknown> => Reflect.apply(storage[name], storage, structuredClone(args))
      const isNews = name === 'receiveWebhook' || (name === 'commit' && Object.hasOwn(Object(args[0]), 'order'))
      log.push({ at: clock.now(), isNews, again })
      return again(current)
    }
    return call as Storage[Name]
  }

  return {
    storage: {
      changeAlerts: remembered('changeAlerts'),
      commit: remembered('commit'),
      receiveWebhook: remembered('receiveWebhook'),
      claimJobs: remembered('claimJobs'),
      extendLeases: remembered('extendLeases'),
      expediteJobs: remembered('expediteJobs'),
      redriveJobs: remembered('redriveJobs'),
      findOrder: (key) => current.findOrder(key),
      listOrders: (query) => current.listOrders(query),
      overdueOrders: (stages, limit) => current.overdueOrders(stages, limit),
      listAlerts: (limit) => current.listAlerts(limit),
      findAlert: (key) => current.findAlert(key),
      findPendingKeys: (keys, state) => current.findPendingKeys(keys, state),
      summarizeOrders: (query) => current.summarizeOrders(query),
      loadHistory: (orderId) => current.loadHistory(orderId),
      findReceived: (source, eventIds) => current.findReceived(source, eventIds),
      listJobs: (orderId) => current.listJobs(orderId),
      jobStats: () => current.jobStats(),
      listNotifications: (query) => current.listNotifications(query),
      countUnreadNotifications: (userId) => current.countUnreadNotifications(userId),
      markNotificationsRead: (userId, selection, at) => current.markNotificationsRead(userId, selection, at),
      deleteNotifications: (userId, selection) => current.deleteNotifications(userId, selection),
      loadNotification: (id) => current.loadNotification(id),
      findNotificationKeys: (keys) => current.findNotificationKeys(keys),
      rewriteHistory: (orderId, events) => current.rewriteHistory(orderId, events),
      purge: (bounds) => current.purge(bounds),
      ping: () => current.ping(),
    },
    places: () => log.flatMap(({ isNews }, index) => (isNews ? [index + 1] : [])),
    async restore(writes) {
      log = log.slice(0, writes)
      current = createMemoryStorage({ clock: ownClock })
      for (const { at, again } of log) {
        past = at
        await again(current)
      }
      past = null
    },
  }
}
