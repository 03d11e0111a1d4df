import type { OrderEvent, OrderEventType } from './order-events.ts'

/** That somebody was asked and had nothing new, and the single steps of an edit or of sending money back. */
export const quietEventTypes = [
  'fulfillment_read',
  'payment_read',
  'shipment_read',
  'refund_started',
  'refund_ended',
  'edit_tried',
] as const satisfies readonly OrderEventType[]
type QuietEvent = Extract<OrderEvent, { readonly type: (typeof quietEventTypes)[number] }>

/**
 * Whether an event is kept for Quoin's own decisions only: nobody is shown it or told of it.
 *
 * @example
 * ```ts
 * import { isQuiet, type RecordedOrderEvent } from '@quoin/core'
 *
 * export const toShow = (history: readonly RecordedOrderEvent[]) => history.filter(({ event }) => !isQuiet(event))
 * ```
 */
export function isQuiet(event: OrderEvent): event is QuietEvent {
  return quietEventTypes.some((type) => type === event.type)
}
