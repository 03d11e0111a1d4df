import type Stripe from 'stripe'
import { takeMoney } from './capture.ts'
import { findSession, refusedSession } from './checkout-session.ts'
import { failPayment } from './fail-payment.ts'
import type { StripeAccount } from './stripe-account.ts'

type Session = Stripe.Checkout.Session

/** Lets a delayed payment arrive or fail. @throws {@link StripeApiError} when none is under way. */
export function settleDelayed(account: StripeAccount, id: string, outcome: 'succeeded' | 'failed'): Session {
  const session = findSession(account, id)
  const intent = account.paymentIntents.get(String(session.payment_intent))
  const pending = account.charges.get(String(intent?.latest_charge))
  if (intent === undefined || pending === undefined || intent.status !== 'processing') {
    throw refusedSession(`The session ${id} has no delayed payment under way.`)
  }
  intent.processing = null
  if (outcome === 'succeeded') {
    takeMoney(account, session, intent, pending)
    account.emit('charge.succeeded', pending)
    account.emit('checkout.session.async_payment_succeeded', session)
    account.emit('payment_intent.succeeded', intent)
    return session
  }
  const error = {
    type: 'card_error',
    code: 'payment_intent_payment_attempt_failed',
    decline_code: 'insufficient_funds',
    message: 'The payment failed.',
  } as const
  failPayment(account, intent, pending, error, () => account.emit('checkout.session.async_payment_failed', session))
  return session
}
