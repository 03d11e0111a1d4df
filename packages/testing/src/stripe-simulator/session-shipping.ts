import type Stripe from 'stripe'
import type { ShippingOptionData } from './session-params.ts'
import { createShippingRate } from './shipping-rate.ts'
import type { StripeAccount } from './stripe-account.ts'
import { noSuch } from './stripe-api-error.ts'
import type { SimulatedAddress } from './test-address.ts'

type Session = Stripe.Checkout.Session
type ShippingDetails = Stripe.Checkout.Session.CollectedInformation.ShippingDetails

/** The rates that a session is to offer, those with data of their own made now. @throws {@link StripeApiError} */
export function shippingRates(
  account: StripeAccount,
  options: readonly ShippingOptionData[] = [],
): readonly Stripe.ShippingRate[] {
  return options.map(({ shipping_rate: id, shipping_rate_data: data }, index) => {
    if (data !== undefined) return createShippingRate(account, data)
    const rate = account.shippingRates.get(id ?? '')
    if (rate === undefined) throw noSuch('shipping rate', id ?? '', `shipping_options[${index}][shipping_rate]`, 400)
    return rate
  })
}

export function shippingOptions(rates: readonly Stripe.ShippingRate[]): Session['shipping_options'] {
  return rates.map((rate) => ({ shipping_amount: rate.fixed_amount?.amount ?? 0, shipping_rate: rate.id }))
}

/** An address as a session shows it. */
export function shippingDetails({ name, ...address }: SimulatedAddress): ShippingDetails {
  return {
    name,
    address: {
      line1: address.line1,
      line2: address.line2 ?? null,
      city: address.city ?? null,
      state: address.state ?? null,
      postal_code: address.postal_code ?? null,
      country: address.country,
    },
  }
}
