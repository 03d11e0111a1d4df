import { endOf, type JobHandler, orderIdOf } from '../jobs/job-handler.ts'
import { done, keep } from '../jobs/settle.ts'
import { isOpen } from './derive-order-status.ts'

/** Asks the provider to stop every print that the request is about, then ends it. Money goes back after that, never before. */
export const cancelOrder: JobHandler = async ({ storage, fulfillment: provider, clock, handle }, job, signal) => {
  const order = await storage.findOrder({ id: orderIdOf(job) })
  if (!order?.cancelRequest) return 'done'
  const { fulfillmentIds } = order.cancelRequest
  const refused: string[] = []
  for (const { id, status, providerOrderId } of order.fulfillments) {
    if (!fulfillmentIds.includes(id) || !isOpen({ status }) || providerOrderId === null) continue
    const readAt = clock.now()
    const result = await provider.cancel(providerOrderId, { signal })
    const command = { type: 'record_cancel', fulfillmentId: id, result, readAt } as const
    const handled = await handle(order.id, command, { actor: provider.name, settle: keep(job) })
    if (handled.outcome === 'claim_lost') return 'settled'
    if (result.outcome !== 'cancelled') refused.push(id)
  }
  return endOf(await handle(order.id, { type: 'finish_cancel', refused }, { actor: 'system', settle: done(job) }))
}
