import type { Engine } from '../engine.ts'
import { endOf, type JobHandler } from '../jobs/job-handler.ts'
import { done } from '../order/handle-order-command.ts'
import type { Order } from '../order/order.ts'
import type { OrderCommand } from '../order/order-commands.ts'
import type { PaymentFacts } from './payment-facts.ts'

/** Reads a payment from its provider and records it. What the event said is not looked at again. */
export const syncPayment: JobHandler = async (engine, job) => {
  const found = await findPayment(engine, job.payload['checkoutId'], job.payload['paymentId'])
  if (!found) {
    engine.logger.info('A payment event is about no order of ours.', { jobId: job.id })
    return 'done'
  }
  const { order, facts } = found
  return endOf(
    await engine.handle(order.id, recordPayment(engine, facts), { actor: engine.payments.name, settle: done(job) }),
  )
}

/** The command that takes in what a payment provider says. */
export function recordPayment(engine: Pick<Engine, 'target'>, facts: PaymentFacts): OrderCommand {
  return { type: 'record_payment', facts, fulfillment: engine.target }
}

async function findPayment(
  { storage, payments }: Engine,
  checkoutId: unknown,
  paymentId: unknown,
): Promise<{ order: Order; facts: PaymentFacts } | null> {
  if (typeof checkoutId === 'string') {
    const facts = await payments.readPayment(checkoutId)
    const order =
      (facts.orderId && (await storage.findOrder({ id: facts.orderId }))) || (await storage.findOrder({ checkoutId }))
    return order && { order, facts }
  }
  const order = typeof paymentId === 'string' ? await storage.findOrder({ paymentId }) : null
  // Before its checkout is known as paid, nothing of a payment matters: the checkout's own event leads here again.
  if (!order?.payment.checkoutId) return null
  return { order, facts: await payments.readPayment(order.payment.checkoutId) }
}
