import type { Subscriptions } from '../engine.ts'
import { type JobHandler, numberOf, orderIdOf, textOf } from '../jobs/job-handler.ts'
import type { QuoinEventName } from '../quoin-events.ts'

/** Calls the host's subscriber for one event. */
export const runSubscription: JobHandler = async ({ storage, subscriptions }, job) => {
  const name = textOf(job, 'name')
  const subscriber = isSubscribed(subscriptions, name) ? subscriptions[name] : undefined
  const order = await storage.findOrder({ id: orderIdOf(job) })
  if (!subscriber || !order) return 'done'
  const [version, position] = [numberOf(job, 'version'), numberOf(job, 'position')]
  const history = await storage.loadHistory(order.id)
  const event = history.find((e) => e.version === version && e.position === position)
  if (event) await subscriber({ order, event })
  return 'done'
}

function isSubscribed(subscriptions: Subscriptions, name: string): name is QuoinEventName {
  return Object.hasOwn(subscriptions, name)
}
