import type { Order } from './order/order.ts'
import type { RecordedOrderEvent } from './order/order-events.ts'

/** What a listener or a subscription is given: the order after the event, and the event. */
export interface QuoinEvent {
  readonly order: Order
  readonly event: RecordedOrderEvent
}

/** What can be listened to, by name. */
export interface QuoinEvents {
  'order.paid': QuoinEvent
  'order.submitted': QuoinEvent
  'order.in_production': QuoinEvent
  'order.partially_shipped': QuoinEvent
  'order.shipped': QuoinEvent
  'order.delivered': QuoinEvent
  'order.cancelled': QuoinEvent
  'order.expired': QuoinEvent
  'order.refunded': QuoinEvent
  'order.attention': QuoinEvent
  'payment.failed': QuoinEvent
  'shipment.shipped': QuoinEvent
  /** Every event of every order. */
  'order.changed': QuoinEvent
}
export type QuoinEventName = keyof QuoinEvents
