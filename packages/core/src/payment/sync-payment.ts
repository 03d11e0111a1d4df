import type { Engine } from '../engine.ts'
import type { ClaimedJob } from '../jobs/job.ts'
import { endOf, type JobHandler } from '../jobs/job-handler.ts'
import { done } from '../order/handle-order-command.ts'
import type { Order } from '../order/order.ts'
import type { CommandOf } from '../order/order-commands.ts'
import { QuoinError } from '../quoin-error.ts'
import { recordPayment } from './record-payment.ts'

/** Reads a payment from its provider and records it. What the event said is not looked at again. */
export const syncPayment: JobHandler = async (engine, job) => {
  const known = await orderOfPayment(engine, job)
  const checkoutId = known?.payment.checkoutId ?? job.payload['checkoutId']
  // Before its checkout is known as paid, nothing of a payment matters: the checkout's own event leads here again.
  if (typeof checkoutId !== 'string') return 'done'
  const command = await readUnlessForeign(engine, checkoutId, known !== null)
  const orderId = command?.facts.orderId
  const order = known ?? (orderId ? await engine.storage.findOrder({ id: orderId }) : null)
  const adopted = command && !order ? await engine.adopt(checkoutId, engine.payments.name) : null
  if (adopted) return 'done'
  if (!command || !order) {
    engine.logger.info('A payment event is about no order of ours.', { jobId: job.id })
    return 'done'
  }
  const told = job.payload['failed'] === true ? withFailure(command) : command
  return endOf(await engine.handle(order.id, told, { actor: engine.payments.name, settle: done(job) }))
}

/** Null for a checkout that the provider does not show and no order knows: it is another's. */
async function readUnlessForeign(engine: Engine, checkoutId: string, isOurs: boolean): Promise<RecordPayment | null> {
  try {
    return await recordPayment(engine, checkoutId)
  } catch (error) {
    if (!isOurs && error instanceof QuoinError && error.retry === 'permanent') return null
    throw error
  }
}

/** A checkout alone does not always show whether a delayed payment is under way or failed; the verified event does. */
function withFailure(command: RecordPayment): RecordPayment {
  const { facts } = command
  return facts.money === 'processing' ? { ...command, facts: { ...facts, money: 'failed' } } : command
}

type RecordPayment = CommandOf<'record_payment'>

/** The order that a payment's job is about; null when no order knows of the payment yet. */
export async function orderOfPayment({ storage }: Pick<Engine, 'storage'>, job: ClaimedJob): Promise<Order | null> {
  const { checkoutId, paymentId } = job.payload
  if (typeof checkoutId === 'string') return storage.findOrder({ checkoutId })
  return typeof paymentId === 'string' ? storage.findOrder({ paymentId }) : null
}
