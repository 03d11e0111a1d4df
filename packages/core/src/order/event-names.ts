import type { QuoinEventName } from '../quoin-events.ts'
import { isSent } from './derive-order-status.ts'
import type { OrderEvent, RecordedOrderEvent } from './order-events.ts'

/** The names under which an event can be listened to. */
export function eventNames({ event }: RecordedOrderEvent): QuoinEventName[] {
  const names: QuoinEventName[] = ['order.changed']
  if (event.type === 'status_changed' && event.to !== 'pending') names.push(`order.${event.to}`)
  if (event.type === 'payment_refunded') names.push('order.refunded')
  if (event.type === 'payment_failed') names.push('payment.failed')
  if (event.type === 'attention_opened') names.push('order.attention')
  if (isFirstSent(event)) names.push('shipment.shipped')
  return names
}

/** Whether it tells that a parcel has left, for the first time. */
export function isFirstSent(event: OrderEvent): boolean {
  if (event.type !== 'shipment_updated' || !isSent(event.shipment)) return false
  return event.from === null || !isSent({ status: event.from })
}
