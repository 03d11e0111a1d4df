import type Stripe from 'stripe'
import type { StripeAccount } from './stripe-account.ts'

/** A try to pay has failed; the payment can be tried again. @param tell what is said of it before the payment's own event. */
export function failPayment(
  account: StripeAccount,
  intent: Stripe.PaymentIntent,
  failed: Stripe.Charge | undefined,
  error: Stripe.PaymentIntent.LastPaymentError & { code: string; message: string },
  tell: () => void = () => undefined,
): void {
  intent.status = 'requires_payment_method'
  intent.payment_method = null
  intent.last_payment_error = {
    ...error,
    ...(failed && { charge: failed.id }),
    doc_url: `https://stripe.com/docs/error-codes/${error.code.replaceAll('_', '-')}`,
  }
  if (failed !== undefined) {
    failed.status = 'failed'
    failed.failure_code = error.code
    failed.failure_message = error.message
    account.emit('charge.failed', failed)
  }
  tell()
  account.emit('payment_intent.payment_failed', intent)
}
