import type { components } from '@quoin/http/client'
import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import { answerOf } from '../answer-of.ts'
import { useQuoin } from '../quoin-provider.tsx'
import type { OrderAccess } from './order-access.ts'

/** Where to pay, and for which order: another than before when that one has run out. */
export type StartedCheckout = components['schemas']['StartedCheckout']

/** Leads back to what was not paid yet. Send the customer to the `url` that it resolves with. */
export function useResumeCheckout(
  orderId: string,
  { token }: OrderAccess = {},
): UseMutationResult<StartedCheckout, Error, void> {
  const { client, queryClient } = useQuoin()
  return useMutation(
    {
      mutationFn: () => {
        const params = { path: { id: orderId }, query: token === undefined ? {} : { token } }
        return answerOf(client.POST('/orders/{id}/resume', { params }))
      },
    },
    queryClient,
  )
}
