import { canonicalJson } from '../canonical-json.ts'
import type { FulfillmentStatus, ShipmentStatus } from '../order/order-status.ts'
import type { Fulfillment, FulfillmentProgress, FulfillmentSnapshot, ProviderCharge } from './fulfillment.ts'
import type { Shipment, ShipmentSnapshot } from './shipment.ts'

/**
 * Status is a join: the higher rank stays, so answers may come late, twice and in any order. A print that was sent
 * outranks one that was cancelled, for a parcel on its way is a fact.
 */
const fulfillmentRank: Readonly<Record<FulfillmentStatus, number>> = {
  pending: 0,
  submitting: 1,
  rejected: 2,
  on_hold: 3,
  submitted: 4,
  in_production: 5,
  partially_shipped: 6,
  cancelled: 7,
  shipped: 8,
}

const shipmentRank: Readonly<Record<ShipmentStatus, number>> = {
  processing: 0,
  cancelled: 1,
  shipped: 2,
  in_transit: 3,
  out_for_delivery: 4,
  exception: 5,
  returned: 6,
  delivered: 7,
}

/**
 * What is known of a fulfillment after one more answer of its provider. Any permutation and duplication of the same
 * answers ends in the same state (INV-7): statuses are joined by rank, the rest is taken from the answer that was asked
 * for last, and known tracking is never replaced by nothing.
 *
 * @param readAt when the provider was asked, by the caller's clock.
 */
export function mergeFulfillment(known: Fulfillment, answer: FulfillmentSnapshot, readAt: Date): FulfillmentProgress {
  const newer = isNewer(readAt, known.readAt, canonicalJson(answer.issues), canonicalJson(known.issues))
  return {
    status: higher(fulfillmentRank, known.status, answer.status),
    providerOrderId: known.providerOrderId ?? answer.providerOrderId,
    charges: fullerBill(known.charges, answer.charges),
    issues: newer ? answer.issues : known.issues,
    shipments: mergeShipments(known.shipments, answer.shipments, readAt),
    submittedAt: earlier(known.submittedAt, readAt),
    readAt: later(known.readAt, readAt),
  }
}

/** What is known of a fulfillment by its provider's word. */
export function progressOf(known: Fulfillment): FulfillmentProgress {
  const { status, providerOrderId, charges, issues, shipments, submittedAt, readAt } = known
  return { status, providerOrderId, charges, issues, shipments, submittedAt, readAt }
}

/** Rows are added to a bill, never taken away: the longer is the later. Equal ones are decided by their content. */
function fullerBill(a: readonly ProviderCharge[], b: readonly ProviderCharge[]): readonly ProviderCharge[] {
  if (a.length !== b.length) return a.length > b.length ? a : b
  return canonicalJson(b) > canonicalJson(a) ? b : a
}

function mergeShipments(known: readonly Shipment[], answer: readonly ShipmentSnapshot[], readAt: Date): Shipment[] {
  const merged = new Map(known.map((shipment) => [shipment.id, shipment]))
  for (const snapshot of answer) {
    const before = merged.get(snapshot.id)
    const unknown = { trackerId: null, estimatedDeliveryAt: null, trackedAt: null, editedAt: null }
    const now: Shipment = { ...snapshot, ...unknown, readAt }
    merged.set(snapshot.id, mergeShipment(before ?? now, now))
  }
  return [...merged.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Two views of one parcel. Commutative, associative and idempotent. */
export function mergeShipment(a: Shipment, b: Shipment): Shipment {
  const { carrier, service, trackingNumber, trackingUrl, editedAt, readAt } = describesBetter(b, a) ? b : a
  return {
    id: a.id,
    status: higher(shipmentRank, a.status, b.status),
    carrier,
    service,
    trackingNumber,
    trackingUrl,
    itemIds: [...new Set([...a.itemIds, ...b.itemIds])].toSorted(),
    ...latestTracking(trackingNumber, a, b),
    shippedAt: earlier(a.shippedAt, b.shippedAt),
    deliveredAt: earlier(a.deliveredAt, b.deliveredAt),
    editedAt,
    readAt,
  }
}

type Tracking = Pick<Shipment, 'trackerId' | 'estimatedDeliveryAt' | 'trackedAt'>

/**
 * What the carrier said last of this number. A view of the parcel under another number knows nothing of it, and a print
 * provider, who never asked the carrier, takes nothing away.
 */
function latestTracking(trackingNumber: string | null, a: Shipment, b: Shipment): Tracking {
  const [first, second] = [a, b].filter((shipment) => shipment.trackingNumber === trackingNumber)
  const latest = first && second && isLaterWord(second, first) ? second : (first ?? b)
  const { trackerId, estimatedDeliveryAt, trackedAt } = latest
  return { trackerId, estimatedDeliveryAt, trackedAt }
}

function isLaterWord(b: Tracking, a: Tracking): boolean {
  if (!b.trackedAt) return false
  return isNewer(b.trackedAt, a.trackedAt, word(b), word(a))
}

/** Something is more than nothing when both were said at one time. */
function word({ trackerId, estimatedDeliveryAt }: Tracking): string {
  return `${trackerId ?? ''} ${estimatedDeliveryAt?.toISOString() ?? ''}`
}

/** How to follow the parcel is one unit: what a person wrote wins, then the fuller description, then the later. */
function describesBetter(b: Shipment, a: Shipment): boolean {
  if (b.editedAt?.getTime() !== a.editedAt?.getTime()) return b.editedAt !== null && isLater(b.editedAt, a.editedAt)
  const known = (shipment: Shipment): number =>
    [shipment.carrier, shipment.service, shipment.trackingNumber, shipment.trackingUrl].filter((x) => x !== null).length
  if (known(b) !== known(a)) return known(b) > known(a)
  return isNewer(b.readAt, a.readAt, describe(b), describe(a))
}

function isLater(at: Date, knownAt: Date | null): boolean {
  return knownAt === null || at > knownAt
}

/** Equal times are decided by the content, so that the order of arrival never matters. */
function isNewer(at: Date, knownAt: Date | null, content: string, knownContent: string): boolean {
  if (!knownAt || at.getTime() !== knownAt.getTime()) return !knownAt || at > knownAt
  return content > knownContent
}

function describe(shipment: Shipment): string {
  return JSON.stringify([shipment.carrier, shipment.service, shipment.trackingNumber, shipment.trackingUrl])
}

function higher<Status extends string>(rank: Readonly<Record<Status, number>>, a: Status, b: Status): Status {
  return rank[b] > rank[a] ? b : a
}

function earlier<T extends Date | null>(a: Date | null, b: T): Date | T {
  return a && (!b || a <= b) ? a : b
}

function later(a: Date | null, b: Date): Date {
  return a && a > b ? a : b
}
