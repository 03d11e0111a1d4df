import type { Engine } from '../engine.ts'
import type { ClaimedJob } from '../jobs/job.ts'
import { endOf, type JobEnd, type JobHandler, orderIdOf, textOf } from '../jobs/job-handler.ts'
import type { Money } from '../money/money.ts'
import type { AttentionReason } from '../order/attention.ts'
import { done, keep } from '../order/handle-order-command.ts'
import type { Order } from '../order/order.ts'
import { QuoinError } from '../quoin-error.ts'
import { sha256Hex } from '../runtime/web-crypto.ts'
import type { Fulfillment } from './fulfillment.ts'
import type { FulfillmentSubmission } from './fulfillment-provider.ts'
import type { SubmissionResult } from './fulfillment-results.ts'
import { lastLook } from './last-look.ts'

/**
 * Sends one print. The body is stored before the first call and every call sends just that body, so the provider's memory
 * of the key makes any number of calls one print (INV-1, INV-13).
 */
export const submitFulfillment: JobHandler = async (engine, job, signal) => {
  const order = await engine.storage.findOrder({ id: orderIdOf(job) })
  const fulfillment = order?.fulfillments.find((f) => f.id === textOf(job, 'fulfillmentId'))
  if (!order || !fulfillment || !['pending', 'submitting'].includes(fulfillment.status)) return 'done'
  const look = fulfillment.request === null ? await lastLook(engine, order, signal) : null
  if (look?.hold && job.payload['approved'] !== true) return hold(engine, order, fulfillment, look.hold, job)
  const request = look ? await startSubmission(engine, order, fulfillment, look.quotedCost, job) : fulfillment.request
  if (request === null) return 'done'
  const readAt = engine.clock.now()
  try {
    return await record(engine, order, fulfillment, await engine.fulfillment.submit(request, { signal }), readAt, job)
  } catch (error) {
    if (!(error instanceof QuoinError) || error.code !== 'fulfillment_provider_failed' || error.retry !== 'permanent') {
      throw error
    }
    const begunBefore = fulfillment.request !== null
    const existing = begunBefore ? await findExisting(engine, order, fulfillment, signal) : null
    if (existing) return await record(engine, order, fulfillment, existing, readAt, job)
    return await rejectSubmission(engine, order, fulfillment, error, job)
  }
}

/** Nothing was sent; a person learns why. */
async function hold(
  engine: Engine,
  order: Order,
  fulfillment: Fulfillment,
  reason: AttentionReason,
  job: ClaimedJob,
): Promise<JobEnd> {
  const command = { type: 'hold_submission', fulfillmentId: fulfillment.id, reason } as const
  return endOf(await engine.handle(order.id, command, { actor: 'system', settle: done(job) }))
}

/** Null when the order forbids to send, and says why. */
async function startSubmission(
  engine: Engine,
  order: Order,
  fulfillment: Fulfillment,
  quotedCost: Money | null,
  job: ClaimedJob,
): Promise<string | null> {
  const request = engine.fulfillment.prepare(await submissionOf(engine, order, fulfillment))
  const requestHash = await sha256Hex(request)
  const command = {
    type: 'start_submission',
    fulfillmentId: fulfillment.id,
    request,
    requestHash,
    quotedCost,
  } as const
  const handled = await engine.handle(order.id, command, { actor: 'system', settle: keep(job) })
  if (handled.outcome !== 'committed') {
    const reason = handled.outcome === 'rejected' ? handled.rejection.code : handled.outcome
    engine.logger.info('A print was not sent.', { orderId: order.id, fulfillmentId: fulfillment.id, reason })
    return null
  }
  // Another worker may have been first: what stands in the store is what is sent.
  return handled.order.fulfillments.find((f) => f.id === fulfillment.id)?.request ?? null
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
    items: order.items,
    callbackUrl: await callbackUrl(fulfillment.id),
    metadata: { orderId: order.id, fulfillmentId: fulfillment.id },
  }
}

/** An earlier attempt had no answer. A refusal now does not prove that it failed, so the provider's list is looked at. */
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
  const command = { type: 'record_submission', fulfillmentId: fulfillment.id, result, readAt } as const
  return endOf(await engine.handle(order.id, command, { actor: fulfillment.provider, settle: done(job) }))
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
  return endOf(await engine.handle(order.id, command, { actor: fulfillment.provider, settle: done(job) }))
}
