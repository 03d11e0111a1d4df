import type { ClientOrder } from '@quoin/http/client'
import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query'
import { answerOf } from '../answer-of.ts'
import { queryKeys } from '../query-keys.ts'
import { useQuoin } from '../quoin-provider.tsx'

/** What {@link useOrders} takes. */
export interface UseOrdersOptions {
  /** From 1 to 200. @default 20 */
  readonly pageSize?: number | undefined
  /** @default true */
  readonly enabled?: boolean | undefined
}

/**
 * The orders of whoever is signed in, newest first: `data` holds those that were read, `fetchNextPage` reads more.
 *
 * @example
 * ```tsx
 * import { useOrders } from '@quoin/react'
 *
 * export function Numbers() {
 *   const { data = [] } = useOrders()
 *   return data.map(({ id, number }) => <p key={id}>{number}</p>)
 * }
 * ```
 */
export function useOrders({
  pageSize = 20,
  enabled = true,
}: UseOrdersOptions = {}): UseInfiniteQueryResult<ClientOrder[]> {
  const { client, queryClient, baseUrl } = useQuoin()
  return useInfiniteQuery(
    {
      queryKey: [...queryKeys.orders(baseUrl), pageSize],
      queryFn: ({ pageParam: cursor, signal }) =>
        answerOf(client.GET('/orders', { params: { query: { limit: pageSize, ...(cursor && { cursor }) } }, signal })),
      initialPageParam: '',
      getNextPageParam: ({ nextCursor }) => nextCursor,
      select: ordersOf,
      enabled,
    },
    queryClient,
  )
}

function ordersOf({ pages }: InfiniteData<{ orders: ClientOrder[] }>): ClientOrder[] {
  return pages.flatMap(({ orders }) => orders)
}
