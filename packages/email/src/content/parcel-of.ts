import type { Fulfillment, Notification, Order, Shipment } from '@quoin/core'
import type { EmailFacts } from '../locale/email-locale.ts'

/** The parcel that a notification is about, in its print. */
export interface NotifiedParcel {
  readonly fulfillment: Fulfillment
  readonly shipment: Shipment
}

/** The parcel that a notification is about; null when it is about none, or about one that is no longer known. */
export function parcelOf(order: Order, { shipmentId, key }: Notification): NotifiedParcel | null {
  const parcels = order.fulfillments
    .flatMap((fulfillment) => fulfillment.shipments.map((shipment) => ({ fulfillment, shipment })))
    .filter(({ shipment }) => shipment.id === shipmentId)
  // A shipment's id is unique within its print only; the key has the print's as well.
  return parcels.find(({ fulfillment }) => key.includes(fulfillment.id)) ?? parcels[0] ?? null
}

/** What of the order is in it. */
export function shareOf(order: Order, parcel: NotifiedParcel | null): EmailFacts['parcel'] {
  if (parcel && parcel.fulfillment.generation > 1) return 'replacement'
  const parcels = order.fulfillments
    .filter(({ generation }) => generation === 1)
    .flatMap(({ shipments }) => shipments.filter(({ status }) => status !== 'cancelled'))
  return order.status === 'partially_shipped' || parcels.length > 1 ? 'part' : 'whole'
}
