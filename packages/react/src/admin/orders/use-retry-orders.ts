import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answerOf } from '../../answer-of.ts'
import { useQuoin } from '../../quoin-provider.tsx'
import { keepManagedOrder, refreshManagedLists } from './keep-managed-order.ts'

/** What became of many orders that were to be tried again. */
export interface RetriedOrders {
  readonly retried: readonly string[]
  /** Those that could not be, and why. */
  readonly refused: readonly { readonly orderId: string; readonly error: Error }[]
}

/**
 * Tries many orders again, one after the other, and goes on after one that is refused. For admins.
 *
 * @returns the mutation, and in `done` how many of its orders were asked for so far.
 */
export function useRetryOrders(): UseMutationResult<RetriedOrders, Error, readonly string[]> & {
  readonly done: number
} {
  const quoin = useQuoin()
  const [done, setDone] = useState(0)
  const mutation = useMutation<RetriedOrders, Error, readonly string[]>(
    {
      mutationFn: async (orderIds) => {
        const retried: string[] = []
        const refused: { orderId: string; error: Error }[] = []
        for (const [index, orderId] of orderIds.entries()) {
          setDone(index)
          try {
            const body = { orderId, action: 'retry' } as const
            keepManagedOrder(quoin, (await answerOf(quoin.client.PATCH('/orders/management', { body }))).order)
            retried.push(orderId)
          } catch (error) {
            if (!(error instanceof Error)) throw error
            refused.push({ orderId, error })
          }
        }
        return { retried, refused }
      },
      onSettled: () => refreshManagedLists(quoin),
    },
    quoin.queryClient,
  )
  return { ...mutation, done }
}
