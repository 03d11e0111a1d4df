import type Stripe from 'stripe'
import { findSession, refusedSession } from './checkout-session.ts'
import { createSession } from './create-session.ts'
import type { StripeAccount } from './stripe-account.ts'

type Session = Stripe.Checkout.Session

const thirtyDays = 30 * 24 * 60 * 60

/** Closes an open session. @throws {@link StripeApiError} 400 when it is not open. */
export function expireSession(account: StripeAccount, id: string): Session {
  const session = findSession(account, id)
  if (session.status !== 'open') {
    throw refusedSession(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`,
    )
  }
  session.status = 'expired'
  session.url = null
  account.authentications.delete(id)
  const { recovery } = session.after_expiration ?? {}
  if (recovery?.enabled) {
    recovery.url = `${account.sessionRequests.get(id)?.origin ?? ''}/pay/${id}/recover`
    recovery.expires_at = account.now() + thirtyDays
  }
  const intent = account.paymentIntents.get(String(session.payment_intent))
  if (intent !== undefined) {
    intent.status = 'canceled'
    intent.next_action = null
    intent.canceled_at = account.now()
    intent.cancellation_reason = 'automatic'
    account.emit('payment_intent.canceled', intent)
  }
  account.emit('checkout.session.expired', session)
  return session
}

/** A new session like an expired one, for a customer who comes back. @throws {@link StripeApiError} */
export function recoverSession(account: StripeAccount, id: string): Session {
  const { after_expiration: afterExpiration } = findSession(account, id)
  const { recovery } = afterExpiration ?? {}
  const request = account.sessionRequests.get(id)
  if (!recovery?.url || request === undefined || account.now() >= (recovery.expires_at ?? 0)) {
    throw refusedSession(`The session ${id} can't be recovered.`)
  }
  const { expires_at: _, discounts, allow_promotion_codes: __, ...params } = request.params
  const codes = recovery.allow_promotion_codes ? { allow_promotion_codes: true } : { discounts }
  return createSession(account, { ...params, ...codes }, request.origin, id)
}

/** Closes every open session whose time has come. */
export function expireOverdueSessions(account: StripeAccount): void {
  for (const session of account.sessions.values()) {
    if (session.status === 'open' && session.expires_at <= account.now()) expireSession(account, session.id)
  }
}
