import { endOf, type JobHandler, orderIdOf } from '../jobs/job-handler.ts'
import { done } from '../jobs/settle.ts'
import { recordPayment } from './record-payment.ts'

/** Closes the page of an order that nobody paid, or that is no longer wanted; what was paid in the meantime is recorded. */
export const expireCheckout: JobHandler = async (engine, job) => {
  const { storage, payments, handle } = engine
  const order = await storage.findOrder({ id: orderIdOf(job) })
  if (!order || order.closedAs || order.payment.capturedAt) return 'done'
  const { checkoutId } = order.payment
  const options = { actor: 'system', settle: done(job), order }
  if (checkoutId === null) return endOf(await handle(order.id, { type: 'expire_order' }, options))
  await payments.expireCheckout(checkoutId)
  return endOf(await handle(order.id, await recordPayment(engine, checkoutId), options))
}
