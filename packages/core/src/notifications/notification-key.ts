import type { NotificationType } from './notification.ts'

/** What there is one notification for. */
export function notificationKey(type: NotificationType, orderId: string, parts: readonly (string | number)[]): string {
  return [type, orderId, ...parts].join(':')
}
