import type { ShipmentStatus } from '../order/order-status.ts'

/** A parcel. */
export interface Shipment {
  /** The provider's id, unique within its fulfillment. */
  readonly id: string
  readonly status: ShipmentStatus
  readonly carrier: string | null
  readonly service: string | null
  /** Can stay null for ever: the cheapest post is not tracked. */
  readonly trackingNumber: string | null
  readonly trackingUrl: string | null
  /** The ids of the order's items that are in it; empty when the provider does not say. */
  readonly itemIds: readonly string[]
  /** The tracking provider's name of it; null while nobody follows it. */
  readonly trackerId: string | null
  /** When the carrier expects to bring it, as it said last. */
  readonly estimatedDeliveryAt: Date | null
  /** When the carrier was last asked about this tracking number; null before. */
  readonly trackedAt: Date | null
  readonly shippedAt: Date | null
  readonly deliveredAt: Date | null
  /** When a person wrote how to follow it, who knows that better than the provider; null when nobody did. */
  readonly editedAt: Date | null
  /** When the provider was asked for what stands here; decides between two answers that differ. */
  readonly readAt: Date
}

/** A parcel as a provider or a carrier describes it. */
export type ShipmentSnapshot = Omit<Shipment, 'readAt' | 'trackerId' | 'estimatedDeliveryAt' | 'trackedAt' | 'editedAt'>
