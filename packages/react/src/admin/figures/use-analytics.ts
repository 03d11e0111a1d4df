import type { components, paths } from '@quoin/http/client'
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { answerOf } from '../../answer-of.ts'
import { useQuoin } from '../../quoin-provider.tsx'
import { adminQueryKeys } from '../orders/admin-query-keys.ts'
import type { FiguresFilter } from '../route/admin-route.ts'

/** Figures of the orders that were paid in a span of time. */
export type Analytics = paths['/admin/analytics']['get']['responses'][200]['content']['application/json']
export type FiguresGroup = Analytics['groups'][number]
export type CurrencyFigures = components['schemas']['CurrencyFigures']

/** How the shop does. It costs the database some work, so it is asked for again only after some minutes. For admins. */
export function useAnalytics({ groupBy, dateFrom, dateTo }: FiguresFilter): UseQueryResult<Analytics> {
  const { client, queryClient, baseUrl } = useQuoin()
  const query = { groupBy, ...(dateFrom && { dateFrom }), ...(dateTo && { dateTo }) }
  return useQuery<Analytics>(
    {
      queryKey: [...adminQueryKeys.analytics(baseUrl), query],
      queryFn: ({ signal }) => answerOf(client.GET('/admin/analytics', { params: { query }, signal })),
      placeholderData: keepPreviousData,
      staleTime: 60_000,
      refetchInterval: ({ state }) => (state.error ? false : 300_000),
    },
    queryClient,
  )
}
