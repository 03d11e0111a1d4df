import { currencyExponent } from './currency.ts'

/**
 * The step in which a currency can be charged and given back, in its minor units. Card networks know two decimals at most, so
 * of three the last is always zero; and nobody pays in parts of an ariary, which has five of them.
 *
 * Source: {@link https://docs.stripe.com/currencies#special-cases}.
 */
export function smallestCharge(currency: string): number {
  if (currency === 'MGA') return 100
  return currencyExponent(currency) === 3 ? 10 : 1
}
