import { currencyExponent } from '../../money/currency.ts'
import { type Money, money } from '../../money/money.ts'
import { QuoinError } from '../../quoin-error.ts'

/** Currencies whose amounts have two digits more at Stripe than in ISO 4217, or two less. */
const digitsMore = new Map([
  ['ISK', 2],
  ['UGX', 2],
  ['MGA', -2],
])

/**
 * An amount in the unit that Stripe counts it in. That is the currency's minor unit but for three: krónur and Uganda
 * shillings have no minor unit, yet Stripe wants hundredths of them, and of the ariary it wants whole ones. Amounts of
 * three decimals must end in a zero.
 *
 * Source: {@link https://docs.stripe.com/currencies#special-cases}.
 *
 * @throws {@link QuoinError} `payment_provider_failed`, permanent, for an amount that Stripe can not take. It is not rounded.
 */
export function toStripeAmount({ amount, currency }: Money): number {
  const more = digitsMore.get(currency) ?? 0
  const scaled = more < 0 ? wholes(amount, currency) : amount * (more > 0 ? 100 : 1)
  if (currencyExponent(currency) === 3 && scaled % 10 !== 0) throw notTaken(currency)
  if (!Number.isSafeInteger(scaled)) throw notTaken(currency)
  return scaled
}

/** Money from an amount in the unit that Stripe counts it in. @throws {@link QuoinError} as above. */
export function fromStripeAmount(amount: number, currency: string): Money {
  const code = currency.toUpperCase()
  const more = digitsMore.get(code) ?? 0
  if (more === 0) return money(amount, code)
  return money(more > 0 ? wholes(amount, code) : amount * 100, code)
}

/** Hundredths as wholes, where there is nothing left over. */
function wholes(hundredths: number, currency: string): number {
  if (hundredths % 100 !== 0) throw notTaken(currency)
  return hundredths / 100
}

function notTaken(currency: string): QuoinError {
  const message = `Stripe has no such amount of ${currency}: it counts in larger steps.`
  return new QuoinError('payment_provider_failed', message, {
    retry: 'permanent',
    issues: [{ path: 'amount', code: 'amount_not_chargeable', message }],
  })
}
