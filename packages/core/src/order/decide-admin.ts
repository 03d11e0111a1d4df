import type { Shipment } from '../fulfillment/shipment.ts'
import { settleRefunds } from './decide-send-refund.ts'
import { resolveDelivery, trackNewNumbers } from './decide-tracking.ts'
import { accept, type Decision, openAttention, reject, resolveAttention } from './decision.ts'
import { isSent } from './derive-order-status.ts'
import type { Order } from './order.ts'
import type { CommandOf, DecisionContext } from './order-commands.ts'
import type { OrderEvent } from './order-events.ts'
import { parcelsOf } from './parcel.ts'

export function decideAddNote({ note }: CommandOf<'add_note'>): Decision {
  return accept([{ type: 'note_added', note }])
}

export function decideOpenAttention(
  order: Order,
  { reason }: CommandOf<'open_attention'>,
  { now }: DecisionContext,
): Decision {
  return accept(openAttention(order, reason, now))
}

export function decideResolveAttention(order: Order, { code }: CommandOf<'resolve_attention'>): Decision {
  const resolved = resolveAttention(order, (a) => code === null || a.code === code)
  return accept([...resolved, ...settleRefunds(order, resolved)])
}

/** A person knows the tracking better than the provider does. */
export function decideEditTracking(
  order: Order,
  command: CommandOf<'edit_tracking'>,
  { now }: DecisionContext,
): Decision {
  const parcels = parcelsOf(order).filter((p) => command.shipmentId === null || p.shipment.id === command.shipmentId)
  const [parcel, second] = parcels
  if (!parcel) return reject('shipment_not_found', 'The order has no such parcel.', 'shipmentId')
  if (second) {
    return reject('shipment_ambiguous', 'The order has several parcels: name one by its shipmentId.', 'shipmentId')
  }
  const { fulfillment, shipment } = parcel
  const trackingNumber = command.trackingNumber ?? shipment.trackingNumber
  const isAnother = trackingNumber !== shipment.trackingNumber
  const edited: Shipment = {
    ...shipment,
    // What the carrier said, and the link, were about the old number.
    ...(isAnother && { trackerId: null, estimatedDeliveryAt: null, trackedAt: null }),
    trackingNumber,
    trackingUrl: command.trackingUrl ?? (isAnother ? null : shipment.trackingUrl),
    editedAt: now,
    readAt: now,
  }
  return accept(
    [{ type: 'shipment_updated', fulfillmentId: fulfillment.id, from: shipment.status, shipment: edited }],
    trackNewNumbers(fulfillment.id, fulfillment.shipments, { shipments: [edited] }),
  )
}

/** Nobody but the carrier or a person knows that a parcel has arrived: the print provider never says so (F61). */
export function decideMarkDelivered(
  order: Order,
  { shipmentId }: CommandOf<'mark_delivered'>,
  { now }: DecisionContext,
): Decision {
  const named = parcelsOf(order).filter((p) => shipmentId === null || p.shipment.id === shipmentId)
  if (shipmentId !== null && named.length === 0)
    return reject('shipment_not_found', 'The order has no such parcel.', 'shipmentId')
  const sent = named.filter((p) => isSent(p.shipment))
  if (sent.length === 0) {
    return reject('not_shipped', 'Nothing of it has been sent yet.', shipmentId === null ? '' : 'shipmentId')
  }
  const events = sent
    .filter((p) => p.shipment.status !== 'delivered')
    .map(({ fulfillment, shipment }): OrderEvent => {
      const delivered: Shipment = { ...shipment, status: 'delivered', deliveredAt: now }
      return { type: 'shipment_updated', fulfillmentId: fulfillment.id, from: shipment.status, shipment: delivered }
    })
  return accept([...events, ...sent.flatMap((parcel) => resolveDelivery(order, parcel))])
}
