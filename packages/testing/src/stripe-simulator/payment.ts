import type Stripe from 'stripe'
import { createCharge } from './charge.ts'
import { chooseShipping, customerDetails, findSession } from './checkout-session.ts'
import { createPaymentIntent } from './payment-intent.ts'
import type { StripeAccount } from './stripe-account.ts'
import { StripeApiError } from './stripe-api-error.ts'
import { type SimulatedAddress, testAddressFor } from './test-address.ts'

/** How a customer pays. */
export interface PayOptions {
  /** `delayed`: the session completes unpaid, and {@link settleDelayed} decides. @default 'card' */
  readonly method?: 'card' | 'delayed' | undefined
  /** Which of the session's shipping options. @default 0 */
  readonly shippingIndex?: number | undefined
  /** Where to ship; null: none is given. @default an address in the first of {@link testAddresses}' countries that the session allows */
  readonly address?: SimulatedAddress | null | undefined
  /** @default the session's `customer_email`, or `ada@example.com` */
  readonly email?: string | undefined
  /** @default '+15550100' */
  readonly phone?: string | undefined
  /** Tampers: takes this many minor units in place of what the session asks for. */
  readonly amountTotal?: number | undefined
  /** Tampers: takes the money in this currency. */
  readonly currency?: string | undefined
}

/** Completes an open session. @throws {@link StripeApiError} when it is not open, or does not ship to the country. */
export function paySession(account: StripeAccount, id: string, options: PayOptions = {}): Stripe.Checkout.Session {
  const session = openSession(account, id)
  const address = shippingAddress(session, options.address)
  if (session.shipping_options.length > 0) chooseShipping(session, options.shippingIndex ?? 0)
  if (options.amountTotal !== undefined) session.amount_total = options.amountTotal
  if (options.currency !== undefined) session.currency = options.currency.toLowerCase()
  const email = options.email ?? session.customer_email ?? 'ada@example.com'
  const phone = session.phone_number_collection?.enabled ? (options.phone ?? '+15550100') : null
  session.customer_details = customerDetails({ email, name: address?.name ?? 'Ada Test', phone })
  session.collected_information = { business_name: null, individual_name: null, shipping_details: address }
  session.status = 'complete'
  session.url = null

  if (session.amount_total === 0) {
    session.payment_status = 'no_payment_required'
    session.payment_intent = null
    account.emit('checkout.session.completed', session)
    return session
  }
  const intent = intentFor(account, session)
  if (address !== null) intent.shipping = { ...address, phone }
  intent.last_payment_error = null
  const billing = { email, name: session.customer_details.name, phone }
  if (options.method === 'delayed') {
    session.payment_method_types = ['sepa_debit']
    intent.payment_method_types = ['sepa_debit']
    intent.status = 'processing'
    createCharge(account, intent, 'pending', billing)
    account.emit('checkout.session.completed', session)
    account.emit('payment_intent.processing', intent)
  } else {
    capture(account, session, intent, createCharge(account, intent, 'succeeded', billing))
    account.emit('checkout.session.completed', session)
    account.emit('payment_intent.succeeded', intent)
  }
  return session
}

/** A try to pay that the bank refuses; the session stays open. */
export function declinePayment(account: StripeAccount, id: string): Stripe.Checkout.Session {
  const session = openSession(account, id)
  const intent = intentFor(account, session)
  const charge = createCharge(account, intent, 'failed', { email: null, name: null, phone: null })
  fail(intent, charge, {
    type: 'card_error',
    code: 'card_declined',
    decline_code: 'generic_decline',
    message: 'Your card was declined.',
  })
  account.emit('payment_intent.payment_failed', intent)
  return session
}

/** Lets a delayed payment arrive or fail. @throws {@link StripeApiError} when none is under way. */
export function settleDelayed(
  account: StripeAccount,
  id: string,
  outcome: 'succeeded' | 'failed',
): Stripe.Checkout.Session {
  const session = findSession(account, id)
  const intent = account.paymentIntents.get(String(session.payment_intent))
  const charge = account.charges.get(String(intent?.latest_charge))
  if (intent === undefined || charge === undefined || intent.status !== 'processing') {
    throw refused(`The session ${id} has no delayed payment under way.`)
  }
  if (outcome === 'succeeded') {
    capture(account, session, intent, charge)
    account.emit('checkout.session.async_payment_succeeded', session)
    account.emit('payment_intent.succeeded', intent)
  } else {
    fail(intent, charge, {
      type: 'card_error',
      code: 'payment_intent_payment_attempt_failed',
      decline_code: 'insufficient_funds',
      message: 'The payment failed.',
    })
    account.emit('checkout.session.async_payment_failed', session)
    account.emit('payment_intent.payment_failed', intent)
  }
  return session
}

function openSession(account: StripeAccount, id: string): Stripe.Checkout.Session {
  const session = findSession(account, id)
  if (session.status !== 'open') throw refused(`The session ${id} is ${session.status}, not open.`)
  return session
}

function shippingAddress(
  session: Stripe.Checkout.Session,
  chosen: SimulatedAddress | null | undefined,
): Stripe.Checkout.Session.CollectedInformation.ShippingDetails | null {
  const allowed: readonly string[] | undefined = session.shipping_address_collection?.allowed_countries
  if (allowed === undefined || chosen === null) return null
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

/** The session's payment, made at the first try and asked for the current price at each. */
function intentFor(account: StripeAccount, session: Stripe.Checkout.Session): Stripe.PaymentIntent {
  const asked = { amount: session.amount_total ?? 0, currency: session.currency ?? '' }
  const existing = account.paymentIntents.get(String(session.payment_intent))
  if (existing !== undefined) return Object.assign(existing, asked)
  const metadata = account.paymentMetadata.get(session.id) ?? {}
  const intent = createPaymentIntent(account, { ...asked, metadata })
  session.payment_intent = intent.id
  return intent
}

function capture(
  account: StripeAccount,
  session: Stripe.Checkout.Session,
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge,
): void {
  Object.assign(charge, {
    status: 'succeeded',
    paid: true,
    captured: true,
    amount_captured: charge.amount,
    balance_transaction: account.newId('txn'),
  } satisfies Partial<Stripe.Charge>)
  intent.status = 'succeeded'
  intent.amount_received = intent.amount
  session.payment_status = 'paid'
  account.ledger.charges.push({
    chargeId: charge.id,
    paymentIntentId: intent.id,
    sessionId: session.id,
    clientReferenceId: session.client_reference_id,
    amount: charge.amount,
    currency: charge.currency,
    at: account.nowText(),
  })
}

function fail(
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge,
  reason: { type: 'card_error'; code: string; decline_code: string; message: string },
): void {
  charge.status = 'failed'
  charge.failure_code = reason.code
  charge.failure_message = reason.message
  intent.status = 'requires_payment_method'
  intent.last_payment_error = { ...reason, charge: charge.id }
}

function refused(message: string): StripeApiError {
  return new StripeApiError(400, { message, param: 'session' })
}
