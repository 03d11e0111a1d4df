import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import { answerOf } from '../answer-of.ts'
import { keepOrder } from '../keep-order.ts'
import { useQuoin } from '../quoin-provider.tsx'
import type { OrderAccess } from './order-access.ts'
import type { OrderStatusAnswer } from './use-order.ts'

/** Lets the shop ask the payment and print providers for an order now, such as when a customer comes back from paying. */
export function useRefreshOrder(
  orderId: string,
  { token }: OrderAccess = {},
): UseMutationResult<OrderStatusAnswer, Error, void> {
  const quoin = useQuoin()
  return useMutation(
    {
      mutationFn: () => {
        const params = { path: { id: orderId }, query: token === undefined ? {} : { token } }
        return answerOf(quoin.client.POST('/orders/{id}/status', { params }))
      },
      onSuccess: (answer) => keepOrder(quoin, answer),
    },
    quoin.queryClient,
  )
}
