import { claimsMoney, type Dispute, unknownDisputeId } from '../payment/dispute.ts'
import type { AttentionReason } from './attention.ts'
import { openAttention, resolveAttention } from './decision.ts'
import type { Order } from './order.ts'
import type { OrderEvent } from './order-events.ts'
import type { PaymentReading } from './payment-reading.ts'

/**
 * A payment that the customer's bank claims back, or asks about, stays `disputed` until the shop has won or the inquiry is
 * over. A lost one stays so for good: the money is gone, and nothing is printed for it by itself (F27, F28).
 */
export function decideDispute(order: Order, dispute: Dispute | null, reading: PaymentReading, now: Date): OrderEvent[] {
  const { dispute: known } = order.payment
  const { readAt, isLater, isStale } = reading
  if (dispute === null) {
    const isGone = order.paymentStatus === 'disputed' && known?.status !== 'lost' && isLater
    return isGone ? endDispute(order, known && { ...known, status: 'closed' }, readAt) : []
  }
  if (known && (isStale || dispute.id === unknownDisputeId || isSame(known, dispute))) return []
  // Money that was lost stays lost, whatever becomes of another dispute that does not claim more.
  if (known?.status === 'lost' && known.id !== dispute.id && !claimsMoney(dispute)) return []
  switch (dispute.status) {
    case 'won':
    case 'closed':
      return known && !isLater ? [] : endDispute(order, dispute, readAt)
    case 'lost':
      return [
        { type: 'payment_disputed', dispute, readAt },
        ...resolveAttention(order, (a) => a.code === 'payment_disputed'),
        ...openAttention(order, disputeLost, now),
      ]
    case 'open':
    case 'inquiry': {
      const isNews = known?.id !== dispute.id || known.status !== dispute.status
      return [
        { type: 'payment_disputed', dispute, readAt },
        ...resolveAttention(order, (a) => a.code === 'dispute_lost'),
        ...(isNews ? openAttention(order, reasonOf(dispute), now) : []),
      ]
    }
  }
}

/**
 * A disputed payment whose print waits says so, whoever resolves its reason: only the bank, or a person who approves the
 * print as it is, ends that (INV-2).
 */
export function keepDisputeOpen(order: Order, now: Date): OrderEvent[] {
  const { dispute } = order.payment
  const waits = order.fulfillments.some((f) => f.status === 'pending' && !f.approvedAt)
  const isSaid = order.attention.some((a) => a.code === 'payment_disputed' || a.code === 'dispute_lost')
  if (order.paymentStatus !== 'disputed' || !waits || isSaid) return []
  return openAttention(order, dispute ? reasonOf(dispute) : disputed, now)
}

function endDispute(order: Order, dispute: Dispute | null, readAt: Date): OrderEvent[] {
  return [
    { type: 'dispute_closed', dispute, readAt },
    ...resolveAttention(order, (a) => a.code === 'payment_disputed' || a.code === 'dispute_lost'),
  ]
}

function isSame(a: Dispute, b: Dispute): boolean {
  return (
    a.id === b.id &&
    a.status === b.status &&
    a.reason === b.reason &&
    a.amount === b.amount &&
    a.dueAt?.getTime() === b.dueAt?.getTime()
  )
}

function reasonOf({ status }: Dispute): AttentionReason {
  if (status === 'lost') return disputeLost
  return status === 'inquiry' ? inquired : disputed
}

const disputed = { code: 'payment_disputed', message: 'The customer disputes the payment.' } as const
const inquired = {
  code: 'payment_disputed',
  message: 'The bank of the customer asks about the payment: no money has moved yet.',
} as const
const disputeLost = {
  code: 'dispute_lost',
  message: 'The dispute was lost: the money is gone, and what is not sent yet stays unsent.',
} as const
