import type { ClientOrder, components } from '@quoin/http/client'
import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import { answerOf } from '../answer-of.ts'
import { keepChangedOrder } from '../keep-order.ts'
import { useQuoin } from '../quoin-provider.tsx'
import type { OrderAccess } from './order-access.ts'

/** What a customer wants put right. Photos are links that begin with `https://`. */
export type ClaimDraft = Omit<components['schemas']['Claim'], 'kind'> & {
  /** `return`: the goods come back. @default 'claim' */
  readonly kind?: components['schemas']['Claim']['kind']
  /** The same key again is the same claim, also when the first answer was lost. @default each call is another claim */
  readonly idempotencyKey?: string | undefined
}

/**
 * Tells the shop that something of an order is damaged, wrong, or did not come. A person decides, and `order.claims` holds what came of it.
 *
 * Once something has been sent, whoever sees the order can. A {@link RequestError} names the fields at fault in `issues`; its code is
 * `not_shipped` before that, `line_not_found` for what was not sent, and `claim_limit` while ten claims are open.
 *
 * @example
 * ```tsx
 * import { useOpenClaim } from '@quoin/react'
 *
 * export function Broken({ orderId }: { orderId: string }) {
 *   const claim = useOpenClaim(orderId)
 *   return <button onClick={() => claim.mutate({ reason: 'damaged' })}>It is broken</button>
 * }
 * ```
 */
export function useOpenClaim(
  orderId: string,
  { token }: OrderAccess = {},
): UseMutationResult<ClientOrder, Error, ClaimDraft> {
  const quoin = useQuoin()
  return useMutation(
    {
      mutationFn: async ({ idempotencyKey, ...draft }) => {
        const params = {
          path: { id: orderId },
          query: token === undefined ? {} : { token },
          header: idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey },
        }
        const body = { kind: 'claim', ...draft } as const
        return (await answerOf(quoin.client.POST('/orders/{id}/claims', { params, body }))).order
      },
      onSuccess: (order) => keepChangedOrder(quoin, order),
    },
    quoin.queryClient,
  )
}
