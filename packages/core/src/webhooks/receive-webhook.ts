import type { Engine } from '../engine.ts'
import type { CallbackHint, FulfillmentProvider } from '../fulfillment/fulfillment-provider.ts'
import { draftJob } from '../jobs/draft-job.ts'
import type { JobDraft } from '../jobs/job.ts'
import { effectJob } from '../order/effect-job.ts'
import type { PaymentEvent } from '../payment/payment-provider.ts'
import type { IncomingWebhook } from '../quoin.ts'
import { QuoinError } from '../quoin-error.ts'
import { sha256Hex } from '../runtime/digest.ts'
import type { TrackingProvider } from '../tracking/tracking-provider.ts'
import { readCallbackToken } from './callback-token.ts'

/** Verifies, stores, and asks for a read of the payment: one commit. Resolves only when it is durable (INV-6). */
export async function receivePaymentWebhook(engine: Engine, { body, signature }: IncomingWebhook): Promise<void> {
  const event = await engine.payments.verifyWebhook({ body, signature: signature ?? null, now: engine.clock.now() })
  await storePaymentEvent(engine, event, textOf(body))
}

/** Stores an event that its provider has sent or listed, with the work that it leads to; once, however it came. */
export async function storePaymentEvent(
  engine: Engine,
  event: PaymentEvent,
  body: string,
): Promise<'stored' | 'duplicate'> {
  const { storage, payments, ids } = engine
  const isOurs = event.livemode === payments.livemode
  if (!isOurs) await tellOfOtherMode(engine, event)
  const record = { id: ids.uuid(), source: payments.name, eventId: event.id, type: event.type, body }
  return storage.receiveWebhook(record, isOurs ? paymentJobs(engine, event) : [])
}

/** Money of the other mode is none of ours: it is kept and told of, once a day, and moves nothing (F17). */
async function tellOfOtherMode(engine: Engine, { type: eventType, livemode }: PaymentEvent): Promise<void> {
  const { payments, clock, logger } = engine
  const mode = livemode ? 'live' : 'test'
  logger.warn({ eventType, mode }, 'A webhook of the other mode was ignored.')
  const { alertOnce } = await import('../reconcile/tell-once.ts')
  await alertOnce(engine, {
    code: 'mode_mismatch',
    reference: `${payments.name}:${clock.now().toISOString().slice(0, 10)}`,
    message: `Events of the ${mode} mode arrive here: check the webhook's settings.`,
  })
}

function paymentJobs({ ids }: Engine, { subject }: PaymentEvent): JobDraft[] {
  if (!subject) return []
  const key = `sync:${Object.values(subject).join()}`
  return [draftJob({ id: ids.uuid(), kind: 'sync_payment', key, orderId: null, payload: { ...subject } })]
}

/**
 * Stores a print provider's callback and asks for a read. The body is believed in nothing: the fulfillment comes from the
 * token that we put into the URL. A repeated event asks again, for its id proves nothing either (F53).
 */
export async function receiveFulfillmentWebhook(
  engine: Engine,
  secret: string,
  { body, token }: IncomingWebhook,
): Promise<void> {
  const { storage, fulfillment: provider, ids } = engine
  const fulfillmentId = await readCallbackToken(secret, token)
  const text = textOf(body)
  const { eventId, type } = await readHint(provider, text)
  const order = await storage.findOrder({ fulfillmentId })
  const record = { id: ids.uuid(), source: provider.name, eventId, type, body: text }
  const refresh = { id: ids.uuid(), kind: 'refresh_fulfillment', key: `refresh:${fulfillmentId}` } as const
  const jobs = order ? [draftJob({ ...refresh, orderId: order.id, payload: { fulfillmentId } })] : []
  await storage.receiveWebhook(record, jobs, { jobsOnDuplicate: true })
}

/** Verified, stored, and the parcel it is about looked at: what is in it is not believed any further. */
export async function receiveTrackingWebhook(
  engine: Engine,
  tracking: TrackingProvider,
  { body, headers = new Headers() }: IncomingWebhook,
): Promise<void> {
  const { storage, ids, clock } = engine
  const event = await tracking.verifyWebhook({ body, headers, now: clock.now() })
  const record = { id: ids.uuid(), source: tracking.name, eventId: event.id, type: event.type, body: textOf(body) }
  await storage.receiveWebhook(record, await trackingJobs(engine, event.trackerId))
}

async function trackingJobs({ storage, ids }: Engine, trackerId: string | null): Promise<JobDraft[]> {
  if (trackerId === null) return []
  const order = await storage.findOrder({ trackerId })
  const effects = (order?.fulfillments ?? []).flatMap((f) =>
    f.shipments
      .filter((s) => s.trackerId === trackerId)
      .map((s) => ({ kind: 'track_shipment', fulfillmentId: f.id, shipmentId: s.id, delayMs: 0 }) as const),
  )
  return order ? effects.map((effect) => effectJob(order.id, effect, ids.uuid)) : []
}

/** The token has said all that matters: a body of another shape is a reason to read, too. Its hash stands in for its id. */
async function readHint(provider: FulfillmentProvider, text: string): Promise<CallbackHint> {
  try {
    return provider.readCallback(text)
  } catch (error) {
    if (!isJsonObject(text)) throw error
    return { eventId: `sha256:${await sha256Hex(text)}`, type: 'unknown' }
  }
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true })

function textOf(body: Uint8Array): string {
  try {
    return decoder.decode(body)
  } catch (cause) {
    throw new QuoinError('malformed_webhook', 'The body is not UTF-8 text.', { cause })
  }
}
