import type { FulfillmentStatus, OrderStatus, PaymentStatus, ShipmentStatus } from './order-status.ts'

/** Which status may follow which. A status that nothing follows is an end. */
export type Transitions<Status extends string> = Readonly<Record<Status, readonly Status[]>>

/** What leads back: the shop wins a dispute, or a refund fails after all. */
export const paymentTransitions: Transitions<PaymentStatus> = {
  unpaid: ['processing', 'paid', 'failed'],
  processing: ['paid', 'failed'],
  failed: ['processing', 'paid'],
  paid: ['partially_refunded', 'refunded', 'disputed'],
  partially_refunded: ['refunded', 'disputed', 'paid'],
  disputed: ['paid', 'partially_refunded', 'refunded'],
  refunded: ['disputed', 'partially_refunded', 'paid'],
}

/**
 * A provider's word may skip steps: what is between was only not seen. Its word also outweighs an earlier rejection or
 * cancellation, for what it prints is a fact.
 */
export const fulfillmentTransitions: Transitions<FulfillmentStatus> = {
  pending: ['submitting', 'cancelled'],
  submitting: ['on_hold', 'submitted', 'in_production', 'partially_shipped', 'shipped', 'cancelled', 'rejected'],
  on_hold: ['submitted', 'in_production', 'partially_shipped', 'shipped', 'cancelled'],
  submitted: ['in_production', 'partially_shipped', 'shipped', 'cancelled'],
  in_production: ['partially_shipped', 'shipped', 'cancelled'],
  partially_shipped: ['shipped', 'cancelled'],
  shipped: [],
  cancelled: ['shipped'],
  rejected: ['on_hold', 'submitted', 'in_production', 'partially_shipped', 'shipped', 'cancelled'],
}

/** `cancelled` to `shipped`: a parcel that was sent after all is sent, whatever was said before. */
export const shipmentTransitions: Transitions<ShipmentStatus> = {
  processing: ['cancelled', 'shipped', 'in_transit', 'out_for_delivery', 'exception', 'returned', 'delivered'],
  cancelled: ['shipped', 'in_transit', 'out_for_delivery', 'exception', 'returned', 'delivered'],
  shipped: ['in_transit', 'out_for_delivery', 'exception', 'returned', 'delivered'],
  in_transit: ['out_for_delivery', 'exception', 'returned', 'delivered'],
  out_for_delivery: ['exception', 'returned', 'delivered'],
  exception: ['returned', 'delivered'],
  returned: ['delivered'],
  delivered: [],
}

/** Where the derived status can go. It never goes back: a print that the provider drops leaves it where it is, with attention. */
export const orderTransitions: Transitions<OrderStatus> = {
  pending: ['paid', 'cancelled', 'expired'],
  paid: ['submitted', 'in_production', 'partially_shipped', 'shipped', 'delivered', 'cancelled'],
  submitted: ['in_production', 'partially_shipped', 'shipped', 'delivered', 'cancelled'],
  in_production: ['partially_shipped', 'shipped', 'delivered', 'cancelled'],
  partially_shipped: ['shipped', 'delivered', 'cancelled'],
  shipped: ['delivered'],
  delivered: [],
  cancelled: [],
  expired: [],
}

/** Every axis with its first statuses, for checks and diagrams. */
export const machines = {
  payment: { transitions: paymentTransitions, initial: ['unpaid'], final: [] },
  fulfillment: { transitions: fulfillmentTransitions, initial: ['pending'], final: ['shipped'] },
  shipment: { transitions: shipmentTransitions, initial: ['processing'], final: ['delivered'] },
  order: { transitions: orderTransitions, initial: ['pending'], final: ['delivered', 'cancelled', 'expired'] },
} as const

/**
 * Whether the table allows the step.
 *
 * @example
 * ```ts
 * import { canMove, orderTransitions } from '@quoin/core'
 *
 * canMove(orderTransitions, 'shipped', 'paid') // false
 * ```
 */
export function canMove<Status extends string>(transitions: Transitions<Status>, from: Status, to: Status): boolean {
  return transitions[from].includes(to)
}
