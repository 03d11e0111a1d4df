import type Stripe from 'stripe'
import { authorisationMs, expireAuthorisation, takeMoney } from './capture.ts'
import { createCharge } from './charge.ts'
import { customerDetails, findSession } from './checkout-session.ts'
import { openDispute } from './dispute.ts'
import { warnOfFraud } from './fraud-warning.ts'
import type { PayOptions } from './pay-options.ts'
import { createPaymentIntent } from './payment-intent.ts'
import { createPaymentMethod, type Instrument, noAddress } from './payment-method.ts'
import { openReview } from './review.ts'
import { enterPromotionCode, redeemDiscount } from './session-discount.ts'
import { priceSession } from './session-price.ts'
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
    complete(account, session, options, address)
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
  return charge(account, session, intent, instrument, options, address)
}

/** The customer answers the bank: the payment goes on, or fails. @throws {@link StripeApiError} when nobody was asked. */
export function authenticatePayment(account: StripeAccount, id: string, outcome: 'succeeded' | 'failed'): Session {
  const session = openSession(account, id)
  const options = account.authentications.get(id)
  if (options === undefined) throw refused(`The session ${id} does not wait for its customer.`)
  account.authentications.delete(id)
  const intent = intentFor(account, session)
  intent.next_action = null
  const { number } = testCard(options.card ?? usualCard)
  const card = { number, brand: 'visa', fate: { kind: 'succeeds' }, does: 'succeeds' } as const
  const instrument: Instrument = { type: 'card', card, authenticated: outcome === 'succeeded' }
  if (outcome === 'failed') {
    fail(account, intent, undefined, {
      type: 'invalid_request_error',
      code: 'payment_intent_authentication_failure',
      message: 'The provided PaymentMethod has failed authentication. Try another one.',
    })
    return session
  }
  return charge(account, session, intent, instrument, options, shippingAddress(session, options.address))
}

/** A try to pay that the bank refuses; the session stays open. @throws {@link StripeApiError} when nothing is to be paid. */
export function declinePayment(account: StripeAccount, id: string, card = '4000000000000002'): Session {
  if (openSession(account, id).amount_total === 0) throw refused(`The session ${id} asks for no payment.`)
  return paySession(account, id, { card })
}

/** Lets a delayed payment arrive or fail. @throws {@link StripeApiError} when none is under way. */
export function settleDelayed(account: StripeAccount, id: string, outcome: 'succeeded' | 'failed'): Session {
  const session = findSession(account, id)
  const intent = account.paymentIntents.get(String(session.payment_intent))
  const pending = account.charges.get(String(intent?.latest_charge))
  if (intent === undefined || pending === undefined || intent.status !== 'processing') {
    throw refused(`The session ${id} has no delayed payment under way.`)
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
  fail(account, intent, pending, error, () => account.emit('checkout.session.async_payment_failed', session))
  return session
}

function openSession(account: StripeAccount, id: string): Session {
  const session = findSession(account, id)
  if (session.status !== 'open') throw refused(`The session ${id} is ${session.status}, not open.`)
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
  if (!session.adaptive_pricing?.enabled) throw refused('The session has no adaptive pricing.')
  session.presentment_details = {
    presentment_amount: presentment.amount,
    presentment_currency: presentment.currency.toLowerCase(),
  }
}

function complete(
  account: StripeAccount,
  session: Session,
  options: PayOptions,
  address: ShippingDetails | null,
): Stripe.Checkout.Session.CustomerDetails {
  const email = options.email ?? session.customer_email ?? 'ada@example.com'
  const phone = session.phone_number_collection?.enabled ? (options.phone ?? '+15550100') : null
  const billing = address?.address ?? testAddressFor([])
  const details = customerDetails({
    // Of the billing address a card needs no more.
    address: { ...noAddress, country: billing.country, postal_code: billing.postal_code ?? null },
    email,
    name: address?.name ?? 'Ada Test',
    phone,
  })
  session.customer_details = details
  session.collected_information = { business_name: null, individual_name: null, shipping_details: address }
  session.status = 'complete'
  session.url = null
  if (session.automatic_tax.enabled) session.automatic_tax.status = 'complete'
  if (session.consent_collection?.terms_of_service === 'required') {
    session.consent = { promotions: null, terms_of_service: 'accepted' }
  }
  redeemDiscount(account, session)
  return details
}

function charge(
  account: StripeAccount,
  session: Session,
  intent: Stripe.PaymentIntent,
  instrument: Instrument,
  options: PayOptions,
  address: ShippingDetails | null,
): Session {
  const { email, name, phone } = complete(account, session, options, address)
  const billing = { email, name, phone }
  if (address !== null) intent.shipping = { ...address, phone }
  intent.last_payment_error = null
  intent.payment_method_types = [instrument.type]
  session.payment_method_types = [instrument.type]
  const paymentMethodId = createPaymentMethod(account, instrument, billing).id
  const begin = (status: 'succeeded' | 'pending') =>
    withPresentment(session, intent, createCharge(account, intent, status, { instrument, billing, paymentMethodId }))

  if (instrument.type === 'sepa_debit') {
    intent.status = 'processing'
    account.emit('charge.pending', begin('pending'))
    account.emit('checkout.session.completed', session)
    account.emit('payment_intent.processing', intent)
    const outcome = testIbans[instrument.iban ?? '']
    if (outcome !== undefined) {
      account.later(account.settleAfterMs, () => {
        if (intent.status === 'processing') settleDelayed(account, session.id, outcome)
      })
    }
    return session
  }
  const made = begin('succeeded')
  if (intent.capture_method === 'manual') {
    made.paid = true
    intent.status = 'requires_capture'
    intent.amount_capturable = intent.amount
    account.later(authorisationMs, () => expireAuthorisation(account, intent.id))
  } else {
    takeMoney(account, session, intent, made)
  }
  account.emit('charge.succeeded', made)
  account.emit('checkout.session.completed', session)
  const isTaken = intent.status === 'succeeded'
  account.emit(isTaken ? 'payment_intent.succeeded' : 'payment_intent.amount_capturable_updated', intent)
  meetFate(account, intent, made, instrument.card.fate, isTaken)
  return session
}

/** What some test cards bring with them. */
function meetFate(
  account: StripeAccount,
  intent: Stripe.PaymentIntent,
  made: Stripe.Charge,
  fate: CardFate,
  isTaken: boolean,
): void {
  if (fate.kind === 'reviewed') openReview(account, intent.id)
  if (fate.kind === 'refund_fails' || fate.kind === 'refund_pends') account.refundFates.set(made.id, fate.kind)
  if (!isTaken) return
  if (fate.kind === 'disputed') openDispute(account, intent.id, fate)
  if (fate.kind === 'fraud_warned') warnOfFraud(account, intent.id)
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
  fail(account, intent, made, {
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
  const { name, line1, line2, city, state, postal_code: postalCode, country } = chosen ?? testAddressFor(allowed)
  if (!allowed.includes(country)) throw refused(`The session does not ship to ${country}.`)
  return {
    name,
    address: {
      line1,
      line2: line2 ?? null,
      city: city ?? null,
      state: state ?? null,
      postal_code: postalCode ?? null,
      country,
    },
  }
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

function withPresentment(session: Session, intent: Stripe.PaymentIntent, made: Stripe.Charge): Stripe.Charge {
  if (session.presentment_details === undefined) return made
  intent.presentment_details = session.presentment_details
  made.presentment_details = session.presentment_details
  return made
}

function fail(
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

function refused(message: string): StripeApiError {
  return new StripeApiError(400, { message, param: 'session' })
}
