import type { Shipment } from '../fulfillment/shipment.ts'
import { money } from '../money/money.ts'
import { sayMoney } from '../money/say-money.ts'
import type { Order, ShippingAddress } from './order.ts'
import type { OrderEdit } from './order-edit.ts'
import type { OrderEvent } from './order-events.ts'
import type { FulfillmentStatus, ShipmentStatus } from './order-status.ts'

/**
 * What happened, in a sentence for somebody who does not know the shop, such as a bank. Null for what bears witness to nothing:
 * what was only read, what the shop's people have among themselves, and what another event says already.
 */
export function describeEvent(event: OrderEvent, { currency }: Pick<Order, 'currency'>): string | null {
  const units = (amount: number) => sayMoney(money(amount, currency))
  switch (event.type) {
    case 'order_created':
      return `Ordered: ${event.order.items.map(({ quantity, name }) => `${quantity} × ${name}`).join(', ')}.`
    case 'checkout_started':
      return 'The payment page was opened.'
    case 'payment_processing':
      return 'Paid in a way that takes some days; the money is on its way.'
    case 'payment_captured':
      return `Paid: ${units(event.payment.amountCaptured)}.`
    case 'payment_failed':
      return 'A payment failed.'
    case 'payment_refunded':
      return `Refunded so far: ${units(event.amountRefunded)}.`
    case 'refund_failed':
      return `A refund did not arrive; refunded so far: ${units(event.amountRefunded)}.`
    case 'refund_retried':
      return `A refund that did not arrive is made again: ${units(event.amount)}.`
    case 'refund_settled':
      return `Given back in another way: ${units(event.cameBack + event.unsent)}.`
    case 'payment_disputed':
      return `The payment was disputed${event.dispute.amount > 0 ? ` (${units(event.dispute.amount)})` : ''}: ${spaced(event.dispute.reason)}.`
    case 'dispute_closed':
      return `The dispute ended${event.dispute ? `: ${event.dispute.status}` : ''}.`
    case 'fulfillment_requested':
      return event.fulfillment.replaces === null ? 'Printing was asked for.' : 'Another print of it was asked for.'
    case 'submission_started':
      return 'The print order was sent to the print provider.'
    case 'submission_rejected':
      return 'The print provider refused the print order.'
    case 'fulfillment_updated':
      return event.from === event.progress.status ? null : printInWords(event.progress.status)
    case 'shipment_updated':
      return parcelInWords(event.from, event.shipment)
    case 'cancel_requested':
      return 'Cancelling was asked for.'
    case 'cancel_refused':
      return 'It was too late to cancel.'
    case 'cancel_finished':
      return 'What had not left was cancelled.'
    case 'order_closed':
      return event.as === 'cancelled' ? 'The order was cancelled.' : 'The order expired unpaid.'
    case 'refund_requested':
      return `A refund was decided: ${sayMoney(event.refund.amount)}.`
    case 'print_reduced':
      return 'Refunded lines were taken out of the print.'
    case 'claim_opened': {
      const { kind, reason } = event.claim
      return `${kind === 'return' ? 'A return was announced' : 'A claim was made'}: ${spaced(reason)}.`
    }
    case 'claim_decided':
      return `The claim was decided: ${event.claim.decision ?? 'open'}.`
    case 'edit_requested':
      return `A change was asked for: ${changeInWords(event.edit)}.`
    case 'order_edited':
      return `The order was changed: ${changeInWords(event.edit)}.`
    case 'edit_refused':
      return 'It was too late for the change.'
    case 'edit_tried':
    case 'refund_started':
    case 'refund_ended':
    case 'payment_read':
    case 'payment_risk_changed':
    case 'fulfillment_read':
    case 'shipment_read':
    case 'submission_approved':
    case 'attention_opened':
    case 'attention_resolved':
    case 'reprint_approved':
    case 'cost_recovered':
    case 'note_added':
    case 'personal_data_erased':
    case 'order_archived':
    case 'order_unarchived':
    case 'status_changed':
      return null
  }
}

/** `product_not_received` is `product not received`. */
function spaced(word: string): string {
  return word.replaceAll('_', ' ')
}

const prints: Readonly<Record<FulfillmentStatus, string>> = {
  pending: 'The print waits to be sent to the print provider.',
  submitting: 'The print order is being sent to the print provider.',
  on_hold: 'The print provider holds the print order.',
  submitted: 'The print provider accepted the print order.',
  in_production: 'The print is in production.',
  partially_shipped: 'A part of the print was sent.',
  shipped: 'All of the print was sent.',
  cancelled: 'The print was cancelled.',
  rejected: 'The print provider refused the print order.',
}

function printInWords(status: FulfillmentStatus): string {
  return prints[status]
}

const parcels: Readonly<Record<ShipmentStatus, string>> = {
  processing: 'is being made up',
  shipped: 'was handed to the carrier',
  in_transit: 'is in transit',
  out_for_delivery: 'is out for delivery',
  delivered: 'was delivered',
  exception: 'has a problem on its way',
  returned: 'came back',
  cancelled: 'was cancelled',
}

function parcelInWords(from: ShipmentStatus | null, shipment: Shipment): string {
  const { id, status, carrier, trackingNumber } = shipment
  const tracking = trackingNumber === null ? '' : ` (${[carrier, trackingNumber].filter(Boolean).join(' ')})`
  if (from === status) return `Parcel ${id}${tracking}: its tracking was changed.`
  return `Parcel ${id}${tracking} ${parcels[status]}.`
}

function changeInWords({ recipient, shippingMethod, metadata }: OrderEdit): string {
  return [
    recipient && `to ${addressInWords(recipient)}`,
    shippingMethod !== undefined && `shipping by ${shippingMethod}`,
    metadata && 'its references',
  ]
    .filter((part) => typeof part === 'string')
    .join('; ')
}

function addressInWords({ name, line1, line2, city, state, postalCode, country }: ShippingAddress): string {
  return [name, line1, line2, city, state, postalCode, country].filter(Boolean).join(', ')
}
