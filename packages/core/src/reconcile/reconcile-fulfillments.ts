import type { Engine } from '../engine.ts'
import type { Fulfillment } from '../fulfillment/fulfillment.ts'
import { readFulfillment } from '../fulfillment/refresh-fulfillment.ts'
import { blockingAttention, holdingAttention } from '../order/decision.ts'
import { isOpen } from '../order/derive-order-status.ts'
import type { Order } from '../order/order.ts'
import { effectJob } from '../order/react-to-events.ts'

/** An open print may have moved without a callback (F52), and a submission may have lost its job with a restored backup. */
export async function reconcileFulfillments(
  engine: Engine,
  order: Order,
  { readPrints }: { readonly readPrints: boolean },
): Promise<{ readonly checked: number; readonly changed: boolean }> {
  let checked = 0
  let changed = false
  for (const fulfillment of order.fulfillments.filter(isOpen)) {
    if (fulfillment.providerOrderId === null) {
      if (await hasLostItsJob(engine, order, fulfillment)) await submitAnew(engine, order, fulfillment)
    } else if (readPrints) {
      const handled = await readFulfillment(engine, order, fulfillment.id, { actor: 'system' })
      checked += 1
      changed ||= handled?.outcome === 'committed' && handled.events.some((e) => e.event.type !== 'fulfillment_read')
    }
  }
  return { checked, changed }
}

/**
 * As after a restored backup, or when a person has resolved what stopped it. What still waits for a person goes on when
 * somebody asks for it.
 */
async function hasLostItsJob({ storage }: Engine, { id: orderId }: Order, { id }: Fulfillment): Promise<boolean> {
  const jobs = await storage.listJobs(orderId)
  if (jobs.some(({ kind, state }) => kind === 'submit_fulfillment' && state !== 'dead')) return false
  // Read after its jobs: a job that died meanwhile has left its reason here in the same commit.
  const order = await storage.findOrder({ id: orderId })
  if (!order || order.cancelRequest || order.closedAs) return false
  return !order.attention.some(
    ({ code, subject }) =>
      blockingAttention.includes(code) ||
      (subject === id && holdingAttention.includes(code)) ||
      (code === 'retries_exhausted' && subject === 'submit_fulfillment'),
  )
}

async function submitAnew({ storage, ids }: Engine, order: Order, { id }: Fulfillment): Promise<void> {
  const effect = { kind: 'submit_fulfillment', fulfillmentId: id } as const
  await storage.commit({ jobs: [effectJob(order.id, effect, ids.uuid)] })
}
