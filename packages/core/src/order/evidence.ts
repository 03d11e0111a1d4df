import { type Money, money } from '../money/money.ts'
import type { Dispute } from '../payment/dispute.ts'
import { agreedHistory } from './agreed-history.ts'
import type { Claim } from './claim.ts'
import { isSent } from './derive-order-status.ts'
import { describeEvent } from './describe-event.ts'
import type { Order, OrderItem, OrderTotals, ShippingAddress } from './order.ts'
import type { OrderEventType, RecordedOrderEvent } from './order-events.ts'
import type { ShipmentStatus } from './order-status.ts'
import type { Refund } from './refund.ts'

/**
 * All that proves that an order was paid, printed, sent and delivered: what a bank asks for in a dispute. It holds nothing
 * that the shop's people have among themselves: no notes, reasons, costs or approvals.
 */
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
    /** What the customer saw and paid, where that was in another currency. */
    readonly presented: Money | null
    readonly capturedAt: Date | null
    readonly refunded: Money
  }
  readonly items: readonly Pick<OrderItem, 'id' | 'name' | 'sku' | 'quantity' | 'unitPrice'>[]
  readonly totals: OrderTotals
  readonly shippingAddress: ShippingAddress | null
  readonly shippingMethod: string | null
  readonly parcels: readonly EvidenceParcel[]
  readonly refunds: readonly EvidenceRefund[]
  readonly claims: readonly EvidenceClaim[]
  /** What happened, oldest first. */
  readonly timeline: readonly EvidenceEntry[]
}

/** A parcel as it bears witness. */
export interface EvidenceParcel {
  readonly id: string
  /** The print provider, and its order. */
  readonly provider: string
  readonly providerOrderId: string | null
  /** Whether it replaces something that was sent before. */
  readonly isReprint: boolean
  readonly status: ShipmentStatus
  readonly carrier: string | null
  readonly service: string | null
  readonly trackingNumber: string | null
  readonly trackingUrl: string | null
  /** The address that the order had when the parcel left; null before that. A reprint can go elsewhere. */
  readonly sentTo: ShippingAddress | null
  readonly shippedAt: Date | null
  readonly estimatedDeliveryAt: Date | null
  readonly deliveredAt: Date | null
  /** Who said that it was delivered, as the history names them: a tracking provider or `admin:<id>`; null while nobody has. */
  readonly deliveredBy: string | null
  /** The ids of the items in it; empty when the provider does not say. */
  readonly itemIds: readonly string[]
}

/** A refund, without who decided it and why: those are the shop’s own. */
export type EvidenceRefund = Pick<Refund, 'id' | 'amount' | 'lines' | 'shipping' | 'note' | 'requestedAt'>

/** A claim as its customer made it, and what they were told of the decision. */
export type EvidenceClaim = Pick<
  Claim,
  'id' | 'kind' | 'reason' | 'description' | 'photos' | 'lines' | 'openedAt' | 'decision' | 'note' | 'decidedAt'
>

/** Something that happened to the order. */
export interface EvidenceEntry {
  readonly at: Date
  readonly actor: string
  readonly type: OrderEventType
  /** In a sentence. */
  readonly text: string
}

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
      presented: payment.presented,
      capturedAt: payment.capturedAt,
      refunded: money(payment.amountRefunded, currency),
    },
    items: order.items.map(({ id, name, sku, quantity, unitPrice }) => ({ id, name, sku, quantity, unitPrice })),
    totals: order.totals,
    shippingAddress: order.shippingAddress,
    shippingMethod: order.shippingMethod,
    parcels: parcelsOf(order, history),
    refunds: order.refunds.map(({ id, amount, lines, shipping, note, requestedAt }) => ({
      id,
      amount,
      lines,
      shipping,
      note,
      requestedAt,
    })),
    claims: order.claims.map(claimAsEvidence),
    timeline: agreedHistory(history).flatMap(({ at, actor, event }) => {
      const text = describeEvent(event, order)
      return text === null ? [] : { at, actor, type: event.type, text }
    }),
  }
}

function parcelsOf(order: Order, history: readonly RecordedOrderEvent[]): EvidenceParcel[] {
  return order.fulfillments.flatMap(({ id: fulfillmentId, provider, providerOrderId, replaces, shipments }) =>
    shipments.map((shipment): EvidenceParcel => {
      const { trackerId: _, trackedAt: __, editedAt: ___, readAt: ____, ...shown } = shipment
      const delivery = history.findLast(
        ({ event }) =>
          event.type === 'shipment_updated' &&
          event.fulfillmentId === fulfillmentId &&
          event.shipment.id === shipment.id &&
          event.shipment.status === 'delivered' &&
          event.from !== 'delivered',
      )
      return {
        ...shown,
        provider,
        providerOrderId,
        isReprint: replaces !== null,
        sentTo: isSent(shipment) ? addressOf(history, fulfillmentId, shipment.id) : null,
        deliveredBy: shipment.status === 'delivered' ? (delivery?.actor ?? null) : null,
      }
    }),
  )
}

/** Where a parcel went: what the order said when it was first heard that the parcel had left. */
function addressOf(
  history: readonly RecordedOrderEvent[],
  fulfillmentId: string,
  shipmentId: string,
): ShippingAddress | null {
  let address: ShippingAddress | null = null
  for (const { event } of history) {
    if (event.type === 'order_created') address = event.order.shippingAddress
    else if (event.type === 'payment_captured') address = event.shippingAddress
    else if (event.type === 'order_edited') address = event.edit.recipient ?? address
    else if (event.type === 'shipment_updated' && event.fulfillmentId === fulfillmentId) {
      if (event.shipment.id === shipmentId && isSent(event.shipment)) return address
    }
  }
  return null
}

function claimAsEvidence(claim: Claim): EvidenceClaim {
  const { id, kind, reason, description, photos, lines, openedAt, decision, note, decidedAt } = claim
  return { id, kind, reason, description, photos, lines, openedAt, decision, note, decidedAt }
}
