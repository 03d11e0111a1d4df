import type { UseQueryResult } from '@tanstack/react-query'
import { useEffect } from 'react'
import { type OrderStatusAnswer, useOrder } from '../../orders/use-order.ts'
import { useQuoin } from '../../quoin-provider.tsx'
import { refreshBeside } from './keep-managed-order.ts'

/** An order and its history as admins see it, up to date by Server-Sent Events; with it, what `useOrderJobs` shows of it. */
export function useManagedOrder(orderId: string): UseQueryResult<OrderStatusAnswer> {
  const quoin = useQuoin()
  const answer = useOrder(orderId)
  const order = answer.data?.order
  useEffect(() => {
    if (order) refreshBeside(quoin, order.id)
  }, [quoin, order])
  return answer
}
