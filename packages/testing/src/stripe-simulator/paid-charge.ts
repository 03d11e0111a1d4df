import type Stripe from 'stripe'
import { findPaymentIntent } from './payment-intent.ts'
import type { StripeAccount } from './stripe-account.ts'
import { StripeApiError } from './stripe-api-error.ts'

/** The charge that took a payment's money. @throws {@link StripeApiError} when it was not captured. */
export function paidCharge(account: StripeAccount, paymentIntentId: string): Stripe.Charge {
  const intent = findPaymentIntent(account, paymentIntentId, 'payment_intent')
  const charge = account.charges.get(String(intent.latest_charge))
  if (charge?.status !== 'succeeded' || !charge.captured) {
    throw new StripeApiError(400, {
      code: 'payment_intent_unexpected_state',
      message: `This PaymentIntent (${paymentIntentId}) does not have a successful charge to refund.`,
      param: 'payment_intent',
    })
  }
  return charge
}
