import type { Position } from '../storage/position.ts'
import type { Notification } from './notification.ts'

/** Which of a user’s notifications, newest first; `after` is where the page before ended. */
export interface NotificationQuery {
  readonly userId: string
  readonly limit: number
  readonly after?: Position
  readonly unreadOnly?: boolean
}

/** Which of a user's notifications: some by id, or all. */
export type NotificationSelection = { readonly ids: readonly string[] } | { readonly all: true }

/** The notifications of users. Another user's are neither found nor touched. */
export interface NotificationStore {
  /** Newest first. */
  listNotifications(query: NotificationQuery): Promise<readonly Notification[]>
  countUnreadNotifications(userId: string): Promise<number>
  /** Returns how many changed. Reading again changes nothing. */
  markNotificationsRead(userId: string, selection: NotificationSelection, at: Date): Promise<number>
  /** Returns how many there were. A deleted notification does not come back when its key is stored again. */
  deleteNotifications(userId: string, selection: NotificationSelection): Promise<number>
  loadNotification(id: string): Promise<Notification | null>
  /**
   * Those of the keys that were ever stored, deleted notifications included, in the order asked. At most a thousand are asked
   * for at once.
   */
  findNotificationKeys(keys: readonly string[]): Promise<readonly string[]>
}
