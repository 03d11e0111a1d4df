import type { Fulfillment } from '../fulfillment/fulfillment.ts'
import { readFulfillment } from '../fulfillment/refresh-fulfillment.ts'
import { isOpen } from '../order/derive-order-status.ts'
import type { Order } from '../order/order.ts'
import type { Finding } from './reconcile-report.ts'
import { isPermanent, type ReconcileRun } from './reconcile-run.ts'

/** Orders against their prints: an open print may have moved without a callback (F52). Each is a step of its own. */
export async function reconcileFulfillments(run: ReconcileRun, order: Order): Promise<Finding[]> {
  if (!run.scope.readPrints) return []
  const findings: Finding[] = []
  for (const print of order.fulfillments) {
    const { providerOrderId } = print
    if (!isOpen(print) || providerOrderId === null) continue
    findings.push(...(await run.attempt('orders', order, () => comparePrint(run, order, print, providerOrderId))))
  }
  return findings
}

async function comparePrint(
  { engine, count }: ReconcileRun,
  order: Order,
  { id: fulfillmentId }: Fulfillment,
  reference: string,
): Promise<Finding[]> {
  count('fulfillmentsChecked')
  const readAt = engine.clock.now()
  try {
    const handled = await readFulfillment(engine, order, fulfillmentId, { actor: 'system' })
    const moved = handled?.outcome === 'committed' && handled.events.some((e) => e.event.type !== 'fulfillment_read')
    return moved ? [{ kind: 'print_outdated', orderId: order.id, reference, healed: true }] : []
  } catch (error) {
    if (isPermanent(error) && error.code === 'fulfillment_provider_failed') {
      const command = {
        type: 'record_fulfillment',
        fulfillmentId,
        snapshot: null,
        refusal: error.message,
        readAt,
      } as const
      await engine.handle(order.id, command, { actor: 'system' })
    }
    throw error
  }
}
