import type { paths } from '@quoin/http/client'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { answerOf } from '../../answer-of.ts'
import { useQuoin } from '../../quoin-provider.tsx'
import { adminQueryKeys } from './admin-query-keys.ts'

type Answer = paths['/dropship/prodigi']['get']['responses'][200]['content']['application/json']

/** What the print provider says of each print, in its own words. */
export type ProviderView = Answer['fulfillments'][number]

/** An order as Prodigi has it. Each look asks Prodigi, so it is not repeated by itself. For admins. */
export function useProviderView(
  orderId: string,
  { enabled = true }: { readonly enabled?: boolean | undefined } = {},
): UseQueryResult<readonly ProviderView[]> {
  const { client, queryClient, baseUrl } = useQuoin()
  return useQuery<readonly ProviderView[]>(
    {
      queryKey: adminQueryKeys.providerView(baseUrl, orderId),
      queryFn: async ({ signal }) =>
        (await answerOf(client.GET('/dropship/prodigi', { params: { query: { orderId } }, signal }))).fulfillments,
      staleTime: 60_000,
      enabled,
    },
    queryClient,
  )
}
