import { actionNeeded } from '../order/action-needed.ts'
import type { Order } from '../order/order.ts'
import type { Notification } from './notification.ts'
import { notificationKey } from './notification-key.ts'

/** Whether what a notification asks of the customer is still to be done. One that asks for nothing is news at any time. */
export function isStillNeeded(order: Order, { type, key }: Pick<Notification, 'type' | 'key'>): boolean {
  if (type !== 'action_needed') return true
  return order.attention.some((reason) => {
    const needed = actionNeeded(order, reason)
    return needed !== null && notificationKey(type, order.id, needed.key) === key
  })
}
