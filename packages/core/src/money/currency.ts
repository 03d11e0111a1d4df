/**
 * Digits after the decimal point, by ISO 4217 code, where they are not two.
 *
 * Source: ISO 4217 minor units. Stripe treats ISK and UGX as two-decimal currencies whose last two digits are zero
 * ({@link https://docs.stripe.com/currencies#special-cases}); amounts here are the amounts Stripe charges.
 */
const exponents: ReadonlyMap<string, 0 | 3> = new Map([
  ...['BIF', 'CLP', 'DJF', 'GNF', 'JPY', 'KMF', 'KRW', 'MGA', 'PYG', 'RWF', 'VND', 'VUV', 'XAF', 'XOF', 'XPF'].map(
    (code) => [code, 0] as const,
  ),
  ...['BHD', 'JOD', 'KWD', 'OMR', 'TND'].map((code) => [code, 3] as const),
])

/**
 * How many digits of an amount stand after the decimal point.
 *
 * @param currency ISO 4217 code, upper case.
 * @example
 * ```ts
 * import { currencyExponent } from '@quoin/core'
 *
 * currencyExponent('JPY') // 0
 * currencyExponent('USD') // 2
 * currencyExponent('KWD') // 3
 * ```
 */
export function currencyExponent(currency: string): 0 | 2 | 3 {
  return exponents.get(currency) ?? 2
}

/**
 * Whether the text is an upper-case ISO 4217 code by its form.
 *
 * @example
 * ```ts
 * import { isCurrencyCode } from '@quoin/core'
 *
 * isCurrencyCode('USD') // true
 * isCurrencyCode('usd') // false
 * ```
 */
export function isCurrencyCode(text: string): boolean {
  return /^[A-Z]{3}$/.test(text)
}
