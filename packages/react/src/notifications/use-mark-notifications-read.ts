import type { components } from '@quoin/http/client'
import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import { answerOf } from '../answer-of.ts'
import { queryKeys } from '../query-keys.ts'
import { useQuoin } from '../quoin-provider.tsx'

/** `{ ids }`, up to 200 of them, or `{ all: true }`. */
export type NotificationSelection = components['schemas']['NotificationSelection']

/** Marks notifications of whoever is signed in as read. Resolves with how many are unread after it. */
export function useMarkNotificationsRead(): UseMutationResult<number, Error, NotificationSelection> {
  const { client, queryClient, baseUrl } = useQuoin()
  return useMutation(
    {
      mutationFn: async (body) => (await answerOf(client.PATCH('/notifications', { body }))).unreadCount,
      onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKeys.notifications(baseUrl) }),
    },
    queryClient,
  )
}
