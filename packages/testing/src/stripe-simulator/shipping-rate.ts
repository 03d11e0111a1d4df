import type Stripe from 'stripe'
import type { ShippingRateData } from './session-params.ts'
import type { StripeAccount } from './stripe-account.ts'

export function createShippingRate(account: StripeAccount, data: ShippingRateData): Stripe.ShippingRate {
  const { minimum = null, maximum = null } = data.delivery_estimate ?? {}
  const rate: Stripe.ShippingRate = {
    id: account.newId('shr'),
    object: 'shipping_rate',
    active: true,
    created: account.now(),
    delivery_estimate: data.delivery_estimate === undefined ? null : { minimum, maximum },
    display_name: data.display_name,
    fixed_amount: data.fixed_amount,
    livemode: account.livemode,
    metadata: data.metadata ?? {},
    tax_behavior: data.tax_behavior ?? 'unspecified',
    tax_code: data.tax_code ?? null,
    type: 'fixed_amount',
  }
  account.shippingRates.set(rate.id, rate)
  return rate
}
