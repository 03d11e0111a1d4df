import type { OrderEvent, RecordedOrderEvent } from './order-events.ts'

/**
 * A history without the reprints to which no second person has agreed: until then, and after a refusal, they are a matter of the
 * shop's people. Pure.
 *
 * @example
 * ```ts
 * import { agreedHistory, type RecordedOrderEvent } from '@quoin/core'
 *
 * export const countShown = (history: readonly RecordedOrderEvent[]): number => agreedHistory(history).length
 * ```
 */
export function agreedHistory(history: readonly RecordedOrderEvent[]): RecordedOrderEvent[] {
  const waiting = new Set<string>()
  for (const { event } of history) {
    if (event.type === 'fulfillment_requested' && event.fulfillment.approval?.approvedBy === null) {
      waiting.add(event.fulfillment.id)
    }
    if (event.type === 'reprint_approved') waiting.delete(event.fulfillmentId)
  }
  return history.filter(({ event }) => !waiting.has(printOf(event) ?? ''))
}

function printOf(event: OrderEvent): string | undefined {
  if (event.type === 'fulfillment_requested') return event.fulfillment.id
  return 'fulfillmentId' in event ? event.fulfillmentId : undefined
}
