import type Stripe from 'stripe'
import { lineItem } from './line-item.ts'
import type { SessionParams } from './session-params.ts'
import { createShippingRate } from './shipping-rate.ts'
import type { StripeAccount } from './stripe-account.ts'
import { noSuch, StripeApiError } from './stripe-api-error.ts'

const halfAnHour = 30 * 60
const aDay = 24 * 60 * 60

/** Opens a session whose pay page is below `origin`. */
export function createSession(account: StripeAccount, params: SessionParams, origin: string): Stripe.Checkout.Session {
  const created = account.now()
  const expiresAt = params.expires_at ?? created + aDay
  if (expiresAt < created + halfAnHour || expiresAt > created + aDay) {
    throw refused('expires_at', 'The `expires_at` timestamp must be 30 minutes to 24 hours from session creation.')
  }
  const currency = params.line_items[0]?.price_data.currency ?? ''
  requireOneCurrency(params, currency)

  const id = account.newId(account.livemode ? 'cs_live' : 'cs_test')
  const items = params.line_items.map((data) => lineItem(account, data))
  const rates = (params.shipping_options ?? []).map((option) => createShippingRate(account, option.shipping_rate_data))
  const subtotal = items.reduce((sum, item) => sum + item.amount_subtotal, 0)
  const session: Stripe.Checkout.Session = {
    id,
    object: 'checkout.session',
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: null,
    amount_subtotal: subtotal,
    amount_total: subtotal,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: 'auto',
    cancel_url: params.cancel_url ?? null,
    client_reference_id: params.client_reference_id ?? null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created,
    currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer: null,
    customer_account: null,
    customer_creation: 'if_required',
    customer_details: params.customer_email === undefined ? null : customerDetails({ email: params.customer_email }),
    customer_email: params.customer_email ?? null,
    discounts: [],
    expires_at: expiresAt,
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: account.livemode,
    locale: params.locale ?? null,
    managed_payments: null,
    metadata: params.metadata ?? {},
    mode: 'payment',
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: 'if_required',
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card'],
    payment_status: 'unpaid',
    permissions: null,
    phone_number_collection: params.phone_number_collection ?? { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: params.shipping_address_collection ?? null,
    shipping_cost: null,
    shipping_options: rates.map((rate) => ({
      shipping_amount: rate.fixed_amount?.amount ?? 0,
      shipping_rate: rate.id,
    })),
    status: 'open',
    submit_type: null,
    subscription: null,
    success_url: params.success_url,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted_page',
    url: `${origin}/pay/${id}`,
    wallet_options: null,
  }
  if (rates.length > 0) chooseShipping(session, 0)
  account.sessions.set(id, session)
  account.lineItems.set(id, items)
  account.paymentMetadata.set(id, params.payment_intent_data?.metadata ?? {})
  return session
}

/** @throws {@link StripeApiError} 404. */
export function findSession(account: StripeAccount, id: string): Stripe.Checkout.Session {
  const session = account.sessions.get(id)
  if (session === undefined) throw noSuch('checkout.session', id, 'session')
  return session
}

/** Puts one of the session's ways to ship into its price. */
export function chooseShipping(session: Stripe.Checkout.Session, index: number): void {
  const option = session.shipping_options[index]
  if (option === undefined) throw refused('shippingIndex', `The session has no shipping option ${index}.`)
  const amount = option.shipping_amount
  session.shipping_cost = {
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    shipping_rate: option.shipping_rate,
  }
  session.total_details = { amount_discount: 0, amount_shipping: amount, amount_tax: 0 }
  session.amount_total = (session.amount_subtotal ?? 0) + amount
}

export function customerDetails(
  known: Partial<Stripe.Checkout.Session.CustomerDetails>,
): Stripe.Checkout.Session.CustomerDetails {
  return {
    address: null,
    business_name: null,
    email: null,
    individual_name: null,
    name: null,
    phone: null,
    tax_exempt: 'none',
    tax_ids: [],
    ...known,
  }
}

/** Closes an open session. @throws {@link StripeApiError} 400 when it is not open. */
export function expireSession(account: StripeAccount, id: string): Stripe.Checkout.Session {
  const session = findSession(account, id)
  if (session.status !== 'open') {
    throw refused(
      'session',
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`,
    )
  }
  session.status = 'expired'
  session.url = null
  account.emit('checkout.session.expired', session)
  return session
}

/** Closes every open session whose time has come. */
export function expireOverdueSessions(account: StripeAccount): void {
  for (const session of account.sessions.values()) {
    if (session.status === 'open' && session.expires_at <= account.now()) expireSession(account, session.id)
  }
}

function requireOneCurrency(params: SessionParams, currency: string): void {
  const currencies = [
    ...params.line_items.map((item) => item.price_data.currency),
    ...(params.shipping_options ?? []).map((option) => option.shipping_rate_data.fixed_amount.currency),
  ]
  if (currencies.some((other) => other !== currency)) {
    throw refused('line_items', 'All line items and shipping options of a session must have the same currency.')
  }
}

function refused(param: string, message: string): StripeApiError {
  return new StripeApiError(400, { message, param })
}
