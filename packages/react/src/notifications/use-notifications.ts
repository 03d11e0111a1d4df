import type { components } from '@quoin/http/client'
import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query'
import { answerOf } from '../answer-of.ts'
import { queryKeys } from '../query-keys.ts'
import { useQuoin } from '../quoin-provider.tsx'

/** That something happened to an order, for its customer. */
export type OrderNotification = components['schemas']['Notification']

/** The notifications that were read so far, newest first, and how many are unread in all. */
export interface NotificationList {
  readonly notifications: readonly OrderNotification[]
  readonly unreadCount: number
}

/** What {@link useNotifications} takes. */
export interface UseNotificationsOptions {
  /** From 1 to 200. @default 20 */
  readonly pageSize?: number | undefined
  /** @default true */
  readonly enabled?: boolean | undefined
}

/** How often it is looked for new ones while the page is seen. */
const lookEveryMs = 60_000

/** The notifications of whoever is signed in. `fetchNextPage` reads older ones. */
export function useNotifications({
  pageSize = 20,
  enabled = true,
}: UseNotificationsOptions = {}): UseInfiniteQueryResult<NotificationList> {
  const { client, queryClient, baseUrl } = useQuoin()
  return useInfiniteQuery(
    {
      queryKey: [...queryKeys.notifications(baseUrl), pageSize],
      queryFn: ({ pageParam: cursor, signal }) => {
        const query = { limit: pageSize, ...(cursor && { cursor }) }
        return answerOf(client.GET('/notifications', { params: { query }, signal }))
      },
      initialPageParam: '',
      getNextPageParam: ({ nextCursor }) => nextCursor,
      select: listOf,
      refetchInterval: lookEveryMs,
      enabled,
    },
    queryClient,
  )
}

function listOf({
  pages,
}: InfiniteData<{ notifications: OrderNotification[]; unreadCount: number }>): NotificationList {
  return {
    notifications: pages.flatMap(({ notifications }) => notifications),
    unreadCount: pages[0]?.unreadCount ?? 0,
  }
}
