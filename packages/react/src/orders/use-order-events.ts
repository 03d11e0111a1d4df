import { EventSource } from 'eventsource'
import { useEffect, useState } from 'react'
import { keepOrder } from '../keep-order.ts'
import { useQuoin } from '../quoin-provider.tsx'
import type { OrderAccess } from './order-access.ts'

/** Whether news come by themselves: `connecting` for the first time or again, `live`, or `refused` for good. */
export type Liveness = 'connecting' | 'live' | 'refused'

/** When a server answered with an error, which ends an EventSource for good. */
const comeAgainAfterMs = 10_000
const refusals: ReadonlySet<number | undefined> = new Set([401, 403, 404])

/**
 * Follows an order by Server-Sent Events, and hands what comes to `useOrders`. It connects again by itself. `useOrder` does this
 * already; by itself it is for a list whose orders are to change while they are seen.
 *
 * @returns whether news come by themselves.
 */
export function useOrderEvents(orderId: string, { token }: OrderAccess = {}): Liveness {
  const quoin = useQuoin()
  const [liveness, setLiveness] = useState<Liveness>('connecting')
  useEffect(() => {
    const query = token === undefined ? '' : `?token=${encodeURIComponent(token)}`
    const url = `${quoin.baseUrl.replace(/\/+$/, '')}/orders/${encodeURIComponent(orderId)}/events${query}`
    let source: EventSource
    let later: ReturnType<typeof setTimeout> | undefined
    function connect(): void {
      source = new EventSource(url, { fetch: (input, init) => quoin.fetch(new Request(input, init)) })
      source.addEventListener('open', () => setLiveness('live'))
      source.addEventListener('order', ({ data }) => keepOrder(quoin, JSON.parse(data)))
      source.addEventListener('error', ({ code }) => {
        const isOver = source.readyState === source.CLOSED
        setLiveness(isOver && refusals.has(code) ? 'refused' : 'connecting')
        if (isOver && !refusals.has(code)) later = setTimeout(connect, comeAgainAfterMs)
      })
    }
    connect()
    return () => {
      clearTimeout(later)
      source.close()
    }
  }, [quoin, orderId, token])
  return liveness
}
