import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import { answerOf } from '../answer-of.ts'
import { queryKeys } from '../query-keys.ts'
import { useQuoin } from '../quoin-provider.tsx'
import type { NotificationSelection } from './use-mark-notifications-read.ts'

/** Deletes notifications of whoever is signed in. Resolves with how many are unread after it. */
export function useDeleteNotifications(): UseMutationResult<number, Error, NotificationSelection> {
  const { client, queryClient, baseUrl } = useQuoin()
  return useMutation(
    {
      mutationFn: async (body) => (await answerOf(client.DELETE('/notifications', { body }))).unreadCount,
      onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKeys.notifications(baseUrl) }),
    },
    queryClient,
  )
}
