import type { Engine } from '../engine.ts'
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
    const held = order.attention.some((a) => a.subject === fulfillment.id && holdingAttention.includes(a.code))
    if (held) continue
    if (fulfillment.providerOrderId === null) {
      // Joins the job that waits for it, if one does.
      const effect = { kind: 'submit_fulfillment', fulfillmentId: fulfillment.id, approved: false } as const
      await engine.storage.commit({ jobs: [effectJob(order.id, effect, engine.ids.uuid)] })
    } else if (readPrints) {
      const handled = await readFulfillment(engine, order, fulfillment.id, { actor: 'system' })
      checked += 1
      changed ||= handled?.outcome === 'committed' && handled.events.some((e) => e.event.type !== 'fulfillment_read')
    }
  }
  return { checked, changed }
}
