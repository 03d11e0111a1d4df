import type Stripe from 'stripe'
import { createBalanceTransaction } from './balance-transaction.ts'
import { findPaymentIntent, sessionOf } from './payment-intent.ts'
import type { StripeAccount } from './stripe-account.ts'
import { StripeApiError } from './stripe-api-error.ts'

/** How long a bank keeps money ready for a capture by hand. */
export const authorisationMs = 7 * 24 * 60 * 60 * 1000

/** The money of a charge arrives. Its payment and session are paid; no event tells of it here. */
export function takeMoney(
  account: StripeAccount,
  session: Stripe.Checkout.Session,
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge,
  amount = charge.amount,
): void {
  charge.status = 'succeeded'
  charge.paid = true
  charge.captured = true
  charge.amount_captured = amount
  charge.balance_transaction = createBalanceTransaction(account, {
    amount,
    currency: charge.currency,
    type: charge.payment_method_details?.type === 'card' ? 'charge' : 'payment',
    reporting_category: 'charge',
    source: charge.id,
  }).id
  intent.status = 'succeeded'
  intent.amount_capturable = 0
  intent.amount_received = amount
  session.payment_status = 'paid'
  account.ledger.record('charges', {
    chargeId: charge.id,
    paymentIntentId: intent.id,
    sessionId: session.id,
    clientReferenceId: session.client_reference_id,
    amount,
    currency: charge.currency,
    at: account.nowText(),
  })
}

/** Takes money that is only authorised. @param amount minor units. @throws {@link StripeApiError} when none is. */
export function capturePayment(account: StripeAccount, intentId: string, amount?: number): Stripe.PaymentIntent {
  const { intent, charge, session } = authorised(account, intentId, 'captured')
  const taken = amount ?? intent.amount_capturable
  if (taken < 1 || taken > intent.amount_capturable) {
    throw new StripeApiError(400, {
      code: 'amount_too_large',
      message: `Only ${intent.amount_capturable} can be captured.`,
      param: 'amount_to_capture',
    })
  }
  takeMoney(account, session, intent, charge, taken)
  account.emit('charge.captured', charge)
  account.emit('payment_intent.succeeded', intent)
  return intent
}

/** Lets go of money that is only authorised. @throws {@link StripeApiError} when none is. */
export function cancelPayment(
  account: StripeAccount,
  intentId: string,
  reason: Stripe.PaymentIntent['cancellation_reason'] = null,
): Stripe.PaymentIntent {
  const { intent, charge } = authorised(account, intentId, 'canceled')
  release(account, intent, charge, reason)
  account.emit('charge.refunded', charge)
  account.emit('payment_intent.canceled', intent)
  return intent
}

/** The bank's promise ends. Does nothing when it was used. */
export function expireAuthorisation(account: StripeAccount, intentId: string): void {
  if (account.paymentIntents.get(intentId)?.status !== 'requires_capture') return
  const { intent, charge } = authorised(account, intentId, 'expired')
  release(account, intent, charge, 'automatic')
  account.emit('charge.expired', charge)
  account.emit('payment_intent.canceled', intent)
}

function release(
  account: StripeAccount,
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge,
  reason: Stripe.PaymentIntent['cancellation_reason'],
): void {
  // Stripe shows money that was let go as given back, though it never arrived.
  charge.amount_refunded = charge.amount
  charge.refunded = true
  intent.status = 'canceled'
  intent.amount_capturable = 0
  intent.canceled_at = account.now()
  intent.cancellation_reason = reason
}

function authorised(account: StripeAccount, intentId: string, done: string) {
  const intent = findPaymentIntent(account, intentId)
  const charge = account.charges.get(String(intent.latest_charge))
  const session = sessionOf(account, intentId)
  if (intent.status !== 'requires_capture' || charge === undefined || session === undefined) {
    const hint = session?.status === 'open' ? ' It belongs to a Checkout Session: expire that.' : ''
    throw new StripeApiError(400, {
      code: 'payment_intent_unexpected_state',
      message: `This PaymentIntent could not be ${done} because it has a status of ${intent.status}.${hint}`,
      param: 'intent',
    })
  }
  return { intent, charge, session }
}
