import type { ClientOrder, components } from '@quoin/http/client'
import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import { answerOf } from '../answer-of.ts'
import { keepChangedOrder } from '../keep-order.ts'
import { useQuoin } from '../quoin-provider.tsx'

/** A whole address with its `country`, or those parts of it that change. */
export type RecipientChange = components['schemas']['Recipient']

/**
 * Sends an order to another address, while the print provider allows it. Where it has to be carried there first, `order.edit`
 * holds the change until that is done. A {@link RequestError} `invalid_address` names the fields at fault in `issues`.
 */
export function useEditRecipient(orderId: string): UseMutationResult<ClientOrder, Error, RecipientChange> {
  const quoin = useQuoin()
  return useMutation(
    {
      mutationFn: async (body) => {
        const params = { path: { id: orderId } }
        return (await answerOf(quoin.client.PATCH('/orders/{id}/recipient', { params, body }))).order
      },
      onSuccess: (order) => keepChangedOrder(quoin, order),
    },
    quoin.queryClient,
  )
}
