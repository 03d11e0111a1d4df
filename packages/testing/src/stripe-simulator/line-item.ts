import type Stripe from 'stripe'
import type { LineItemData } from './session-params.ts'
import type { StripeAccount } from './stripe-account.ts'

/** On the wire a decimal is text; the `stripe` package makes it a number type of its own. */
type Price = Omit<Stripe.Price, 'unit_amount_decimal'> & { unit_amount_decimal: string }
export type LineItem = Omit<Stripe.LineItem, 'price'> & { price: Price }

export function lineItem(account: StripeAccount, { quantity, metadata, price_data: data }: LineItemData): LineItem {
  const amount = data.unit_amount * quantity
  return {
    id: account.newId('li'),
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: data.currency,
    description: data.product_data.name,
    metadata: metadata ?? {},
    price: {
      id: account.newId('price'),
      object: 'price',
      active: false,
      billing_scheme: 'per_unit',
      created: account.now(),
      currency: data.currency,
      custom_unit_amount: null,
      livemode: account.livemode,
      lookup_key: null,
      metadata: {},
      nickname: null,
      product: account.newId('prod'),
      recurring: null,
      tax_behavior: 'unspecified',
      tiers_mode: null,
      transform_quantity: null,
      type: 'one_time',
      unit_amount: data.unit_amount,
      unit_amount_decimal: String(data.unit_amount),
    },
    quantity,
  }
}
