import { endOf, type JobHandler, orderIdOf } from '../jobs/job-handler.ts'
import { done, keep } from '../jobs/settle.ts'
import { isOpen } from './derive-order-status.ts'

/** Asks the provider to cancel everything that is open there, then ends the order. Money goes back after that, never before. */
export const cancelOrder: JobHandler = async ({ storage, fulfillment: provider, clock, handle }, job, signal) => {
  const order = await storage.findOrder({ id: orderIdOf(job) })
  if (!order?.cancelRequest) return 'done'
  for (const { id, status, providerOrderId } of order.fulfillments) {
    if (!isOpen({ status }) || providerOrderId === null) continue
    const readAt = clock.now()
    const result = await provider.cancel(providerOrderId, { signal })
    const command = { type: 'record_cancel', fulfillmentId: id, result, readAt } as const
    const handled = await handle(order.id, command, { actor: provider.name, settle: keep(job) })
    if (handled.outcome === 'claim_lost') return 'settled'
  }
  return endOf(await handle(order.id, { type: 'finish_cancel' }, { actor: 'system', settle: done(job) }))
}
