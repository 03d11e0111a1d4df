import { type Money, money } from '../money/money.ts'
import type { Dispute } from '../payment/dispute.ts'
import type { Claim } from './claim.ts'
import type { Order, OrderItem, OrderTotals, ShippingAddress } from './order.ts'
import type { OrderEventType, RecordedOrderEvent } from './order-events.ts'
import type { ShipmentStatus } from './order-status.ts'
import type { Refund } from './refund.ts'

/** All that proves that an order was paid, printed, sent and delivered: what a bank asks for in a dispute. */
export interface Evidence {
  readonly madeAt: Date
  readonly orderId: string
  readonly orderNumber: string
  readonly orderedAt: Date
  readonly dispute: Dispute | null
  readonly customer: { readonly userId: string | null; readonly email: string | null }
  readonly payment: {
    readonly provider: string
    readonly checkoutId: string | null
    readonly paymentId: string | null
    readonly captured: Money
    readonly capturedAt: Date | null
    readonly refunded: Money
  }
  readonly items: readonly Pick<OrderItem, 'id' | 'name' | 'sku' | 'quantity' | 'unitPrice'>[]
  readonly totals: OrderTotals
  readonly shippingAddress: ShippingAddress | null
  readonly shippingMethod: string | null
  readonly parcels: readonly EvidenceParcel[]
  readonly refunds: readonly Refund[]
  readonly claims: readonly Claim[]
  /** Everything that happened, oldest first. */
  readonly timeline: readonly EvidenceEntry[]
}

/** A parcel as it bears witness. */
export interface EvidenceParcel {
  readonly id: string
  /** The print provider's order. */
  readonly providerOrderId: string | null
  readonly status: ShipmentStatus
  readonly carrier: string | null
  readonly service: string | null
  readonly trackingNumber: string | null
  readonly trackingUrl: string | null
  readonly shippedAt: Date | null
  readonly estimatedDeliveryAt: Date | null
  readonly deliveredAt: Date | null
  /** The ids of the items in it; empty when the provider does not say. */
  readonly itemIds: readonly string[]
}

export interface EvidenceEntry {
  readonly at: Date
  readonly actor: string
  readonly type: OrderEventType
}

/** What nobody but the shop's own books needs to know. */
const inward: readonly OrderEventType[] = [
  'payment_read',
  'fulfillment_read',
  'shipment_read',
  'note_added',
  'attention_resolved',
]

/** Gathers what is known of an order. Pure. */
export function evidenceOf(order: Order, history: readonly RecordedOrderEvent[], madeAt: Date): Evidence {
  const { payment, currency } = order
  return {
    madeAt,
    orderId: order.id,
    orderNumber: order.number,
    orderedAt: order.createdAt,
    dispute: payment.dispute,
    customer: { userId: order.userId, email: order.email },
    payment: {
      provider: payment.provider,
      checkoutId: payment.checkoutId,
      paymentId: payment.paymentId,
      captured: money(payment.amountCaptured, currency),
      capturedAt: payment.capturedAt,
      refunded: money(payment.amountRefunded, currency),
    },
    items: order.items.map(({ id, name, sku, quantity, unitPrice }) => ({ id, name, sku, quantity, unitPrice })),
    totals: order.totals,
    shippingAddress: order.shippingAddress,
    shippingMethod: order.shippingMethod,
    parcels: order.fulfillments.flatMap(({ providerOrderId, shipments }) =>
      shipments.map((shipment): EvidenceParcel => {
        const { trackerId: _, trackedAt: __, readAt: ___, ...shown } = shipment
        return { ...shown, providerOrderId }
      }),
    ),
    refunds: order.refunds,
    claims: order.claims,
    timeline: history
      .filter(({ event }) => !inward.includes(event.type))
      .map(({ at, actor, event }) => ({ at, actor, type: event.type })),
  }
}
