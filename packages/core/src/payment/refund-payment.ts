import { endOf, type JobHandler, numberOf, orderIdOf } from '../jobs/job-handler.ts'
import { money } from '../money/money.ts'
import { done } from '../order/handle-order-command.ts'

/** Gives back what was decided, once: the key is made of what had been given back before (F31). */
export const refundPayment: JobHandler = async ({ storage, payments, handle }, job) => {
  const order = await storage.findOrder({ id: orderIdOf(job) })
  const amount = numberOf(job, 'amount')
  const refundedBefore = numberOf(job, 'refundedBefore')
  if (!order?.payment.paymentId || order.payment.amountRefunded > refundedBefore) return 'done'
  await payments.refund({
    paymentId: order.payment.paymentId,
    amount: money(amount, order.currency),
    idempotencyKey: `refund:${order.id}:${refundedBefore}`,
    orderId: order.id,
  })
  const command = { type: 'record_refund', amountRefunded: refundedBefore + amount } as const
  return endOf(await handle(order.id, command, { actor: 'system', settle: done(job) }))
}
