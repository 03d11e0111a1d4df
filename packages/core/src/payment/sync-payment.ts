import type { Engine } from '../engine.ts'
import type { ClaimedJob } from '../jobs/job.ts'
import { endOf, type JobHandler } from '../jobs/job-handler.ts'
import { done } from '../jobs/settle.ts'
import type { Order } from '../order/order.ts'
import type { CommandOf } from '../order/order-commands.ts'
import { QuoinError } from '../quoin-error.ts'
import { recordPayment } from './record-payment.ts'

/**
 * Reads a payment from its provider and records it. What the event said is not looked at again. Whatever the event was
 * about leads to a checkout, and that to its order: by the order that knows it, by the order's id that stands in it (F02),
 * or by making an order of it.
 */
export const syncPayment: JobHandler = async (engine, job) => {
  const known = await orderOfPayment(engine, job)
  const checkoutId = known?.payment.checkoutId ?? (await checkoutOf(engine, job))
  if (checkoutId === null) return 'done'
  const command = await readUnlessForeign(engine, checkoutId, known !== null)
  const order = command && (known ?? (await orderOf(engine, command)))
  if (!command || !order) {
    engine.logger.info({}, 'A payment event is about no order of ours.')
    return 'done'
  }
  const told = job.payload['failed'] === true ? withFailure(command) : command
  return endOf(await engine.handle(order.id, told, { actor: engine.payments.name, settle: done(job), order }))
}

/** The checkout that an event is about, by whatever the event names. */
async function checkoutOf({ payments }: Engine, { payload }: ClaimedJob): Promise<string | null> {
  const { checkoutId, paymentId, reference } = payload
  if (typeof checkoutId === 'string') return checkoutId
  if (typeof paymentId === 'string') return payments.findCheckout({ paymentId })
  return typeof reference === 'string' ? payments.findCheckout({ reference }) : null
}

/** The order of a checkout that no order was found by: its own, or one that is made of it now. */
async function orderOf({ storage, adopt, payments }: Engine, { facts }: RecordPayment): Promise<Order | null> {
  const { checkoutId, orderId, state } = facts
  const known = (await storage.findOrder({ checkoutId })) ?? (orderId && (await storage.findOrder({ id: orderId })))
  if (known) return known
  return state === 'complete' ? adopt(checkoutId, payments.name) : null
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
