import type { Engine } from '../engine.ts'
import type { ClaimedJob } from '../jobs/job.ts'
import { endOf, type JobHandler } from '../jobs/job-handler.ts'
import { done } from '../order/handle-order-command.ts'
import type { Order } from '../order/order.ts'
import { recordPayment } from './record-payment.ts'

/** Reads a payment from its provider and records it. What the event said is not looked at again. */
export const syncPayment: JobHandler = async (engine, job) => {
  const known = await orderOfPayment(engine, job)
  const checkoutId = known?.payment.checkoutId ?? job.payload['checkoutId']
  // Before its checkout is known as paid, nothing of a payment matters: the checkout's own event leads here again.
  if (typeof checkoutId !== 'string') return 'done'
  const command = await recordPayment(engine, checkoutId)
  const { orderId } = command.facts
  const order = known ?? (orderId && (await engine.storage.findOrder({ id: orderId })))
  if (!order) {
    engine.logger.info('A payment event is about no order of ours.', { jobId: job.id })
    return 'done'
  }
  return endOf(await engine.handle(order.id, command, { actor: engine.payments.name, settle: done(job) }))
}

/** The order that a payment's job is about; null when no order knows of the payment yet. */
export async function orderOfPayment({ storage }: Pick<Engine, 'storage'>, job: ClaimedJob): Promise<Order | null> {
  const { checkoutId, paymentId } = job.payload
  if (typeof checkoutId === 'string') return storage.findOrder({ checkoutId })
  return typeof paymentId === 'string' ? storage.findOrder({ paymentId }) : null
}
