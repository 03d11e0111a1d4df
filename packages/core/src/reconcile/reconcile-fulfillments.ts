import type { Engine } from '../engine.ts'
import type { Fulfillment } from '../fulfillment/fulfillment.ts'
import { readFulfillment } from '../fulfillment/refresh-fulfillment.ts'
import { holdingAttention } from '../order/decision.ts'
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

/** As after a restored backup. What is held for a person has no job either, and needs none. */
async function hasLostItsJob({ storage }: Engine, order: Order, { id }: Fulfillment): Promise<boolean> {
  const held = order.attention.some(({ code, subject }) => subject === id && holdingAttention.includes(code))
  return !held && !(await storage.listJobs(order.id)).some(({ kind }) => kind === 'submit_fulfillment')
}

async function submitAnew({ storage, ids }: Engine, order: Order, { id }: Fulfillment): Promise<void> {
  const effect = { kind: 'submit_fulfillment', fulfillmentId: id, approved: false } as const
  await storage.commit({ jobs: [effectJob(order.id, effect, ids.uuid)] })
}
