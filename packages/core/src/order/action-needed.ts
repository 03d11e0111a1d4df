import type { Attention } from './attention.ts'
import type { Order } from './order.ts'
import { parcelsOf, subjectOf } from './parcel.ts'

/** Something that the customer alone can put right, or best. */
export interface ActionNeeded {
  /** What tells it from others of the order. */
  readonly key: readonly string[]
  /** The parcel it is about; null for the address. */
  readonly shipmentId: string | null
}

/**
 * What a reason for attention asks of the customer: the rest of an address, or a look at what the carrier wants. Null for what
 * only the shop can settle, and for what is settled or of no use any more.
 */
export function actionNeeded(order: Order, { code, subject }: Attention): ActionNeeded | null {
  if (!order.attention.some((a) => a.code === code && a.subject === subject)) return null
  switch (code) {
    case 'address_incomplete':
      return order.cancelRequest || order.closedAs ? null : { key: [code], shipmentId: null }
    case 'delivery_exception': {
      const parcel = parcelsOf(order).find((p) => subjectOf(order, p) === subject)
      if (!parcel) return null
      const { fulfillment, shipment } = parcel
      return { key: [code, fulfillment.id, shipment.id], shipmentId: shipment.id }
    }
    default:
      return null
  }
}
