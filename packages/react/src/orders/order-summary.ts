import type { ClientOrder } from '@quoin/http/client'
import type { Tone } from '../frame/status-mark.tsx'
import type { MessageKey } from '../language/english.ts'

type Status = ClientOrder['status']

const tones: Readonly<Record<Status, Tone>> = {
  pending: 'warn',
  paid: 'active',
  submitted: 'active',
  in_production: 'active',
  partially_shipped: 'active',
  shipped: 'active',
  delivered: 'good',
  cancelled: 'calm',
  expired: 'calm',
}

/** An order's status in a word or two, what it means in a sentence, and how it looks. */
export interface OrderSummary {
  readonly status: MessageKey
  readonly sentence: MessageKey
  readonly tone: Tone
}

/** How a customer is told that an order is. */
export function summaryOf(order: ClientOrder): OrderSummary {
  const { status, paymentStatus, cancelRequestedAt } = order
  const shown = status === 'pending' && paymentStatus === 'processing' ? 'processing' : status
  const isOver = status === 'cancelled' || status === 'expired'
  return {
    status: `status.${shown}`,
    sentence: cancelRequestedAt !== null && !isOver ? 'summary.cancelling' : `summary.${shown}`,
    tone: shown === 'processing' ? 'active' : tones[status],
  }
}

/** Whether nothing can come any more. */
export function isClosed({ status }: Pick<ClientOrder, 'status'>): boolean {
  return status === 'delivered' || status === 'cancelled' || status === 'expired'
}
