import type { PaymentFacts } from '../payment/payment-facts.ts'
import type { AttentionReason } from './attention.ts'
import { openAttention, resolveAttention } from './decision.ts'
import { isRefunded } from './derive-order-status.ts'
import type { Order } from './order.ts'
import type { OrderEvent } from './order-events.ts'
import type { PaymentReading } from './payment-reading.ts'

/**
 * What the payment provider or the card network suspects. A review is over when the provider says so; a warning is never
 * taken back, so only a person ends it. Money that is back with the customer leaves nothing to suspect.
 */
export function decideRisk(
  order: Order,
  facts: Pick<PaymentFacts, 'underReview' | 'fraudWarning'>,
  { readAt, isLater, isStale }: PaymentReading,
  now: Date,
): OrderEvent[] {
  const { payment } = order
  const underReview = isLater ? facts.underReview : payment.underReview || (facts.underReview && !isStale)
  const fraudWarning = isStale
    ? (payment.fraudWarning ?? facts.fraudWarning)
    : (facts.fraudWarning ?? payment.fraudWarning)
  const isWarned = fraudWarning !== null && fraudWarning !== payment.fraudWarning
  if (underReview === payment.underReview && !isWarned) return []
  const changed: OrderEvent = { type: 'payment_risk_changed', underReview, fraudWarning, readAt }
  const settled = underReview ? [] : resolveAttention(order, (a) => a.code === 'payment_review')
  if (isRefunded(payment)) return [changed, ...settled]
  return [
    changed,
    ...settled,
    ...(underReview && !payment.underReview ? openAttention(order, reviewed, now) : []),
    ...(isWarned ? openAttention(order, { ...suspected, message: `${suspected.message} (${fraudWarning})` }, now) : []),
  ]
}

const reviewed: AttentionReason = {
  code: 'payment_review',
  message: 'The payment provider wants a person to look at the payment: nothing is sent before that.',
}
const suspected = { code: 'fraud_warning', message: 'The card network suspects that the payment is a fraud.' } as const
