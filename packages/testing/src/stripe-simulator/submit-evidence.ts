import type Stripe from 'stripe'
import { closeDispute, findDispute, updateDispute } from './dispute.ts'
import { type EvidenceParams, mergeEvidence } from './dispute-evidence.ts'
import { isClosed, isInquiry } from './dispute-status.ts'
import type { StripeAccount } from './stripe-account.ts'
import { StripeApiError } from './stripe-api-error.ts'

interface DisputeChanges {
  readonly evidence?: EvidenceParams | undefined
  readonly metadata?: Stripe.Metadata | undefined
  /** Whether the evidence goes to the bank at once, and can't be changed any more. @default true */
  readonly submit?: boolean | undefined
}

/**
 * The shop answers a dispute. Stripe's magic words decide it at once: `winning_evidence` and `losing_evidence` as
 * `uncategorized_text`.
 *
 * @throws {@link StripeApiError} when it is closed.
 */
export function submitEvidence(account: StripeAccount, disputeId: string, changes: DisputeChanges): Stripe.Dispute {
  const dispute = findDispute(account, disputeId)
  const { evidence, metadata, submit = true } = changes
  if (metadata !== undefined) dispute.metadata = metadata
  if (evidence === undefined) return dispute
  if (isClosed(dispute) || dispute.evidence_details.submission_count > 0) {
    throw new StripeApiError(400, { message: 'This dispute is already closed or was answered.', param: 'dispute' })
  }
  dispute.evidence = mergeEvidence(dispute.evidence, evidence)
  dispute.evidence_details.has_evidence = Object.values(dispute.evidence).some((value) => typeof value === 'string')
  if (!submit) {
    account.emit('charge.dispute.updated', dispute)
    return dispute
  }
  dispute.evidence_details.submission_count = 1
  dispute.evidence_details.submission_method = 'manual'
  updateDispute(account, disputeId, isInquiry(dispute) ? 'warning_under_review' : 'under_review')
  const word = dispute.evidence.uncategorized_text
  if (word === 'winning_evidence') closeDispute(account, disputeId, isInquiry(dispute) ? 'warning_closed' : 'won')
  if (word === 'losing_evidence' && !isInquiry(dispute)) closeDispute(account, disputeId, 'lost')
  return dispute
}

/** The shop accepts a dispute. @throws {@link StripeApiError} */
export function acceptDispute(account: StripeAccount, disputeId: string): Stripe.Dispute {
  return closeDispute(account, disputeId, isInquiry(findDispute(account, disputeId)) ? 'warning_closed' : 'lost')
}
