import { useCallback } from 'react'
import { keepOrder } from '../keep-order.ts'
import { useQuoin } from '../quoin-provider.tsx'
import { type Liveness, useEventStream } from '../use-event-stream.ts'
import type { OrderAccess } from './order-access.ts'

/**
 * Follows an order by Server-Sent Events, and hands what comes to `useOrders`. It connects again by itself. `useOrder` does this
 * already; by itself it is for a list whose orders are to change while they are seen.
 *
 * @returns whether news come by themselves.
 */
export function useOrderEvents(orderId: string, { token }: OrderAccess = {}): Liveness {
  const quoin = useQuoin()
  const query = token === undefined ? '' : `?token=${encodeURIComponent(token)}`
  const keep = useCallback((data: string) => keepOrder(quoin, JSON.parse(data)), [quoin])
  return useEventStream(`/orders/${encodeURIComponent(orderId)}/events${query}`, 'order', keep)
}
