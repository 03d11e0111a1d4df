import type { components, paths } from '@quoin/http/client'
import { type UseMutationResult, type UseQueryResult, useMutation, useQuery } from '@tanstack/react-query'
import { answerOf } from '../../answer-of.ts'
import { useQuoin } from '../../quoin-provider.tsx'
import { adminQueryKeys } from '../orders/admin-query-keys.ts'

/** How the parts of the shop are. */
export type HealthReport = paths['/admin/health']['get']['responses'][200]['content']['application/json']
/** Something to set going. */
export type HealthAction = components['schemas']['HealthAction']
/** What came of it. */
export type HealthResult = components['schemas']['HealthResult']

/** How the parts of the shop are, looked at every half minute. For admins. */
export function useHealth(): UseQueryResult<HealthReport> {
  const { client, queryClient, baseUrl } = useQuoin()
  return useQuery<HealthReport>(
    {
      queryKey: adminQueryKeys.health(baseUrl),
      queryFn: ({ signal }) => answerOf(client.GET('/admin/health', { signal })),
      refetchInterval: 30_000,
    },
    queryClient,
  )
}

/** Works off what waits, compares with the providers, archives orders, removes what is old, or forgets a customer. For admins. */
export function useHealthAction(): UseMutationResult<HealthResult, Error, HealthAction> {
  const { client, queryClient, baseUrl } = useQuoin()
  return useMutation(
    {
      mutationFn: (body) => answerOf(client.POST('/admin/health', { body })),
      onSuccess: () => queryClient.invalidateQueries({ queryKey: ['quoin', baseUrl] }),
    },
    queryClient,
  )
}
