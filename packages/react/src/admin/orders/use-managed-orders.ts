import type { ClientOrder } from '@quoin/http/client'
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { answerOf } from '../../answer-of.ts'
import { useQuoin } from '../../quoin-provider.tsx'
import { archivedOf, everyOrder, type OrderFilter, writeFilter } from '../route/admin-route.ts'
import { adminQueryKeys } from './admin-query-keys.ts'

/** A page of orders, and the `cursor` of the page after it; null when it is the last. */
export interface ManagedOrderPage {
  readonly orders: readonly ClientOrder[]
  readonly nextCursor: string | null
}

/** What {@link useManagedOrders} takes. */
export interface UseManagedOrdersOptions {
  /**
   * What is left out is not narrowed; what is in the archive comes only where it is asked for, or a text or a customer is.
   *
   * @default all orders, newest first
   */
  readonly filter?: Partial<OrderFilter> | undefined
  /** The `nextCursor` of the page before. @default the first page */
  readonly cursor?: string | null | undefined
  /** From 1 to 200. @default 25 */
  readonly pageSize?: number | undefined
}

/**
 * A page of the shop's orders, for admins. `useManagedOrderEvents` keeps it up to date.
 *
 * @example
 * ```tsx
 * import { useManagedOrderEvents, useManagedOrders } from '@quoin/react/admin'
 *
 * export function Numbers() {
 *   useManagedOrderEvents()
 *   const { data } = useManagedOrders()
 *   return data?.orders.map(({ id, number }) => <p key={id}>{number}</p>)
 * }
 * ```
 */
export function useManagedOrders({
  filter,
  cursor = null,
  pageSize = 25,
}: UseManagedOrdersOptions = {}): UseQueryResult<ManagedOrderPage> {
  const { client, queryClient, baseUrl } = useQuoin()
  const whole = { ...everyOrder, ...filter }
  const query = { ...writeFilter(whole), archived: archivedOf(whole), limit: pageSize, ...(cursor && { cursor }) }
  return useQuery<ManagedOrderPage>(
    {
      queryKey: [...adminQueryKeys.lists(baseUrl), query],
      queryFn: ({ signal }) => answerOf(client.GET('/orders/management', { params: { query }, signal })),
      placeholderData: keepPreviousData,
      // For when events don't get through.
      refetchInterval: ({ state }) => (state.error ? false : 60_000),
    },
    queryClient,
  )
}
