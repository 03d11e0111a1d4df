import type Stripe from 'stripe'
import { createCharge } from './charge.ts'
import { chargeSession, completeSession } from './charge-session.ts'
import { findSession, refusedSession } from './checkout-session.ts'
import { failPayment } from './fail-payment.ts'
import type { PayOptions } from './pay-options.ts'
import { createPaymentIntent } from './payment-intent.ts'
import { createPaymentMethod, type Instrument } from './payment-method.ts'
import { enterPromotionCode } from './session-discount.ts'
import { priceSession } from './session-price.ts'
import { shippingDetails } from './session-shipping.ts'
import type { StripeAccount } from './stripe-account.ts'
import { StripeApiError } from './stripe-api-error.ts'
import { type SimulatedAddress, testAddressFor } from './test-address.ts'
import { type CardFate, testCard, testIbans, usualCard } from './test-card.ts'

type Session = Stripe.Checkout.Session
type ShippingDetails = Stripe.Checkout.Session.CollectedInformation.ShippingDetails

/**
 * Pays for an open session. By most cards it completes; by a card that is declined, or that asks for the customer's
 * consent first, it stays open.
 *
 * @throws {@link StripeApiError} when it is not open, or what was chosen is not to be had.
 */
export function paySession(account: StripeAccount, id: string, options: PayOptions = {}): Session {
  const session = openSession(account, id)
  const address = shippingAddress(session, options.address)
  choose(account, session, options)
  if (session.amount_total === 0) {
    completeSession(account, session, options, address)
    session.payment_status = 'no_payment_required'
    session.payment_intent = null
    account.emit('checkout.session.completed', session)
    return session
  }
  const instrument = instrumentOf(options)
  const intent = intentFor(account, session)
  const fate = instrument.type === 'card' ? instrument.card.fate : undefined
  if (fate?.kind === 'declined') return refuse(account, session, intent, instrument, fate)
  if (fate?.kind === 'authenticates') return askForConsent(account, session, intent, instrument, options)
  return chargeSession(account, session, intent, instrument, options, address)
}

/** The customer answers the bank: the payment goes on, or fails. @throws {@link StripeApiError} when nobody was asked. */
export function authenticatePayment(account: StripeAccount, id: string, outcome: 'succeeded' | 'failed'): Session {
  const session = openSession(account, id)
  const options = account.authentications.get(id)
  if (options === undefined) throw refusedSession(`The session ${id} does not wait for its customer.`)
  account.authentications.delete(id)
  const intent = intentFor(account, session)
  intent.next_action = null
  const { number } = testCard(options.card ?? usualCard)
  const card = { number, brand: 'visa', fate: { kind: 'succeeds' }, does: 'succeeds' } as const
  const instrument: Instrument = { type: 'card', card, authenticated: outcome === 'succeeded' }
  if (outcome === 'failed') {
    failPayment(account, intent, undefined, {
      type: 'invalid_request_error',
      code: 'payment_intent_authentication_failure',
      message: 'The provided PaymentMethod has failed authentication. Try another one.',
    })
    return session
  }
  return chargeSession(account, session, intent, instrument, options, shippingAddress(session, options.address))
}

/** A try to pay that the bank refuses; the session stays open. @throws {@link StripeApiError} when nothing is to be paid. */
export function declinePayment(account: StripeAccount, id: string, card = '4000000000000002'): Session {
  if (openSession(account, id).amount_total === 0) throw refusedSession(`The session ${id} asks for no payment.`)
  return paySession(account, id, { card })
}

function openSession(account: StripeAccount, id: string): Session {
  const session = findSession(account, id)
  if (session.status !== 'open') throw refusedSession(`The session ${id} is ${session.status}, not open.`)
  return session
}

/** What the customer chooses on the page decides the price. */
function choose(account: StripeAccount, session: Session, options: PayOptions): void {
  const { shippingIndex = 0, tax, presentment } = options
  priceSession(account, session, { shippingIndex, tax })
  if (options.promotionCode !== undefined) {
    enterPromotionCode(account, session, options.promotionCode)
    priceSession(account, session, { shippingIndex, tax })
  }
  if (options.amountTotal !== undefined) session.amount_total = options.amountTotal
  if (options.currency !== undefined) session.currency = options.currency.toLowerCase()
  if (presentment === undefined) return
  if (!session.adaptive_pricing?.enabled) throw refusedSession('The session has no adaptive pricing.')
  session.presentment_details = {
    presentment_amount: presentment.amount,
    presentment_currency: presentment.currency.toLowerCase(),
  }
}

function refuse(
  account: StripeAccount,
  session: Session,
  intent: Stripe.PaymentIntent,
  instrument: Instrument,
  fate: Extract<CardFate, { kind: 'declined' }>,
): Session {
  const billing = { email: session.customer_email, name: null, phone: null }
  const method = createPaymentMethod(account, instrument, billing)
  const made = createCharge(account, intent, 'failed', { instrument, billing, paymentMethodId: method.id })
  failPayment(account, intent, made, {
    type: 'card_error',
    code: fate.code,
    decline_code: fate.declineCode,
    message: fate.message,
    payment_method: method,
  })
  return session
}

function askForConsent(
  account: StripeAccount,
  session: Session,
  intent: Stripe.PaymentIntent,
  instrument: Instrument,
  options: PayOptions,
): Session {
  account.authentications.set(session.id, options)
  const billing = { email: session.customer_email, name: null, phone: null }
  intent.payment_method = createPaymentMethod(account, instrument, billing).id
  intent.status = 'requires_action'
  intent.next_action = {
    type: 'redirect_to_url',
    redirect_to_url: {
      return_url: session.success_url ?? session.return_url ?? null,
      url: `${account.sessionRequests.get(session.id)?.origin ?? ''}/pay/${session.id}/authenticate`,
    },
  }
  account.emit('payment_intent.requires_action', intent)
  return session
}

function shippingAddress(session: Session, chosen: SimulatedAddress | null | undefined): ShippingDetails | null {
  const allowed: readonly string[] | undefined = session.shipping_address_collection?.allowed_countries
  // What the shop has filled in by an update stands where the page does not ask.
  if (allowed === undefined) return session.collected_information?.shipping_details ?? null
  if (chosen === null) return null
  const address = chosen ?? testAddressFor(allowed)
  if (!allowed.includes(address.country)) throw refusedSession(`The session does not ship to ${address.country}.`)
  return shippingDetails(address)
}

function instrumentOf({ method, card, iban }: PayOptions): Instrument {
  if (method !== 'delayed' && iban === undefined) {
    return { type: 'card', card: testCard(card ?? usualCard), authenticated: false }
  }
  const account = iban?.replaceAll(' ', '').toUpperCase()
  if (account !== undefined && testIbans[account] === undefined) {
    throw new StripeApiError(400, {
      code: 'invalid_bank_account_iban',
      message: 'The IBAN is none of the test accounts.',
      param: 'iban',
    })
  }
  return { type: 'sepa_debit', iban: account }
}

/** The session's payment, made at the first try and asked for the current price at each. */
function intentFor(account: StripeAccount, session: Session): Stripe.PaymentIntent {
  const asked = { amount: session.amount_total ?? 0, currency: session.currency ?? '' }
  const existing = account.paymentIntents.get(String(session.payment_intent))
  if (existing !== undefined) return Object.assign(existing, asked)
  const { payment_intent_data: data } = account.sessionRequests.get(session.id)?.params ?? {}
  const intent = createPaymentIntent(account, asked, data)
  session.payment_intent = intent.id
  return intent
}
