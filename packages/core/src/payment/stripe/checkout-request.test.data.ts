import { money } from '../../money/money.ts'
import type { CheckoutRequest } from '../payment-provider.ts'

/** A checkout of two prints. */
export function checkoutRequest(changes: Partial<CheckoutRequest> = {}): CheckoutRequest {
  return {
    orderId: '0199-order',
    orderNumber: 'ABCDE-23456',
    idempotencyKey: 'checkout:0199-order',
    items: [
      {
        id: 'item_1',
        productId: 'print',
        name: 'Print & frame',
        sku: 'GLOBAL-FAP-16X24',
        quantity: 2,
        unitPrice: money(4_900, 'USD'),
        attributes: {},
        sizing: 'fill',
        assets: [],
      },
    ],
    shippingOptions: [{ method: 'Standard', displayName: 'Standard', price: money(850, 'USD') }],
    allowedCountries: ['US'],
    email: null,
    ui: 'hosted',
    terms: { discounts: false, taxes: false },
    discount: null,
    adaptivePricing: null,
    expiresAt: null,
    shopUrl: 'https://shop.example',
    successUrl: 'https://shop.test/thanks?session_id={CHECKOUT_SESSION_ID}',
    cancelUrl: 'https://shop.test/cart',
    ...changes,
  }
}
