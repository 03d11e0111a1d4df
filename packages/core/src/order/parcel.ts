import type { Fulfillment } from '../fulfillment/fulfillment.ts'
import type { Shipment } from '../fulfillment/shipment.ts'
import type { AttentionCode } from './attention.ts'
import { isSent } from './derive-order-status.ts'
import type { Order } from './order.ts'

/** A parcel in its order. */
export interface Parcel {
  readonly fulfillment: Fulfillment
  readonly shipment: Shipment
}

/** Reasons that a carrier's word opens, or its silence. */
export const deliveryAttention: readonly AttentionCode[] = ['delivery_exception', 'parcel_returned', 'delivery_unknown']

/** All parcels of an order. */
export function parcelsOf({ fulfillments }: Pick<Order, 'fulfillments'>): Parcel[] {
  return fulfillments.flatMap((fulfillment) => fulfillment.shipments.map((shipment) => ({ fulfillment, shipment })))
}

/**
 * What a reason for attention calls a parcel: the id of its shipment. That is unique within its print only, so the same id
 * in a later print has the number of that print with it.
 */
export function subjectOf(order: Pick<Order, 'fulfillments'>, { fulfillment, shipment: { id } }: Parcel): string {
  const first = order.fulfillments.find((f) => f.shipments.some((shipment) => shipment.id === id))
  return !first || first.id === fulfillment.id ? id : `${id} of print ${fulfillment.generation}`
}

/** Whether a carrier can be asked about it. */
export function canBeTracked({ status, trackingNumber }: Pick<Shipment, 'status' | 'trackingNumber'>): boolean {
  return isSent({ status }) && trackingNumber !== null
}

const maxSilenceMs = 45 * 24 * 3_600_000

/** When its carrier is given up: so long after it was sent. */
export function silentFrom(parcel: Parcel): Date {
  return new Date(sentAt(parcel).getTime() + maxSilenceMs)
}

/** As well as it is known. */
export function sentAt({ fulfillment, shipment }: Parcel): Date {
  return shipment.shippedAt ?? fulfillment.submittedAt ?? fulfillment.requestedAt
}
