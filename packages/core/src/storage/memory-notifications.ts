import type { Notification } from '../notifications/notification.ts'
import type { NotificationSelection, NotificationStore } from '../notifications/notification-store.ts'
import { comparePositions } from './memory-orders.ts'

/** The part of a memory storage that keeps notifications. */
interface MemoryNotifications {
  readonly port: NotificationStore
  /** Those whose key was never there, deleted notifications included; each key once. */
  news(notifications: readonly Notification[]): readonly Notification[]
  /** Whether an id was ever there. */
  hasTaken(news: readonly Notification[]): boolean
  store(news: readonly Notification[]): void
  /** Takes the customer from what was told of an order. */
  forgetUser(orderId: string): void
  /** Forgets at most so many, deleted ones too; returns how many. */
  purge(before: Date, limit: number): number
}

export function createMemoryNotifications(): MemoryNotifications {
  const kept = new Map<string, Notification>()
  const keys = new Map<string, Notification>()
  const ids = new Set<string>()
  const newestFirst = (a: Notification, b: Notification): number =>
    comparePositions({ at: b.createdAt, id: b.id }, { at: a.createdAt, id: a.id })
  const selected = (userId: string, selection: NotificationSelection): Notification[] =>
    [...kept.values()].filter((one) => one.userId === userId && ('all' in selection || selection.ids.includes(one.id)))

  return {
    news(notifications) {
      const firstOfKey = new Map<string, Notification>()
      for (const one of notifications) {
        if (!keys.has(one.key) && !firstOfKey.has(one.key)) firstOfKey.set(one.key, one)
      }
      return [...firstOfKey.values()]
    },
    hasTaken: (news) => new Set(news.map(({ id }) => id)).size < news.length || news.some(({ id }) => ids.has(id)),
    store(news) {
      for (const notification of news) {
        ids.add(notification.id)
        keys.set(notification.key, notification)
        kept.set(notification.id, notification)
      }
    },
    forgetUser(orderId) {
      for (const notification of kept.values()) {
        if (notification.orderId === orderId) kept.set(notification.id, { ...notification, userId: null })
      }
    },
    purge(before, limit) {
      const old = [...keys.values()].filter(({ createdAt }) => createdAt < before).slice(0, limit)
      for (const { id, key } of old) {
        kept.delete(id)
        keys.delete(key)
        ids.delete(id)
      }
      return old.length
    },
    port: {
      async listNotifications({ userId, limit, after, unreadOnly }) {
        return [...kept.values()]
          .filter((one) => one.userId === userId && !(unreadOnly && one.readAt !== null))
          .filter((one) => !after || comparePositions({ at: one.createdAt, id: one.id }, after) < 0)
          .sort(newestFirst)
          .slice(0, limit)
      },
      async countUnreadNotifications(userId) {
        return [...kept.values()].filter((one) => one.userId === userId && one.readAt === null).length
      },
      async markNotificationsRead(userId, selection, at) {
        const unread = selected(userId, selection).filter((one) => one.readAt === null)
        for (const one of unread) kept.set(one.id, { ...one, readAt: at })
        return unread.length
      },
      async deleteNotifications(userId, selection) {
        const found = selected(userId, selection)
        for (const one of found) kept.delete(one.id)
        return found.length
      },
      async loadNotification(id) {
        return kept.get(id) ?? null
      },
      async findNotificationKeys(asked) {
        return asked.filter((key) => keys.has(key))
      },
    },
  }
}
