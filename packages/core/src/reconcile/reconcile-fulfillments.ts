import { readFulfillment } from '../fulfillment/refresh-fulfillment.ts'
import { isOpen } from '../order/derive-order-status.ts'
import type { Order } from '../order/order.ts'
import type { Finding } from './reconcile-report.ts'
import type { ReconcileRun } from './reconcile-run.ts'

/** Orders against their prints: an open print may have moved without a callback (F52). */
export async function reconcileFulfillments({ engine, scope, count }: ReconcileRun, order: Order): Promise<Finding[]> {
  if (!scope.readPrints) return []
  const findings: Finding[] = []
  for (const fulfillment of order.fulfillments) {
    if (!isOpen(fulfillment) || fulfillment.providerOrderId === null) continue
    count('fulfillmentsChecked')
    const handled = await readFulfillment(engine, order, fulfillment.id, { actor: 'system' })
    if (handled?.outcome !== 'committed') continue
    const moved = handled.events.some(({ event }) => event.type !== 'fulfillment_read')
    if (moved) {
      findings.push({ kind: 'print_outdated', orderId: order.id, reference: fulfillment.providerOrderId, healed: true })
    }
  }
  return findings
}
