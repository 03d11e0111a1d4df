import type { Engine } from '../engine.ts'
import { readFulfillment } from '../fulfillment/refresh-fulfillment.ts'
import { blockingAttention, holdingAttention } from '../order/decision.ts'
import { isOpen } from '../order/derive-order-status.ts'
import type { Order } from '../order/order.ts'
import type { OrderEffect } from '../order/order-effects.ts'
import { effectJob } from '../order/react-to-events.ts'

/** An open print may have moved without a callback (F52), and what leads an order on may have lost its job. */
export async function reconcileFulfillments(
  engine: Engine,
  order: Order,
  { readPrints }: { readonly readPrints: boolean },
): Promise<{ readonly checked: number; readonly changed: boolean }> {
  await restoreJobs(engine, order.id)
  let checked = 0
  let changed = false
  for (const fulfillment of order.fulfillments.filter(isOpen)) {
    if (!readPrints || fulfillment.providerOrderId === null) continue
    const handled = await readFulfillment(engine, order, fulfillment.id, { actor: 'system' })
    checked += 1
    changed ||= handled?.outcome === 'committed' && handled.events.some((e) => e.event.type !== 'fulfillment_read')
  }
  return { checked, changed }
}

/** As after a restored backup, or when a person has resolved what stopped it. What still waits for a person stays. */
async function restoreJobs({ storage, ids }: Engine, orderId: string): Promise<void> {
  const jobs = await storage.listJobs(orderId)
  // Read after its jobs: a job that died meanwhile has left its reason here in the same commit.
  const order = await storage.findOrder({ id: orderId })
  if (!order?.payment.capturedAt || order.closedAs) return
  const missing = leadingEffects(order).filter(
    ({ kind }) =>
      !jobs.some((job) => job.kind === kind && job.state !== 'dead') &&
      !order.attention.some((a) => a.code === 'retries_exhausted' && a.subject === kind),
  )
  if (missing.length > 0) await storage.commit({ jobs: missing.map((effect) => effectJob(order.id, effect, ids.uuid)) })
}

/** What must be under way for an order as it is. */
function leadingEffects(order: Order): OrderEffect[] {
  const open = order.fulfillments.filter(isOpen)
  const looks = open
    .filter((f) => f.providerOrderId !== null)
    .map(({ id }): OrderEffect => ({ kind: 'refresh_fulfillment', fulfillmentId: id, delayMs: 0 }))
  if (order.cancelRequest) return [{ kind: 'cancel_order' }, ...looks]
  const blocked = order.attention.some((a) => blockingAttention.includes(a.code))
  const unsent = open
    .filter((f) => f.providerOrderId === null)
    .filter(({ id }) => !order.attention.some((a) => a.subject === id && holdingAttention.includes(a.code)))
    .map(({ id }): OrderEffect => ({ kind: 'submit_fulfillment', fulfillmentId: id }))
  return blocked ? looks : [...unsent, ...looks]
}
