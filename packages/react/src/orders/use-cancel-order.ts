import type { ClientOrder } from '@quoin/http/client'
import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import { answerOf } from '../answer-of.ts'
import { keepChangedOrder } from '../keep-order.ts'
import { useQuoin } from '../quoin-provider.tsx'

/**
 * Asks for an order to be cancelled. The print provider is asked next, and only then the money goes back: the order tells
 * when that is done.
 *
 * @example
 * ```tsx
 * import { useCancelOrder } from '@quoin/react'
 *
 * export function Cancel({ orderId }: { orderId: string }) {
 *   const cancel = useCancelOrder(orderId)
 *   return <button onClick={() => cancel.mutate({ reason: 'Ordered twice.' })}>Cancel</button>
 * }
 * ```
 */
export function useCancelOrder(
  orderId: string,
): UseMutationResult<ClientOrder, Error, { readonly reason?: string | undefined }> {
  const quoin = useQuoin()
  return useMutation(
    {
      mutationFn: async ({ reason }) => {
        const params = { path: { id: orderId } }
        const body = reason === undefined ? {} : { reason }
        return (await answerOf(quoin.client.POST('/orders/{id}/cancel', { params, body }))).order
      },
      onSuccess: (order) => keepChangedOrder(quoin, order),
    },
    quoin.queryClient,
  )
}
