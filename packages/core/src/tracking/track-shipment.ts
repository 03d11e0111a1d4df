import type { Engine } from '../engine.ts'
import { endOf, type JobHandler, orderIdOf, textOf } from '../jobs/job-handler.ts'
import { done } from '../jobs/settle.ts'
import { canBeTracked, parcelsOf } from '../order/parcel.ts'
import type { TrackedParcel, TrackingProvider, TrackingSnapshot } from './tracking-provider.ts'

/** Asks the carrier about a parcel, from its first day to its last. A webhook leads here too, whatever stood in it. */
export const trackShipment: JobHandler = async (engine: Engine, job, signal) => {
  const { storage, tracking: provider, clock, handle, logger } = engine
  const [fulfillmentId, shipmentId] = [textOf(job, 'fulfillmentId'), textOf(job, 'shipmentId')]
  const order = provider && (await storage.findOrder({ id: orderIdOf(job) }))
  const parcel =
    order && parcelsOf(order).find((p) => p.fulfillment.id === fulfillmentId && p.shipment.id === shipmentId)
  if (!provider || !order || !parcel || !canBeTracked(parcel.shipment)) return 'done'
  const { trackingNumber, carrier, trackingUrl, trackerId } = parcel.shipment
  if (trackingNumber === null) return 'done'
  const readAt = clock.now()
  const tracking = await look(provider, trackerId, { trackingNumber, carrier, trackingUrl }, signal)
  if (!tracking) logger.info({ orderId: order.id, shipmentId }, 'The tracking provider can not follow a parcel.')
  const command = { type: 'record_tracking', fulfillmentId, shipmentId, trackingNumber, tracking, readAt } as const
  return endOf(await handle(order.id, command, { actor: provider.name, settle: done(job), order }))
}

/** A tracker that the provider has forgotten, or that was another account's, is made anew. */
async function look(
  provider: TrackingProvider,
  trackerId: string | null,
  parcel: TrackedParcel,
  signal: AbortSignal,
): Promise<TrackingSnapshot | null> {
  const known = trackerId === null ? null : await provider.read(trackerId, { signal })
  return known ?? provider.track(parcel, { signal })
}
