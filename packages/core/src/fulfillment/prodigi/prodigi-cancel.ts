import type { CancelResult } from '../fulfillment-provider.ts'
import type { CancelOrderResult } from './prodigi-action.ts'
import { toSnapshot } from './prodigi-mapping.ts'
import type { ProdigiOrder } from './prodigi-order.ts'

/**
 * What a cancel came to, by the order after it and not by the outcome alone (F57, F59): money is given back on it.
 * Null when the two contradict each other, so that nobody can say yet.
 *
 * @param order null when Prodigi shows none.
 */
export function judgeCancel(outcome: CancelOrderResult['outcome'], order: ProdigiOrder | null): CancelResult | null {
  const snapshot = order && toSnapshot(order)
  const isRefusal = outcome === 'FailedToCancel' || outcome === 'ActionNotAvailable'
  const parcels = order?.shipments.map((shipment) => shipment.status) ?? []
  // Also the answer to a second cancel: the action is gone, the order is cancelled.
  if (snapshot?.status === 'cancelled')
    return { outcome: parcels.includes('Shipped') ? 'partial' : 'cancelled', snapshot }
  if (parcels.includes('Cancelled')) return { outcome: 'partial', snapshot }
  if (isRefusal) return { outcome: 'refused', snapshot }
  // A held order can't be shown, so the word is all there is.
  if (outcome === 'Cancelled' && snapshot === null) return { outcome: 'cancelled', snapshot }
  return null
}
