import { type JobHandler, textOf } from '../jobs/job-handler.ts'
import { isStillNeeded } from './is-still-needed.ts'

/**
 * Hands a notification to the notifier of its channel. A channel that is no longer there has nothing to say, and while one was
 * away, what it was to ask for may have been settled.
 */
export const sendNotification: JobHandler = async ({ storage, notifiers }, job) => {
  const channel = textOf(job, 'channel')
  const notifier = notifiers.find((n) => n.channel === channel)
  const notification = await storage.loadNotification(textOf(job, 'notificationId'))
  const order = notification && (await storage.findOrder({ id: notification.orderId }))
  if (!notifier || !notification || !order || !isStillNeeded(order, notification)) return 'done'
  await notifier.notify({ notification, order, idempotencyKey: `${channel}:${notification.key}` })
  return 'done'
}
