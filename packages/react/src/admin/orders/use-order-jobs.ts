import type { components } from '@quoin/http/client'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { answerOf } from '../../answer-of.ts'
import { useQuoin } from '../../quoin-provider.tsx'
import { adminQueryKeys } from './admin-query-keys.ts'

/** Something that is still to be done for an order, or was given up. */
export type OrderJob = components['schemas']['Job']

/** What is still to be done for an order, how often it was tried, and why it failed. For admins. */
export function useOrderJobs(orderId: string): UseQueryResult<readonly OrderJob[]> {
  const { client, queryClient, baseUrl } = useQuoin()
  return useQuery<readonly OrderJob[]>(
    {
      queryKey: adminQueryKeys.jobs(baseUrl, orderId),
      queryFn: async ({ signal }) =>
        (await answerOf(client.GET('/orders/{id}/jobs', { params: { path: { id: orderId } }, signal }))).jobs,
      // A job that fails changes nothing of its order, so no event tells of it.
      refetchInterval: 15_000,
    },
    queryClient,
  )
}
