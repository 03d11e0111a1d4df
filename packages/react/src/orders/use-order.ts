import type { components } from '@quoin/http/client'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { answerOf } from '../answer-of.ts'
import { newestAnswer } from '../keep-order.ts'
import { queryKeys } from '../query-keys.ts'
import { useQuoin } from '../quoin-provider.tsx'
import type { OrderAccess } from './order-access.ts'
import { useOrderEvents } from './use-order-events.ts'

/** An order with its history, oldest first. */
export type OrderStatusAnswer = components['schemas']['OrderStatus']

/** How often it is asked for while events don't come. */
const pollEveryMs = 15_000

/**
 * An order and its history, kept up to date by the API's events, and by asking where these don't get through.
 *
 * @example
 * ```tsx
 * import { useOrder } from '@quoin/react'
 *
 * export function Status({ orderId }: { orderId: string }) {
 *   const { data } = useOrder(orderId)
 *   return <p>{data?.order.status}</p>
 * }
 * ```
 */
export function useOrder(orderId: string, { token }: OrderAccess = {}): UseQueryResult<OrderStatusAnswer> {
  const quoin = useQuoin()
  const { client, queryClient, baseUrl } = quoin
  const liveness = useOrderEvents(orderId, { token })
  return useQuery(
    {
      queryKey: queryKeys.order(baseUrl, orderId),
      queryFn: async ({ signal }) => {
        const params = { path: { id: orderId }, query: token === undefined ? {} : { token } }
        return newestAnswer(quoin, await answerOf(client.GET('/orders/{id}/status', { params, signal })))
      },
      refetchInterval: ({ state }) => (liveness === 'live' || state.error ? false : pollEveryMs),
    },
    queryClient,
  )
}
