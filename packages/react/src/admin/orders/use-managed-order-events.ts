import { useCallback, useEffect, useMemo } from 'react'
import { useQuoin } from '../../quoin-provider.tsx'
import { type Liveness, useEventStream } from '../../use-event-stream.ts'
import { keepManagedOrder, refreshManagedLists } from './keep-managed-order.ts'
import { createThrottle } from './throttle.ts'

/** A busy shop changes an order many times a second. */
const refreshEveryMs = 2_000

/**
 * Follows all orders by Server-Sent Events, for admins, and hands what comes to `useManagedOrders` and `useManagedOrder`.
 *
 * @returns whether news come by themselves.
 */
export function useManagedOrderEvents(): Liveness {
  const quoin = useQuoin()
  const lists = useMemo(() => createThrottle(() => refreshManagedLists(quoin), refreshEveryMs), [quoin])
  useEffect(() => lists.stop, [lists])
  const keep = useCallback(
    (data: string) => {
      keepManagedOrder(quoin, JSON.parse(data))
      lists.ask()
    },
    [quoin, lists],
  )
  return useEventStream('/orders/management/events', 'order', keep)
}
