import type { Engine } from '../engine.ts'
import { effectJob } from '../order/effect-job.ts'
import type { Order } from '../order/order.ts'
import type { OrderEffect } from '../order/order-effects.ts'
import { canBeTracked, type Parcel, parcelsOf, sentAt, silentFrom } from '../order/parcel.ts'
import type { Position } from '../storage/position.ts'

const day = 24 * 3_600_000
/** Twice the longest wait between two looks. */
const overdueMs = day
/** Parcels are followed for 45 days; a print that takes longer than the rest is found by hand. */
const oldestMs = 120 * day
const pageSize = 100

/**
 * Gives parcels under way their look again that should have had one long ago: a restored backup has lost it, or they were
 * sent before there was a tracking provider. A look that waits already stays the only one.
 *
 * @param options.now whether all parcels under way are to be looked at now.
 */
export async function restoreTracking(engine: Engine, options: { readonly now: boolean }): Promise<void> {
  const { tracking, storage, clock, ids } = engine
  if (!tracking) return
  for await (const order of sentOrders(engine)) {
    // A person has been told already that it was given up.
    if (order.attention.some((a) => a.code === 'retries_exhausted' && a.subject === 'track_shipment')) continue
    const late = parcelsOf(order).filter(
      (parcel) => isUnderWay(parcel, clock.now()) && (options.now || isOverdue(parcel, clock.now())),
    )
    const jobs = late.map(lookNow).map((effect) => effectJob(order.id, effect, ids.uuid))
    if (jobs.length > 0) await storage.commit({ jobs })
  }
}

function isUnderWay(parcel: Parcel, now: Date): boolean {
  const { status, trackedAt } = parcel.shipment
  if (!canBeTracked(parcel.shipment) || status === 'delivered' || status === 'returned') return false
  // One that was followed has its last look after its time, too: that one tells a person.
  const limit = silentFrom(parcel)
  return now < limit || (trackedAt !== null && trackedAt < limit)
}

function isOverdue(parcel: Parcel, now: Date): boolean {
  const since = parcel.shipment.trackedAt ?? sentAt(parcel)
  return now.getTime() - since.getTime() >= overdueMs
}

function lookNow({ fulfillment, shipment }: Parcel): OrderEffect {
  return { kind: 'track_shipment', fulfillmentId: fulfillment.id, shipmentId: shipment.id, delayMs: 0 }
}

async function* sentOrders({ storage, clock }: Engine): AsyncGenerator<Order> {
  const createdFrom = new Date(clock.now().getTime() - oldestMs)
  let after: Position | undefined
  for (;;) {
    const page = await storage.listOrders({
      // An order stays delivered while a reprint of it is under way.
      status: ['partially_shipped', 'shipped', 'delivered'],
      createdFrom,
      sort: 'createdAt',
      limit: pageSize,
      ...(after && { after }),
    })
    yield* page
    const last = page.at(-1)
    if (!last || page.length < pageSize) return
    after = { at: last.createdAt, id: last.id }
  }
}
