import type Stripe from 'stripe'
import { succeededCharge } from './refund.ts'
import type { StripeAccount } from './stripe-account.ts'

export interface DisputeInput {
  /** @default 'fraudulent' */
  readonly reason?: string | undefined
}

const aWeek = 7 * 24 * 60 * 60

/** The customer's bank takes the money back. @throws {@link StripeApiError} when nothing was captured. */
export function openDispute(account: StripeAccount, paymentIntentId: string, input: DisputeInput = {}): Stripe.Dispute {
  const charge = succeededCharge(account, paymentIntentId)
  const created = account.now()
  // Evidence has 27 fields that are all empty at first, and nothing here reads them.
  const noEvidence = {} as Stripe.Dispute['evidence']
  const dispute: Stripe.Dispute = {
    id: account.newId('du'),
    object: 'dispute',
    amount: charge.amount,
    balance_transactions: [],
    charge: charge.id,
    created,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence,
    evidence_details: {
      due_by: created + aWeek,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: account.livemode,
    metadata: {},
    payment_intent: paymentIntentId,
    reason: input.reason ?? 'fraudulent',
    status: 'needs_response',
  }
  account.disputes.set(dispute.id, dispute)
  charge.disputed = true
  account.emit('charge.dispute.created', dispute)
  return dispute
}
