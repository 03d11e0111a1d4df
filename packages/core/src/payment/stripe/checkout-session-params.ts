import type Stripe from 'stripe'
import type { CheckoutRequest } from '../payment-provider.ts'
import { toStripeAmount } from './stripe-amount.ts'

type Params = Stripe.Checkout.SessionCreateParams

const generalGoods = 'txcd_99999999'
const shippingCharge = 'txcd_92010001'

/**
 * The Checkout Session that asks for exactly what was frozen: prices by line, no products kept at Stripe. Its metadata
 * and that of its lines say which order it is and what is bought, so that the order can be made anew from it.
 *
 * Whether prices include taxes is the account's setting: it depends on where the shop is.
 *
 * @throws {@link QuoinError} `payment_provider_failed`, permanent, when a price is none that Stripe can charge.
 */
export function checkoutSessionParams(request: CheckoutRequest): Params {
  const metadata = { order_id: request.orderId, order_number: request.orderNumber, shop_url: request.shopUrl }
  const { taxes } = request.terms
  return {
    mode: 'payment',
    client_reference_id: request.orderId,
    metadata,
    // Stripe does not copy a session's metadata to its payment, where disputes and refunds start.
    payment_intent_data: { metadata },
    line_items: request.items.map((item) => lineItem(item, taxes)),
    ...(request.shippingOptions.length > 0 && {
      shipping_options: request.shippingOptions.map((option) => shippingOption(option, taxes)),
    }),
    shipping_address_collection: { allowed_countries: [...request.allowedCountries] },
    phone_number_collection: { enabled: true },
    ...(request.email !== null && { customer_email: request.email }),
    ...discounts(request),
    ...(taxes && { automatic_tax: { enabled: true } }),
    ...(request.adaptivePricing !== null && { adaptive_pricing: { enabled: request.adaptivePricing } }),
    // Rounded down: a moment later could be beyond the 24 hours that Stripe allows.
    ...(request.expiresAt !== null && { expires_at: Math.floor(request.expiresAt.getTime() / 1000) }),
    ...pages(request),
  }
}

/** Where the customer is shown it, and comes back to. */
function pages({ ui, successUrl, cancelUrl }: CheckoutRequest): Params {
  switch (ui) {
    case 'hosted':
      return { success_url: successUrl, cancel_url: cancelUrl }
    case 'embedded':
      return { ui_mode: 'embedded_page', return_url: successUrl }
    case 'elements':
      return { ui_mode: 'elements', return_url: successUrl }
  }
}

/** Stripe takes a discount or lets codes be typed, never both. */
function discounts({ discount, terms }: CheckoutRequest): Params {
  if (discount === null) return terms.discounts ? { allow_promotion_codes: true } : {}
  return {
    discounts: ['coupon' in discount ? { coupon: discount.coupon } : { promotion_code: discount.promotionCode }],
  }
}

function lineItem(
  item: CheckoutRequest['items'][number],
  taxes: boolean,
): Stripe.Checkout.SessionCreateParams.LineItem {
  const bought = { product_id: item.productId, sku: item.sku }
  return {
    quantity: item.quantity,
    metadata: { item_id: item.id, ...bought },
    price_data: {
      currency: item.unitPrice.currency.toLowerCase(),
      unit_amount: toStripeAmount(item.unitPrice),
      product_data: { name: item.name, metadata: bought, ...(taxes && { tax_code: generalGoods }) },
    },
  }
}

function shippingOption(
  option: CheckoutRequest['shippingOptions'][number],
  taxes: boolean,
): Stripe.Checkout.SessionCreateParams.ShippingOption {
  return {
    shipping_rate_data: {
      type: 'fixed_amount',
      display_name: option.displayName,
      fixed_amount: { amount: toStripeAmount(option.price), currency: option.price.currency.toLowerCase() },
      metadata: { method: option.method },
      ...(taxes && { tax_code: shippingCharge }),
    },
  }
}
