import { endOf, type JobHandler, numberOf, orderIdOf } from '../jobs/job-handler.ts'
import { money } from '../money/money.ts'
import { done } from '../order/handle-order-command.ts'
import { QuoinError } from '../quoin-error.ts'

/**
 * Gives back what is missing to the amount that was decided, whatever somebody else has given back meanwhile. Once: the
 * key is made of that amount (F31).
 */
export const refundPayment: JobHandler = async ({ storage, payments, handle }, job) => {
  const order = await storage.findOrder({ id: orderIdOf(job) })
  const target = numberOf(job, 'target')
  const missing = target - (order?.payment.amountRefunded ?? target)
  if (!order || missing <= 0) return 'done'
  const { paymentId } = order.payment
  if (paymentId === null) throw new QuoinError('payment_provider_failed', 'The order has no payment to refund.')
  await payments.refund({
    paymentId,
    amount: money(missing, order.currency),
    idempotencyKey: `refund:${order.id}:${target}:${missing}`,
    orderId: order.id,
  })
  const command = { type: 'record_refund', amountRefunded: target } as const
  return endOf(await handle(order.id, command, { actor: 'system', settle: done(job) }))
}
