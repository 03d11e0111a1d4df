import type { Engine } from '../engine.ts'
import type { ClaimedJob } from '../jobs/job.ts'
import { endOf, type JobEnd, type JobHandler, orderIdOf, textOf } from '../jobs/job-handler.ts'
import { done, keep } from '../jobs/settle.ts'
import { printBasis, refuseSubmission } from '../order/decide-submission.ts'
import type { Order, OrderItem } from '../order/order.ts'
import { recordPayment } from '../payment/record-payment.ts'
import { QuoinError } from '../quoin-error.ts'
import { sha256Hex } from '../runtime/digest.ts'
import type { Fulfillment } from './fulfillment.ts'
import type { FulfillmentSubmission } from './fulfillment-provider.ts'
import type { SubmissionResult } from './fulfillment-results.ts'
import { lastLook } from './last-look.ts'

/**
 * Sends one print. The body is stored before the first call and every call sends just that body, so the provider's memory
 * of the key makes any number of calls one print (INV-1, INV-13).
 */
export const submitFulfillment: JobHandler = async (engine, job, signal) => {
  const order = await freshOrder(engine, job)
  const fulfillment = order?.fulfillments.find((f) => f.id === textOf(job, 'fulfillmentId'))
  if (!order || !fulfillment || !['pending', 'submitting'].includes(fulfillment.status)) return 'done'
  const begun = fulfillment.request === null ? await startSubmission(engine, order, fulfillment, job, signal) : order
  const request = begun?.fulfillments.find(({ id }) => id === fulfillment.id)?.request
  if (!begun || !request) return 'done'
  const readAt = engine.clock.now()
  try {
    return await record(engine, begun, fulfillment, await engine.fulfillment.submit(request, { signal }), readAt, job)
  } catch (error) {
    if (!(error instanceof QuoinError) || error.code !== 'fulfillment_provider_failed' || error.retry !== 'permanent') {
      throw error
    }
    // An earlier attempt, here or elsewhere, may have had no answer: a refusal now does not prove that it failed.
    const existing = await findExisting(engine, begun, fulfillment, signal)
    if (existing) return await record(engine, begun, fulfillment, existing, readAt, job)
    return await rejectSubmission(engine, begun, fulfillment, error, job)
  }
}

/** How old the last reading of the payment may be before money is spent on its print. */
const paymentFreshMs = 60_000

/** The order, with its payment read anew when the last reading is old: a refund's event may have stayed away (F24). */
async function freshOrder(engine: Engine, job: ClaimedJob): Promise<Order | null> {
  const { storage, clock, payments, handle } = engine
  const orderId = orderIdOf(job)
  const order = await storage.findOrder({ id: orderId })
  if (!order) return null
  const { checkoutId, readAt } = order.payment
  const old = readAt === null || clock.now().getTime() - readAt.getTime() > paymentFreshMs
  const unsent = order.fulfillments.some((f) => f.status === 'pending')
  if (checkoutId === null || !old || !unsent) return order
  const options = { actor: payments.name, settle: keep(job), order }
  const handled = await handle(orderId, await recordPayment(engine, checkoutId), options)
  return handled.outcome === 'committed' ? handled.order : storage.findOrder({ id: orderId })
}

/** The order with the body to send, stored; null when it must not be sent, and the order says why. */
async function startSubmission(
  engine: Engine,
  order: Order,
  fulfillment: Fulfillment,
  job: ClaimedJob,
  signal: AbortSignal,
): Promise<Order | null> {
  const refusal = refuseSubmission(order, fulfillment)
  if (refusal) return notSent(engine, fulfillment, refusal.code)
  const { hold, quotedCost } = await lastLook(engine, order, printedItems(order, fulfillment), signal)
  if (hold && fulfillment.approvedAt === null) {
    const command = { type: 'hold_submission', fulfillmentId: fulfillment.id, reason: hold } as const
    await engine.handle(order.id, command, { actor: 'system', settle: keep(job), order })
    return notSent(engine, fulfillment, hold.code)
  }
  const request = engine.fulfillment.prepare(await submissionOf(engine, order, fulfillment))
  const command = {
    type: 'start_submission',
    fulfillmentId: fulfillment.id,
    request,
    basis: printBasis(order, fulfillment),
    requestHash: await sha256Hex(request),
    quotedCost,
    livemode: engine.fulfillment.livemode,
  } as const
  const handled = await engine.handle(order.id, command, { actor: 'system', settle: keep(job), order })
  if (handled.outcome !== 'committed') {
    const reason = handled.outcome === 'rejected' ? handled.rejection.code : handled.outcome
    return notSent(engine, fulfillment, reason)
  }
  // Another worker may have been first: what stands in the store is what is sent.
  return handled.order
}

function notSent({ logger }: Engine, fulfillment: Fulfillment, reason: string): null {
  logger.info({ fulfillmentId: fulfillment.id, reason }, 'A print was not sent.')
  return null
}

async function submissionOf(
  { callbackUrl }: Engine,
  order: Order,
  fulfillment: Fulfillment,
): Promise<FulfillmentSubmission> {
  if (order.shippingAddress === null || order.shippingMethod === null) {
    throw new QuoinError('fulfillment_provider_failed', 'The order has no address or no shipping method.')
  }
  return {
    merchantReference: order.number,
    idempotencyKey: fulfillment.idempotencyKey,
    shippingMethod: order.shippingMethod,
    recipient: { ...order.shippingAddress, email: order.email },
    items: printedItems(order, fulfillment),
    callbackUrl: await callbackUrl(fulfillment.id),
    metadata: { ...order.metadata, orderId: order.id, fulfillmentId: fulfillment.id },
  }
}

/** Of each item as many copies as the print has. */
function printedItems({ items }: Order, { lines }: Fulfillment): OrderItem[] {
  return items.flatMap((item) => {
    const line = lines.find(({ itemId }) => itemId === item.id)
    return line ? [{ ...item, quantity: line.quantity }] : []
  })
}

async function findExisting(
  engine: Engine,
  order: Order,
  fulfillment: Fulfillment,
  signal: AbortSignal,
): Promise<SubmissionResult | null> {
  const key = { merchantReference: order.number, idempotencyKey: fulfillment.idempotencyKey }
  const snapshot = await engine.fulfillment.find(key, { signal })
  return snapshot && { snapshot, alreadyExisted: true, mismatches: [] }
}

async function record(
  engine: Engine,
  order: Order,
  fulfillment: Fulfillment,
  result: SubmissionResult,
  readAt: Date,
  job: ClaimedJob,
): Promise<JobEnd> {
  const { snapshot, providerTrace = null } = result
  const { providerOrderId } = snapshot
  engine.logger.info({ fulfillmentId: fulfillment.id, providerOrderId, providerTrace }, 'The provider has a print.')
  const command = { type: 'record_submission', fulfillmentId: fulfillment.id, result, readAt } as const
  return endOf(await engine.handle(order.id, command, { actor: fulfillment.provider, settle: done(job), order }))
}

async function rejectSubmission(
  engine: Engine,
  order: Order,
  fulfillment: Fulfillment,
  error: QuoinError,
  job: ClaimedJob,
): Promise<JobEnd> {
  const command = {
    type: 'reject_submission',
    fulfillmentId: fulfillment.id,
    message: error.message,
    path: error.issues[0]?.path ?? null,
  } as const
  return endOf(await engine.handle(order.id, command, { actor: fulfillment.provider, settle: done(job), order }))
}
