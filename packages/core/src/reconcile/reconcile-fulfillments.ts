import type { Engine } from '../engine.ts'
import { readFulfillment } from '../fulfillment/refresh-fulfillment.ts'
import { isOpen } from '../order/derive-order-status.ts'
import type { Order } from '../order/order.ts'
import { effectJob } from '../order/react-to-events.ts'

/** An open print may have moved without a callback (F52). Returns whether the order changed. */
export async function reconcileFulfillments(engine: Engine, order: Order): Promise<boolean> {
  let changed = false
  for (const fulfillment of order.fulfillments.filter(isOpen)) {
    if (fulfillment.providerOrderId === null) {
      // Joins the job that waits for it; one that was lost with a restored backup is made anew.
      const effect = { kind: 'submit_fulfillment', fulfillmentId: fulfillment.id } as const
      await engine.storage.commit({ jobs: [effectJob(order.id, effect, engine.ids.uuid)] })
      continue
    }
    const handled = await readFulfillment(engine, order, fulfillment.id, { actor: 'system' })
    changed ||= handled?.outcome === 'committed' && handled.events.length > 0
  }
  return changed
}
