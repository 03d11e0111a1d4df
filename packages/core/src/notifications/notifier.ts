import type { Order } from '../order/order.ts'
import type { Notification } from './notification.ts'

/**
 * Tells a customer by some channel. Called at least once for each notification and retried when it throws:
 * hand `idempotencyKey` on to a service that knows such keys.
 */
export interface Notifier {
  /** Such as `email`. Names the channel in jobs and logs. */
  readonly channel: string
  notify(message: {
    readonly notification: Notification
    readonly order: Order
    readonly idempotencyKey: string
  }): Promise<void>
}
