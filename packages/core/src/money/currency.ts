/**
 * Digits after the decimal point, by ISO 4217 code, where they are not two. Providers that count in other units, as Stripe
 * does for ISK and UGX, are translated where they are called.
 *
 * Source: ISO 4217, list one.
 */
const exponents: ReadonlyMap<string, 0 | 3 | 4> = new Map([
  ...['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV'].map(
    (code) => [code, 0] as const,
  ),
  ...['XAF', 'XOF', 'XPF'].map((code) => [code, 0] as const),
  ...['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((code) => [code, 3] as const),
  ...['CLF', 'UYW'].map((code) => [code, 4] as const),
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
export function currencyExponent(currency: string): 0 | 2 | 3 | 4 {
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
