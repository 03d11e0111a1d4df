import type { Quote } from '../fulfillment/fulfillment-provider.ts'
import { type Money, money } from '../money/money.ts'
import { percentOf } from '../money/percent-of.ts'
import { smallestCharge } from '../money/smallest-charge.ts'
import type { ShippingOffer, ShippingOption } from '../order/order.ts'

/**
 * The ways to ship with what each costs the shop. Without quotes (no country was named, or the provider is away) all
 * offers stand at their own prices, and their cost is not known; with quotes only the methods that were quoted do.
 *
 * @param addPercent added to the provider's price for shipping; null: the offers' own prices stand all the same.
 */
export function priceShipping(
  offers: readonly ShippingOffer[],
  quotes: readonly Quote[],
  addPercent: number | null,
): readonly ShippingOption[] {
  if (quotes.length === 0) return offers.map((offer) => ({ ...offer, cost: null }))
  return offers.flatMap((offer): ShippingOption[] => {
    const quote = quotes.find((q) => q.shippingMethod.toLowerCase() === offer.method.toLowerCase())
    if (!quote) return []
    // The account can be billed in another currency than was asked for; such a price means nothing to the customer.
    const quoted = addPercent !== null && quote.shipping.currency === offer.price.currency
    const price = quoted ? askFor(quote.shipping, addPercent) : offer.price
    return [{ ...offer, price, cost: quote.total }]
  })
}

/** In the shop's favour to the next amount that can be charged. */
function askFor({ amount, currency }: Money, addPercent: number): Money {
  const step = smallestCharge(currency)
  return money(Math.ceil(percentOf(amount, 100 + addPercent, 'up') / step) * step, currency)
}
