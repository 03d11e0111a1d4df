import { canonicalJson } from '../canonical-json.ts'
import type { FulfillmentProgress } from '../fulfillment/fulfillment.ts'
import { mergeShipment } from '../fulfillment/merge-fulfillment.ts'
import type { Shipment } from '../fulfillment/shipment.ts'
import type { TrackingSnapshot } from '../tracking/tracking-snapshot.ts'
import { accept, type Decision, openAttention, reject, resolveAttention } from './decision.ts'
import type { Order } from './order.ts'
import type { CommandOf, DecisionContext } from './order-commands.ts'
import type { OrderEffect } from './order-effects.ts'
import type { OrderEvent } from './order-events.ts'
import { canBeTracked, deliveryAttention, type Parcel, sentAt, silentFrom, subjectOf } from './parcel.ts'

/** Takes in what the carrier says now of a parcel; null when it knows nothing of it. */
export function decideRecordTracking(
  order: Order,
  { fulfillmentId, shipmentId, trackingNumber, tracking, readAt }: CommandOf<'record_tracking'>,
  { now }: DecisionContext,
): Decision {
  const fulfillment = order.fulfillments.find((f) => f.id === fulfillmentId)
  const shipment = fulfillment?.shipments.find((s) => s.id === shipmentId)
  if (!fulfillment || !shipment) return reject('shipment_not_found', 'The order has no such parcel.', 'shipmentId')
  // It has got another number since it was asked about; that one has a look of its own.
  if (shipment.trackingNumber !== trackingNumber) return accept()
  const said = tracking && isAboutAnother(shipment, tracking) ? { ...tracking, ...knowsNothing } : tracking
  const parcel = { fulfillment, shipment: mergeShipment(shipment, described(shipment, said, readAt)) }
  return accept(
    [
      ...trackingEvents(fulfillmentId, shipment, parcel.shipment),
      ...attentionEvents(order, parcel, { before: shipment, said, readAt, now }),
    ],
    said?.status === 'returned' ? [] : nextLook(parcel, now),
  )
}

/** Carriers give their numbers again after some months. What arrived before it was sent is another parcel. */
function isAboutAnother({ shippedAt }: Shipment, { deliveredAt }: TrackingSnapshot): boolean {
  return shippedAt !== null && deliveredAt !== null && deliveredAt.getTime() < shippedAt.getTime() - toleranceMs
}
/** Local times without a zone, and a print provider that notes the dispatch late. */
const toleranceMs = 48 * 3_600_000
const knowsNothing = { status: 'shipped', message: null, estimatedDeliveryAt: null, deliveredAt: null } as const

/** The parcel as the carrier alone describes it. */
function described(shipment: Shipment, said: TrackingSnapshot | null, readAt: Date): Shipment {
  const deliveredAt = said?.status === 'delivered' ? (said.deliveredAt ?? readAt) : null
  return {
    ...shipment,
    status: said?.status ?? shipment.status,
    trackerId: said?.trackerId ?? null,
    estimatedDeliveryAt: said?.estimatedDeliveryAt ?? null,
    trackedAt: readAt,
    deliveredAt,
  }
}

function trackingEvents(fulfillmentId: string, before: Shipment, shipment: Shipment): OrderEvent[] {
  const { id: shipmentId, trackedAt } = shipment
  if (canonicalJson({ ...shipment, trackedAt: null }) !== canonicalJson({ ...before, trackedAt: null })) {
    return [{ type: 'shipment_updated', fulfillmentId, from: before.status, shipment }]
  }
  const isKnown = trackedAt === null || trackedAt.getTime() === before.trackedAt?.getTime()
  return isKnown ? [] : [{ type: 'shipment_read', fulfillmentId, shipmentId, trackedAt }]
}

interface Reading {
  readonly before: Shipment
  readonly said: TrackingSnapshot | null
  readonly readAt: Date
  readonly now: Date
}

function attentionEvents(order: Order, parcel: Parcel, { before, said, readAt, now }: Reading): OrderEvent[] {
  const { status } = parcel.shipment
  const subject = subjectOf(order, parcel)
  const resolve = (...codes: string[]) =>
    resolveAttention(order, (a) => a.subject === subject && codes.includes(a.code))
  const open = (code: 'delivery_exception' | 'parcel_returned' | 'delivery_unknown', message: string) =>
    openAttention(order, { code, subject, message, url: parcel.shipment.trackingUrl }, now)
  const returned = () => open('parcel_returned', said?.message ?? 'The parcel comes back.')
  const isNews = status !== before.status
  const isLatest = before.trackedAt === null || readAt > before.trackedAt

  if (status === 'delivered') {
    // Arrived and sent back afterwards: the status does not go back, but a person must know.
    if (said?.status === 'returned' && readAt >= (before.trackedAt ?? readAt)) {
      return [...resolve('delivery_exception', 'delivery_unknown'), ...returned()]
    }
    return resolve('delivery_exception', 'delivery_unknown', ...(isLatest ? ['parcel_returned'] : []))
  }
  if (status === 'returned') {
    return isNews ? [...resolve('delivery_exception', 'delivery_unknown'), ...returned()] : []
  }
  const exception =
    status === 'exception' && isNews
      ? open('delivery_exception', said?.message ?? 'The carrier reports a problem with the parcel.')
      : []
  const limit = silentFrom(parcel)
  // Once, when the limit is passed: who has resolved it has seen it.
  const isSilent = readAt >= limit && (before.trackedAt === null || before.trackedAt < limit)
  const message = 'It was sent 45 days ago, and its carrier has not said that it arrived.'
  return [...exception, ...(isSilent ? open('delivery_unknown', message) : [])]
}

const hour = 3_600_000
const firstDayMs = 24 * hour
const earlyLookMs = 6 * hour
const laterLookMs = 12 * hour

/** Webhooks can stay away, so a parcel is looked at until it has arrived, or its carrier is given up. */
function nextLook(parcel: Parcel, now: Date): OrderEffect[] {
  const { fulfillment, shipment } = parcel
  if (shipment.status === 'delivered' || now >= silentFrom(parcel)) return []
  const delayMs = now.getTime() - sentAt(parcel).getTime() < firstDayMs ? earlyLookMs : laterLookMs
  return [{ kind: 'track_shipment', fulfillmentId: fulfillment.id, shipmentId: shipment.id, delayMs }]
}

/** Asks the carriers about parcels that were sent now, or that got a number, or another one. */
export function trackNewNumbers(
  fulfillmentId: string,
  before: readonly Shipment[],
  { shipments }: Pick<FulfillmentProgress, 'shipments'>,
): OrderEffect[] {
  return shipments
    .filter((shipment) => canBeTracked(shipment) && shipment.status !== 'delivered')
    .filter(({ id, trackingNumber }) => {
      const known = before.find((s) => s.id === id)
      return !known || !canBeTracked(known) || known.trackingNumber !== trackingNumber
    })
    .map(({ id }) => ({ kind: 'track_shipment', fulfillmentId, shipmentId: id, delayMs: 0 }))
}

/** The events that close what a carrier's word or silence has opened about a parcel. */
export function resolveDelivery(order: Order, parcel: Parcel): OrderEvent[] {
  const subject = subjectOf(order, parcel)
  return resolveAttention(order, (a) => a.subject === subject && deliveryAttention.includes(a.code))
}
