import type { ClientOrder, components } from '@quoin/http/client'
import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import { answerOf } from '../../answer-of.ts'
import { useQuoin } from '../../quoin-provider.tsx'
import { keepManagedOrder, refreshManagedLists } from './keep-managed-order.ts'

/** What admins may ask of an order: an action with what belongs to it, tracking, notes. */
export type OrderCommand = Omit<components['schemas']['OrderPatch'], 'orderId'> & {
  /** For a refund: the same key again is the same refund, also when the first answer was lost. */
  readonly idempotencyKey?: string | undefined
}

/**
 * Acts on an order, for admins. A {@link RequestError} says why it was refused, and in `issues` which fields are at fault.
 *
 * @example
 * ```tsx
 * import { useManageOrder } from '@quoin/react/admin'
 *
 * export function Retry({ orderId }: { orderId: string }) {
 *   const { mutate } = useManageOrder(orderId)
 *   return <button onClick={() => mutate({ action: 'retry' })}>Retry</button>
 * }
 * ```
 */
export function useManageOrder(orderId: string): UseMutationResult<ClientOrder, Error, OrderCommand> {
  const quoin = useQuoin()
  return useMutation(
    {
      mutationFn: async ({ idempotencyKey, ...command }) => {
        const header = idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }
        const request = { params: { header }, body: { orderId, ...command } }
        return (await answerOf(quoin.client.PATCH('/orders/management', request))).order
      },
      onSuccess: (order) => {
        keepManagedOrder(quoin, order)
        refreshManagedLists(quoin)
      },
    },
    quoin.queryClient,
  )
}
