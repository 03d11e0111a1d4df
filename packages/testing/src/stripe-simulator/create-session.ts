import type Stripe from 'stripe'
import { refusedParam } from './checkout-session.ts'
import { customerDetails } from './customer-details.ts'
import { lineItem } from './line-item.ts'
import { applyDiscount } from './session-discount.ts'
import type { SessionParams } from './session-params.ts'
import { priceSession, requireChargeable, requireWholeSteps } from './session-price.ts'
import { shippingOptions, shippingRates } from './session-shipping.ts'
import type { StripeAccount } from './stripe-account.ts'
import { StripeApiError } from './stripe-api-error.ts'

type Session = Stripe.Checkout.Session

const halfAnHour = 30 * 60
const aDay = 24 * 60 * 60

/** Opens a session whose pay page is below `origin`. @param recoveredFrom the session that it continues. */
export function createSession(
  account: StripeAccount,
  params: SessionParams,
  origin: string,
  recoveredFrom: string | null = null,
): Session {
  const created = account.now()
  const expiresAt = params.expires_at ?? created + aDay
  if (expiresAt < created + halfAnHour || expiresAt > created + aDay) {
    throw refusedParam('expires_at', 'The `expires_at` timestamp must be 30 minutes to 24 hours from session creation.')
  }
  requireWayBack(params)
  if (params.discounts !== undefined && params.allow_promotion_codes !== undefined) {
    throw refusedParam('discounts', 'You may only specify one of these parameters: allow_promotion_codes, discounts.')
  }

  const id = account.newId(account.livemode ? 'cs_live' : 'cs_test')
  const items = params.line_items.map((data, index) => lineItem(account, data, index))
  const currency = items[0]?.currency ?? ''
  const rates = shippingRates(account, params.shipping_options)
  requireOneCurrency(params, currency, items, rates)
  for (const [index, item] of items.entries()) {
    requireWholeSteps(item.price.unit_amount ?? 0, currency, `line_items[${index}][price_data][unit_amount]`)
  }
  const session: Session = {
    ...newSession(account, params),
    id,
    client_secret: params.ui_mode === 'hosted_page' ? null : account.newId(`${id}_secret`),
    currency,
    expires_at: expiresAt,
    recovered_from: recoveredFrom,
    shipping_options: shippingOptions(rates),
    url: params.ui_mode === 'hosted_page' ? `${origin}/pay/${id}` : null,
  }
  account.lineItems.set(id, items)
  priceSession(account, session, { shippingIndex: 0 })
  for (const discount of params.discounts ?? []) applyDiscount(account, session, discount, 'discounts[0]')
  priceSession(account, session, { shippingIndex: 0 })
  requireChargeable(session)
  account.sessions.set(id, session)
  account.sessionRequests.set(id, { params, origin })
  return session
}

/** A session as it is before anything is priced. */
function newSession(account: StripeAccount, params: SessionParams): Session {
  const { recovery } = params.after_expiration ?? {}
  const { return_url: returnUrl, redirect_on_completion: redirect = 'always' } = params
  return {
    id: '',
    object: 'checkout.session',
    adaptive_pricing: { enabled: params.adaptive_pricing?.enabled ?? false },
    after_expiration: recovery
      ? {
          recovery: {
            allow_promotion_codes: recovery.allow_promotion_codes ?? false,
            enabled: recovery.enabled,
            expires_at: null,
            url: null,
          },
        }
      : null,
    allow_promotion_codes: params.allow_promotion_codes ?? null,
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    amount_subtotal: 0,
    amount_total: 0,
    automatic_tax: params.automatic_tax?.enabled
      ? { enabled: true, liability: { type: 'self' }, provider: 'stripe', status: 'requires_location_inputs' }
      : { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: params.billing_address_collection ?? 'auto',
    cancel_url: params.cancel_url ?? null,
    client_reference_id: params.client_reference_id ?? null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: params.consent_collection
      ? {
          payment_method_reuse_agreement: null,
          promotions: params.consent_collection.promotions ?? null,
          terms_of_service: params.consent_collection.terms_of_service ?? null,
        }
      : null,
    created: account.now(),
    currency: null,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: params.custom_text?.after_submit ?? null,
      shipping_address: params.custom_text?.shipping_address ?? null,
      submit: params.custom_text?.submit ?? null,
      terms_of_service_acceptance: params.custom_text?.terms_of_service_acceptance ?? null,
    },
    customer: null,
    customer_account: null,
    customer_creation: 'if_required',
    customer_details: params.customer_email === undefined ? null : customerDetails({ email: params.customer_email }),
    customer_email: params.customer_email ?? null,
    discounts: [],
    ...(params.excluded_payment_method_types && {
      excluded_payment_method_types: params.excluded_payment_method_types,
    }),
    expires_at: 0,
    integration_identifier: params.integration_identifier ?? null,
    invoice: null,
    invoice_creation: null,
    livemode: account.livemode,
    locale: params.locale ?? null,
    managed_payments: null,
    metadata: params.metadata ?? {},
    mode: 'payment',
    origin_context: params.origin_context ?? null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: 'if_required',
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card'],
    payment_status: 'unpaid',
    permissions: params.permissions
      ? { update_shipping_details: params.permissions.update_shipping_details ?? null }
      : null,
    phone_number_collection: params.phone_number_collection ?? { enabled: false },
    recovered_from: null,
    ...(params.ui_mode !== 'hosted_page' && { redirect_on_completion: redirect }),
    ...(returnUrl !== undefined && { return_url: returnUrl }),
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: params.shipping_address_collection ?? null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open',
    submit_type: params.submit_type ?? null,
    subscription: null,
    success_url: params.success_url ?? null,
    ...(params.tax_id_collection && { tax_id_collection: { ...params.tax_id_collection, required: 'never' } }),
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: params.ui_mode,
    url: null,
    wallet_options: null,
  }
}

function requireWayBack(params: SessionParams): void {
  if (params.ui_mode === 'hosted_page') {
    if (params.success_url === undefined) throw missing('success_url')
    if (params.return_url !== undefined)
      throw refusedParam('return_url', 'Hosted pages take success_url, not return_url.')
    return
  }
  if (params.success_url !== undefined || params.cancel_url !== undefined) {
    const param = params.success_url === undefined ? 'cancel_url' : 'success_url'
    throw refusedParam(param, `\`${param}\` can not be used with \`ui_mode\` ${params.ui_mode}. Use \`return_url\`.`)
  }
  if (params.return_url === undefined && params.redirect_on_completion !== 'never') throw missing('return_url')
}

function requireOneCurrency(
  params: SessionParams,
  currency: string,
  items: readonly { readonly currency: string }[],
  rates: readonly Stripe.ShippingRate[],
): void {
  const others = [...items.map((item) => item.currency), ...rates.map((rate) => rate.fixed_amount?.currency)]
  if (others.some((other) => other !== currency) || (params.currency ?? currency) !== currency) {
    throw refusedParam('line_items', 'All line items and shipping options of a session must have the same currency.')
  }
  for (const rate of rates) requireWholeSteps(rate.fixed_amount?.amount ?? 0, currency, 'shipping_options')
}

function missing(param: string): StripeApiError {
  return new StripeApiError(400, { code: 'parameter_missing', message: `Missing required param: ${param}.`, param })
}
