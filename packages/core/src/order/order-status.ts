/** How far the money is. The spellings are part of the API. */
export const paymentStatuses = [
  'unpaid',
  'processing',
  'paid',
  'failed',
  'partially_refunded',
  'refunded',
  'disputed',
] as const

/** Where the money of an order is. */
export type PaymentStatus = (typeof paymentStatuses)[number]

/** How far one provider order is. The spellings are part of the API. */
export const fulfillmentStatuses = [
  'pending',
  'submitting',
  'on_hold',
  'submitted',
  'in_production',
  'partially_shipped',
  'shipped',
  'cancelled',
  'rejected',
] as const

/** How far one provider order is. */
export type FulfillmentStatus = (typeof fulfillmentStatuses)[number]

/** How far one parcel is. The spellings are part of the API. */
export const shipmentStatuses = [
  'processing',
  'shipped',
  'in_transit',
  'out_for_delivery',
  'delivered',
  'exception',
  'returned',
  'cancelled',
] as const

/** How far one parcel is. */
export type ShipmentStatus = (typeof shipmentStatuses)[number]

/** The one status that people read, derived from the other three. The spellings are part of the API. */
export const orderStatuses = [
  'pending',
  'paid',
  'submitted',
  'in_production',
  'partially_shipped',
  'shipped',
  'delivered',
  'cancelled',
  'expired',
] as const

/** The one status of an order that people read, derived from its payment, prints and parcels. */
export type OrderStatus = (typeof orderStatuses)[number]
