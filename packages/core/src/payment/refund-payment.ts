import { endOf, type JobHandler, numberOf, orderIdOf } from '../jobs/job-handler.ts'
import { done, keep } from '../jobs/settle.ts'
import { money } from '../money/money.ts'
import { isClaimedBack } from '../order/make-refund.ts'
import { QuoinError } from '../quoin-error.ts'
import { recordPayment } from './record-payment.ts'

/**
 * Gives back what is missing to the amount that was booked, whatever somebody else has given back meanwhile. The payment is
 * read first, and the key is made of where the refund starts from: two that start at the same place are one refund, so
 * repeats, crashes and workers at the same time never give back more (F31, INV-11).
 */
export const refundPayment: JobHandler = async (engine, job) => {
  const { storage, payments, handle } = engine
  const target = numberOf(job, 'target')
  const known = await storage.findOrder({ id: orderIdOf(job) })
  if (!known || known.payment.amountRefunded >= target) return 'done'
  const { checkoutId } = known.payment
  if (checkoutId === null) throw new QuoinError('payment_provider_failed', 'The order has no payment to refund.')
  const read = await handle(known.id, await recordPayment(engine, checkoutId), {
    actor: payments.name,
    settle: keep(job),
  })
  if (read.outcome !== 'committed') return endOf(read)
  // The bank has the money. Should the shop win it back, what is owed goes out then.
  if (isClaimedBack(read.order)) return 'done'
  const { payment, id, currency } = read.order
  const missing = target - payment.amountRefunded
  if (missing <= 0) return 'done'
  if (payment.paymentId === null) throw new QuoinError('payment_provider_failed', 'The order has no payment to refund.')
  await payments.refund({
    paymentId: payment.paymentId,
    amount: money(missing, currency),
    idempotencyKey: `refund:${id}:from:${payment.amountRefunded}`,
    orderId: id,
  })
  const command = { type: 'record_refund', amountRefunded: target } as const
  return endOf(await handle(id, command, { actor: 'system', settle: done(job) }))
}
