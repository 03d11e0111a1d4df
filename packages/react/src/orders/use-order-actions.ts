import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { answerOf } from '../answer-of.ts'
import { queryKeys } from '../query-keys.ts'
import { useQuoin } from '../quoin-provider.tsx'

/** What can still be changed, as the print provider says. */
export interface OrderActions {
  readonly cancel: boolean
  readonly recipient: boolean
  readonly shippingMethod: boolean
}

/** What whoever is signed in can still change of an order. The API asks the print provider for it. */
export function useOrderActions(
  orderId: string,
  { enabled = true }: { readonly enabled?: boolean | undefined } = {},
): UseQueryResult<OrderActions> {
  const { client, queryClient, baseUrl } = useQuoin()
  return useQuery(
    {
      queryKey: queryKeys.actions(baseUrl, orderId),
      queryFn: ({ signal }) =>
        answerOf(client.GET('/orders/{id}/actions', { params: { path: { id: orderId } }, signal })),
      staleTime: 30_000,
      enabled,
    },
    queryClient,
  )
}
