import type Stripe from 'stripe'
import { createBalanceTransaction } from './balance-transaction.ts'
import { noEvidence } from './dispute-evidence.ts'
import { isClosed, isInquiry } from './dispute-status.ts'
import { outdateFraudWarnings } from './fraud-warning.ts'
import { paidCharge } from './paid-charge.ts'
import { endReviewOf } from './review.ts'
import type { StripeAccount } from './stripe-account.ts'
import { noSuch, StripeApiError } from './stripe-api-error.ts'

/** How a customer’s bank claims the money of a payment back. */
export interface DisputeInput {
  /** @default 'fraudulent' */
  readonly reason?: string | undefined
  /** Minor units. @default the whole charge */
  readonly amount?: number | undefined
  /** The bank only asks: no money moves. @default false */
  readonly inquiry?: boolean | undefined
}

/** How a dispute ends. */
export type DisputeOutcome = (typeof outcomes)[number]

const outcomes = ['won', 'lost', 'warning_closed'] as const

const aWeek = 7 * 24 * 60 * 60

/** The customer's bank takes the money back, or asks about it. @throws {@link StripeApiError} when nothing was captured. */
export function openDispute(account: StripeAccount, paymentIntentId: string, input: DisputeInput = {}): Stripe.Dispute {
  const charge = paidCharge(account, paymentIntentId)
  const { reason = 'fraudulent', amount = charge.amount_captured, inquiry = false } = input
  if (!Number.isInteger(amount) || amount < 1 || amount > charge.amount_captured) {
    throw new StripeApiError(400, { message: `A dispute of ${amount} is not possible.`, param: 'amount' })
  }
  const created = account.now()
  const { brand } = charge.payment_method_details?.card ?? {}
  const dispute: Stripe.Dispute = {
    id: account.newId('du'),
    object: 'dispute',
    amount,
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
    is_charge_refundable: inquiry,
    livemode: account.livemode,
    metadata: {},
    payment_intent: paymentIntentId,
    payment_method_details: {
      type: brand ? 'card' : (charge.payment_method_details?.type ?? 'card'),
      ...(brand && {
        card: {
          brand,
          case_type: inquiry ? 'inquiry' : 'chargeback',
          network: brand,
          network_reason_code: networkCodes[reason] ?? null,
        },
      }),
    },
    reason,
    status: inquiry ? 'warning_needs_response' : 'needs_response',
  }
  account.disputes.set(dispute.id, dispute)
  charge.disputed = true
  if (!inquiry) moveMoney(account, dispute, -amount)
  account.emit('charge.dispute.created', dispute)
  if (inquiry) return dispute
  account.emit('charge.dispute.funds_withdrawn', dispute)
  endReviewOf(account, paymentIntentId, 'disputed')
  outdateFraudWarnings(account, paymentIntentId)
  return dispute
}

/** Visa's, for reasons that it has one for. */
const networkCodes: Readonly<Record<string, string>> = {
  fraudulent: '10.4',
  product_not_received: '13.1',
  product_unacceptable: '13.3',
  credit_not_processed: '13.6',
  duplicate: '12.6',
}

/**
 * Ends a dispute. The money of a won one comes back.
 *
 * @throws {@link StripeApiError} when it is closed, or for an end that an inquiry, or a dispute, can't have.
 */
export function closeDispute(account: StripeAccount, disputeId: string, outcome: DisputeOutcome): Stripe.Dispute {
  const dispute = findDispute(account, disputeId)
  const before = { status: dispute.status }
  if (isClosed(dispute) || isInquiry(dispute) !== (outcome === 'warning_closed')) throw impossible(dispute, outcome)
  dispute.status = outcome
  if (outcome === 'won') moveMoney(account, dispute, dispute.amount)
  account.emit('charge.dispute.closed', dispute, before)
  if (outcome === 'won') account.emit('charge.dispute.funds_reinstated', dispute)
  return dispute
}

/**
 * Moves a dispute on. An inquiry that becomes a dispute takes the money.
 *
 * @throws {@link StripeApiError} for a status that it can't come to.
 */
export function updateDispute(
  account: StripeAccount,
  disputeId: string,
  status: Stripe.Dispute['status'],
): Stripe.Dispute {
  const outcome = outcomes.find((each) => each === status)
  if (outcome !== undefined) return closeDispute(account, disputeId, outcome)
  const dispute = findDispute(account, disputeId)
  if (isClosed(dispute) || (isInquiry({ status }) && !isInquiry(dispute)) || !openStatuses.has(status)) {
    throw impossible(dispute, status)
  }
  const escalates = isInquiry(dispute) && !isInquiry({ status })
  const before = { status: dispute.status }
  dispute.status = status
  if (escalates) {
    dispute.is_charge_refundable = false
    if (dispute.payment_method_details?.card) dispute.payment_method_details.card.case_type = 'chargeback'
    moveMoney(account, dispute, -dispute.amount)
  }
  account.emit('charge.dispute.updated', dispute, before)
  if (escalates) {
    account.emit('charge.dispute.funds_withdrawn', dispute)
    endReviewOf(account, String(dispute.payment_intent), 'disputed')
    outdateFraudWarnings(account, String(dispute.payment_intent))
  }
  return dispute
}

const openStatuses: ReadonlySet<string> = new Set([
  'warning_needs_response',
  'warning_under_review',
  'needs_response',
  'under_review',
  'appeal_needs_response',
  'appeal_under_review',
])

/** @throws {@link StripeApiError} 404. */
export function findDispute(account: StripeAccount, id: string): Stripe.Dispute {
  const dispute = account.disputes.get(id)
  if (dispute === undefined) throw noSuch('dispute', id, 'dispute')
  return dispute
}

function moveMoney(account: StripeAccount, dispute: Stripe.Dispute, amount: number): void {
  const { currency, id: source } = dispute
  const reportingCategory = amount < 0 ? 'dispute' : 'dispute_reversal'
  dispute.balance_transactions = [
    ...dispute.balance_transactions,
    createBalanceTransaction(account, {
      amount,
      currency,
      type: 'adjustment',
      reporting_category: reportingCategory,
      source,
    }),
  ]
  account.ledger.record('disputes', {
    disputeId: dispute.id,
    chargeId: String(dispute.charge),
    paymentIntentId: String(dispute.payment_intent),
    amount: -amount,
    currency,
    at: account.nowText(),
  })
}

function impossible(dispute: Stripe.Dispute, status: string): StripeApiError {
  return new StripeApiError(400, {
    message: `The dispute ${dispute.id} is ${dispute.status} and can't become ${status}.`,
    param: 'dispute',
  })
}
