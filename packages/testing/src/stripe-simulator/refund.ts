import type Stripe from 'stripe'
import { createBalanceTransaction } from './balance-transaction.ts'
import { isClaimed } from './dispute-status.ts'
import { outdateFraudWarnings } from './fraud-warning.ts'
import { paidCharge } from './paid-charge.ts'
import { endReviewOf } from './review.ts'
import type { StripeAccount } from './stripe-account.ts'
import { noSuch, StripeApiError } from './stripe-api-error.ts'

/** Money that goes back as if somebody had sent it in Stripe’s dashboard. */
export interface RefundInput {
  readonly paymentIntentId: string
  /** Minor units. @default all that is left */
  readonly amount?: number | undefined
  readonly reason?: string | undefined
  readonly metadata?: Stripe.Metadata | undefined
  /** Waits until {@link settleRefund} or {@link failRefund}. @default false, unless the card's refunds wait */
  readonly pending?: boolean | undefined
}

/** Gives money back. @throws {@link StripeApiError} as Stripe refuses it. */
export function createRefund(account: StripeAccount, input: RefundInput): Stripe.Refund {
  const { paymentIntentId, reason = null } = input
  const charge = paidCharge(account, paymentIntentId)
  const amount = refundable(account, charge, input.amount)
  const fate = account.refundFates.get(charge.id)
  const pending = input.pending ?? fate === 'refund_pends'
  const refund: Stripe.Refund = {
    id: account.newId('re'),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: account.now(),
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details: destination(charge, 'pending'),
    metadata: input.metadata ?? {},
    payment_intent: paymentIntentId,
    payment_method: charge.payment_method,
    ...(pending && { pending_reason: 'processing' }),
    reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: pending ? 'pending' : 'succeeded',
    transfer_reversal: null,
  }
  refund.balance_transaction = moveBack(account, refund, -amount, 'refund').id
  account.refunds.set(refund.id, refund)
  const before = { amount_refunded: charge.amount_refunded, receipt_url: charge.receipt_url }
  charge.amount_refunded += amount
  charge.refunded = charge.amount_refunded === charge.amount_captured
  account.ledger.record('refunds', ledgerEntry(account, refund, charge.id))
  account.emit('refund.created', refund)
  account.emit('charge.refunded', charge, before)
  if (charge.refunded) {
    endReviewOf(account, paymentIntentId, reason === 'fraudulent' ? 'refunded_as_fraud' : 'refunded')
    outdateFraudWarnings(account, paymentIntentId)
  }
  if (fate !== undefined && input.pending === undefined) planEnd(account, refund, fate)
  return refund
}

/** A refund that waited arrives. @throws {@link StripeApiError} when it does not wait. */
export function settleRefund(account: StripeAccount, refundId: string): Stripe.Refund {
  const refund = findRefund(account, refundId)
  if (refund.status !== 'pending') throw unexpected(refund, 'settle')
  refund.status = 'succeeded'
  delete refund.pending_reason
  account.emit('refund.updated', refund, { status: 'pending', pending_reason: 'processing' })
  account.emit('charge.refund.updated', refund, { status: 'pending', pending_reason: 'processing' })
  return refund
}

/** A refund can't reach the customer: its money comes back to the shop. @throws {@link StripeApiError} when it has failed. */
export function failRefund(
  account: StripeAccount,
  refundId: string,
  reason = 'expired_or_canceled_card',
): Stripe.Refund {
  const refund = findRefund(account, refundId)
  if (refund.status !== 'pending' && refund.status !== 'succeeded') throw unexpected(refund, 'fail')
  const charge = account.charges.get(String(refund.charge))
  if (charge === undefined) throw noSuch('charge', String(refund.charge))
  const before = { status: refund.status }
  refund.status = 'failed'
  refund.failure_reason = reason
  delete refund.pending_reason
  refund.failure_balance_transaction = moveBack(account, refund, refund.amount, 'refund_failure').id
  charge.amount_refunded -= refund.amount
  charge.refunded = false
  account.ledger.record('failedRefunds', ledgerEntry(account, refund, charge.id))
  account.emit('refund.updated', refund, before)
  account.emit('charge.refund.updated', refund, before)
  account.emit('refund.failed', refund)
  return refund
}

/** @throws {@link StripeApiError} 404. */
export function findRefund(account: StripeAccount, id: string): Stripe.Refund {
  const refund = account.refunds.get(id)
  if (refund === undefined) throw noSuch('refund', id, 'refund')
  return refund
}

function refundable(account: StripeAccount, charge: Stripe.Charge, asked: number | undefined): number {
  const left = charge.amount_captured - charge.amount_refunded
  if (left === 0) {
    throw new StripeApiError(400, {
      code: 'charge_already_refunded',
      message: `Charge ${charge.id} has already been refunded.`,
      param: 'charge',
    })
  }
  if (isClaimed(account, charge.id)) {
    throw new StripeApiError(400, {
      code: 'charge_disputed',
      message: `Charge ${charge.id} has been charged back; cannot issue a refund.`,
      param: 'charge',
    })
  }
  const amount = asked ?? left
  if (amount < 1) {
    throw new StripeApiError(400, {
      code: 'parameter_invalid_integer',
      message: 'This value must be greater than or equal to 1.',
      param: 'amount',
    })
  }
  if (amount > left) {
    throw new StripeApiError(400, {
      message: `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`,
      param: 'amount',
    })
  }
  return amount
}

function planEnd(account: StripeAccount, refund: Stripe.Refund, fate: 'refund_fails' | 'refund_pends'): void {
  account.later(account.settleAfterMs, () => {
    if (fate === 'refund_fails' && refund.status === 'succeeded') failRefund(account, refund.id)
    if (fate === 'refund_pends' && refund.status === 'pending') settleRefund(account, refund.id)
  })
}

function destination(charge: Stripe.Charge, status: string): Stripe.Refund.DestinationDetails {
  const type = charge.payment_method_details?.type ?? 'card'
  if (type !== 'card') return { type }
  return {
    type: 'card',
    card: { reference_status: status, reference_type: 'acquirer_reference_number', type: 'refund' },
  }
}

function moveBack(
  account: StripeAccount,
  refund: Stripe.Refund,
  amount: number,
  type: 'refund' | 'refund_failure',
): Stripe.BalanceTransaction {
  const { currency, id: source } = refund
  return createBalanceTransaction(account, { amount, currency, type, reporting_category: type, source })
}

function ledgerEntry(account: StripeAccount, refund: Stripe.Refund, chargeId: string) {
  return {
    refundId: refund.id,
    chargeId,
    paymentIntentId: String(refund.payment_intent),
    amount: refund.amount,
    currency: refund.currency,
    at: account.nowText(),
  }
}

function unexpected(refund: Stripe.Refund, act: string): StripeApiError {
  return new StripeApiError(400, { message: `A ${refund.status} refund can't ${act}.`, param: 'refund' })
}
