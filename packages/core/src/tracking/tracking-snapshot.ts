import type { ShipmentStatus } from '../order/order-status.ts'

/** What a carrier can say of a parcel that was sent. */
export type CarrierStatus = Extract<
  ShipmentStatus,
  'shipped' | 'in_transit' | 'out_for_delivery' | 'delivered' | 'exception' | 'returned'
>

/** A parcel as the carrier describes it, in our words. */
export interface TrackingSnapshot {
  /** The tracking provider's name of the parcel, such as `trk_…`. */
  readonly trackerId: string
  readonly status: CarrierStatus
  /** For a person, when something went wrong; null otherwise. */
  readonly message: string | null
  readonly estimatedDeliveryAt: Date | null
  readonly deliveredAt: Date | null
}
