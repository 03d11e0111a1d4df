import type { Engine } from '../engine.ts'
import { endOf, type JobHandler, orderIdOf, textOf } from '../jobs/job-handler.ts'
import { done } from '../jobs/settle.ts'
import type { CommandOptions, Handled } from '../order/handle-order-command.ts'
import type { Order } from '../order/order.ts'

/** Reads a provider order and records it. This is what a callback leads to, whatever stood in it (F53). */
export const refreshFulfillment: JobHandler = async (engine, job, signal) => {
  const order = await engine.storage.findOrder({ id: orderIdOf(job) })
  if (!order) return 'done'
  const options = { actor: engine.fulfillment.name, settle: done(job) }
  const handled = await readFulfillment(engine, order, textOf(job, 'fulfillmentId'), options, signal)
  return handled ? endOf(handled) : 'done'
}

/** Null when there is nothing to read: before the provider's answer to the submission, the submission's own job leads. */
export async function readFulfillment(
  { fulfillment: provider, clock, handle }: Engine,
  order: Order,
  fulfillmentId: string,
  options: CommandOptions,
  signal?: AbortSignal,
): Promise<Handled | null> {
  const fulfillment = order.fulfillments.find((f) => f.id === fulfillmentId)
  if (!fulfillment?.providerOrderId) return null
  const readAt = clock.now()
  const snapshot = await provider.read(fulfillment.providerOrderId, signal && { signal })
  return handle(order.id, { type: 'record_fulfillment', fulfillmentId, snapshot, readAt }, { ...options, order })
}
