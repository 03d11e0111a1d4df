import { endOf, type JobHandler, orderIdOf } from '../jobs/job-handler.ts'
import { done, keep } from '../jobs/settle.ts'
import { money } from '../money/money.ts'
import { isClaimedBack, owedRefund } from '../order/make-refund.ts'
import { QuoinError } from '../quoin-error.ts'
import { recordPayment } from './record-payment.ts'

/**
 * Gives back what is owed, whatever somebody else has given back meanwhile: the payment is read, the amount is fixed under a
 * number and stored, and only then sent under that number. Repeats, crashes and workers at the same time send the same, which
 * the payment provider makes once (F31, INV-11).
 */
export const refundPayment: JobHandler = async (engine, job) => {
  const { storage, payments, handle } = engine
  const options = { actor: payments.name, settle: keep(job) } as const
  const known = await storage.findOrder({ id: orderIdOf(job) })
  if (!known || !owedRefund(known)) return 'done'
  const { checkoutId, paymentId } = known.payment
  if (checkoutId === null) throw new QuoinError('payment_provider_failed', 'The order has no payment to refund.')
  const read = await handle(known.id, await recordPayment(engine, checkoutId), options)
  if (read.outcome !== 'committed') return endOf(read)
  const started = await handle(known.id, { type: 'start_refund' }, { ...options, actor: 'system' })
  if (started.outcome !== 'committed') return endOf(started)
  const { id, currency, refundBalance } = started.order
  const { attempt } = refundBalance
  // The bank has the money. Should the shop win it back, what is owed goes out then.
  if (!attempt || isClaimedBack(started.order)) return 'done'
  if (paymentId === null) throw new QuoinError('payment_provider_failed', 'The order has no payment to refund.')
  const { number } = attempt
  const amount = money(attempt.amount, currency)
  try {
    await payments.refund({ paymentId, amount, idempotencyKey: `refund:${id}:${number}`, orderId: id })
  } catch (error) {
    const isOver = error instanceof QuoinError && error.retry === 'permanent'
    if (isOver) await handle(id, { type: 'reject_refund', number }, options)
    throw error
  }
  const reading = await recordPayment(engine, checkoutId)
  return endOf(await handle(id, { type: 'record_refund', number, reading }, { ...options, settle: done(job) }))
}
