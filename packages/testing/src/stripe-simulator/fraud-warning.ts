import type Stripe from 'stripe'
import { paidCharge } from './paid-charge.ts'
import type { StripeAccount } from './stripe-account.ts'

/** The card network suspects a fraud. @throws {@link StripeApiError} when nothing was captured. */
export function warnOfFraud(
  account: StripeAccount,
  paymentIntentId: string,
  fraudType = 'made_with_stolen_card',
): Stripe.Radar.EarlyFraudWarning {
  const charge = paidCharge(account, paymentIntentId)
  const warning: Stripe.Radar.EarlyFraudWarning = {
    id: account.newId('issfr'),
    object: 'radar.early_fraud_warning',
    actionable: !charge.refunded && !charge.disputed,
    charge: charge.id,
    created: account.now(),
    fraud_type: fraudType,
    livemode: account.livemode,
    payment_intent: paymentIntentId,
  }
  account.fraudWarnings.set(warning.id, warning)
  account.emit('radar.early_fraud_warning.created', warning)
  return warning
}

/** Nothing can be done any more about the warnings of a payment: it was given back, or is disputed. */
export function outdateFraudWarnings(account: StripeAccount, paymentIntentId: string): void {
  for (const warning of account.fraudWarnings.values()) {
    if (warning.payment_intent !== paymentIntentId || !warning.actionable) continue
    warning.actionable = false
    account.emit('radar.early_fraud_warning.updated', warning, { actionable: true })
  }
}
