import type { Order } from './order/order.ts'
import type { RecordedOrderEvent } from './order/order-events.ts'

/** What a listener or a subscription is given: the order after the event, and the event. */
export interface QuoinEvent {
  readonly order: Order
  readonly event: RecordedOrderEvent
}

/** What can be listened to. `order.changed` is every event of every order. */
export const quoinEventNames = [
  'order.paid',
  'order.submitted',
  'order.in_production',
  'order.partially_shipped',
  'order.shipped',
  'order.delivered',
  'order.cancelled',
  'order.expired',
  'order.refunded',
  'order.attention',
  'payment.failed',
  'shipment.shipped',
  'order.changed',
] as const

/** The names of what listeners hear of. */
export type QuoinEventName = (typeof quoinEventNames)[number]

/** What listeners are given, by name. */
export type QuoinEvents = { readonly [Name in QuoinEventName]: QuoinEvent }
