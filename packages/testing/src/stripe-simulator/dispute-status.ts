import type Stripe from 'stripe'
import type { StripeAccount } from './stripe-account.ts'

/** An inquiry only asks: no money moves by it. */
export function isInquiry({ status }: Pick<Stripe.Dispute, 'status'>): boolean {
  return status.startsWith('warning_')
}

const closedStatuses = ['won', 'lost', 'warning_closed', 'prevented'] as const

export function isClosed({ status }: Pick<Stripe.Dispute, 'status'>): boolean {
  return closedStatuses.some((closed) => closed === status)
}

/** Whether a dispute keeps a charge from being given back. */
export function isClaimed(account: StripeAccount, chargeId: string): boolean {
  return [...account.disputes.values()].some(
    (dispute) =>
      dispute.charge === chargeId && !isInquiry(dispute) && dispute.status !== 'won' && dispute.status !== 'prevented',
  )
}
