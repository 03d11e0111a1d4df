import type Stripe from 'stripe'
import type { CheckoutRequest } from '../payment-provider.ts'

/** The Checkout Session that asks for exactly what was frozen: prices by line, no products kept at Stripe. */
export function checkoutSessionParams(request: CheckoutRequest): Stripe.Checkout.SessionCreateParams {
  const metadata = { order_id: request.orderId, order_number: request.orderNumber }
  return {
    mode: 'payment',
    client_reference_id: request.orderId,
    metadata,
    // Stripe does not copy a session's metadata to its payment, where disputes and refunds start.
    payment_intent_data: { metadata },
    line_items: request.items.map((item) => ({
      quantity: item.quantity,
      price_data: {
        currency: item.unitPrice.currency.toLowerCase(),
        unit_amount: item.unitPrice.amount,
        product_data: { name: item.name, metadata: { product_id: item.productId, sku: item.sku } },
      },
    })),
    ...(request.shippingOptions.length === 0 ? {} : { shipping_options: request.shippingOptions.map(shippingOption) }),
    shipping_address_collection: { allowed_countries: [...request.allowedCountries] },
    phone_number_collection: { enabled: true },
    ...(request.email === null ? {} : { customer_email: request.email }),
    success_url: request.successUrl,
    cancel_url: request.cancelUrl,
  }
}

function shippingOption(
  option: CheckoutRequest['shippingOptions'][number],
): Stripe.Checkout.SessionCreateParams.ShippingOption {
  return {
    shipping_rate_data: {
      type: 'fixed_amount',
      display_name: option.displayName,
      fixed_amount: { amount: option.price.amount, currency: option.price.currency.toLowerCase() },
      metadata: { method: option.method },
    },
  }
}
