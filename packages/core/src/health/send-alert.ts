import type { Engine } from '../engine.ts'
import { type JobHandler, textOf } from '../jobs/job-handler.ts'
import { done } from '../jobs/settle.ts'
import type { Order } from '../order/order.ts'
import { namedUuid } from '../runtime/named-uuid.ts'
import { type AlertTelling, alertJobs, attentionKey, firingKey, readTelling } from './alert-jobs.ts'

/** How long an end waits until its beginning was told. */
const againMs = 30_000

/**
 * Hands an alert to the sink of its channel. A channel that is no longer there has nothing to say. While a sink is away its
 * alerts wait, and causes come and go: an end is told after its beginning, and neither once the same cause is back.
 */
export const sendAlert: JobHandler = async (engine, job) => {
  const { storage, alerts, ids } = engine
  const channel = textOf(job, 'channel')
  const sink = alerts.find((one) => one.channel === channel)
  if (!sink) return 'done'
  const { since, ...telling } = readTelling(job)
  const order = job.orderId === null ? null : await storage.findOrder({ id: job.orderId })
  const openSince = await whenOpened(engine, order, telling)
  const isBack = openSince !== null && openSince.getTime() !== since.getTime()
  if (isBack || (telling.state === 'resolved' && openSince !== null)) return 'done'
  if (telling.state === 'resolved') {
    const beginning = firingKey({ key: telling.key, since }, channel)
    if ((await storage.findPendingKeys([beginning])).length > 0) {
      const again = alertJobs({ ...telling, since }, [channel], ids.uuid).map((draft) => ({
        ...draft,
        delayMs: againMs,
      }))
      await storage.commit({ settle: done(job), jobs: again })
      return 'settled'
    }
  }
  const id = await namedUuid(`${telling.key}:${since.getTime()}:${telling.state}`)
  await sink.send({ ...telling, id, orderNumber: order?.number ?? null })
  return 'done'
}

/** When the cause appeared that is open under this key now; null when none is. */
async function whenOpened({ storage }: Engine, order: Order | null, { key }: Pick<AlertTelling, 'key'>) {
  if (!order) return (await storage.findAlert(key))?.since ?? null
  return order.attention.find((attention) => attentionKey(order.id, attention) === key)?.since ?? null
}
