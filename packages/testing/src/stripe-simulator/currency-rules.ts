import { currencyExponent } from '@quoin/core'

/** The smallest amounts that Stripe charges, where they are known here. */
const minimums: Readonly<Record<string, number>> = {
  aud: 50,
  brl: 50,
  cad: 50,
  chf: 50,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  jpy: 50,
  mxn: 1000,
  nok: 300,
  nzd: 50,
  pln: 200,
  sek: 300,
  sgd: 50,
  usd: 50,
}

export const amountMax = 99_999_999

/** @param currency lower case. */
export function smallestCharge(currency: string): number {
  return minimums[currency] ?? 1
}

/**
 * What amounts of a currency are multiples of: three-decimal ones end in 0, and ISK and UGX, which have no decimals, are
 * written with two that are zero.
 *
 * Source: {@link https://docs.stripe.com/currencies#special-cases}.
 *
 * @param currency lower case.
 */
export function amountStep(currency: string): 1 | 10 | 100 {
  if (currency === 'isk' || currency === 'ugx') return 100
  return currencyExponent(currency.toUpperCase()) === 3 ? 10 : 1
}
