import { QuoinError } from '../quoin-error.ts'
import { currencyExponent, isCurrencyCode } from './currency.ts'

/** An amount of money: a whole number of the currency's minor units, with its ISO 4217 code in upper case. */
export interface Money {
  readonly amount: number
  readonly currency: string
}

/**
 * Makes an amount of money from minor units.
 *
 * @throws {@link QuoinError} `invalid_money` when the amount is no safe whole number or the code is not ISO 4217 by form.
 * @example
 * ```ts
 * import { money } from '@quoin/core'
 *
 * const price = money(4900, 'USD') // 49 dollars
 * ```
 */
export function money(amount: number, currency: string): Money {
  const code = currency.toUpperCase()
  if (!Number.isSafeInteger(amount))
    throw new QuoinError('invalid_money', 'An amount is a whole number of minor units.')
  if (!isCurrencyCode(code)) throw new QuoinError('invalid_money', 'A currency is a three-letter ISO 4217 code.')
  return { amount, currency: code }
}

/**
 * No money of a currency.
 *
 * @example
 * ```ts
 * import { zero } from '@quoin/core'
 *
 * zero('USD') // { amount: 0, currency: 'USD' }
 * ```
 */
export function zero(currency: string): Money {
  return money(0, currency)
}

/**
 * The sum of two amounts of one currency.
 *
 * @throws {@link QuoinError} `invalid_money` when the currencies differ.
 * @example
 * ```ts
 * import { addMoney, money } from '@quoin/core'
 *
 * addMoney(money(4900, 'USD'), money(900, 'USD')) // 58 dollars
 * ```
 */
export function addMoney(a: Money, b: Money): Money {
  requireSameCurrency(a, b)
  return money(a.amount + b.amount, a.currency)
}

/**
 * What is left of the first amount without the second.
 *
 * @throws {@link QuoinError} `invalid_money` when the currencies differ.
 * @example
 * ```ts
 * import { money, subtractMoney } from '@quoin/core'
 *
 * subtractMoney(money(4900, 'USD'), money(900, 'USD')) // 40 dollars
 * ```
 */
export function subtractMoney(a: Money, b: Money): Money {
  requireSameCurrency(a, b)
  return money(a.amount - b.amount, a.currency)
}

/**
 * An amount so many times.
 *
 * @throws {@link QuoinError} `invalid_money` when the quantity is no whole number.
 * @example
 * ```ts
 * import { money, multiplyMoney } from '@quoin/core'
 *
 * multiplyMoney(money(4900, 'USD'), 2) // 98 dollars
 * ```
 */
export function multiplyMoney(a: Money, quantity: number): Money {
  if (!Number.isSafeInteger(quantity)) throw new QuoinError('invalid_money', 'A quantity is a whole number.')
  return money(a.amount * quantity, a.currency)
}

/**
 * The sum of a list; `zero(currency)` when it is empty.
 *
 * @example
 * ```ts
 * import { money, sumMoney } from '@quoin/core'
 *
 * sumMoney([money(4900, 'USD'), money(900, 'USD')], 'USD') // 58 dollars
 * ```
 */
export function sumMoney(list: readonly Money[], currency: string): Money {
  return list.reduce(addMoney, zero(currency))
}

/**
 * Same amount of the same currency.
 *
 * @example
 * ```ts
 * import { equalMoney, money } from '@quoin/core'
 *
 * equalMoney(money(100, 'USD'), money(100, 'EUR')) // false
 * ```
 */
export function equalMoney(a: Money, b: Money): boolean {
  return a.amount === b.amount && a.currency === b.currency
}

/**
 * The amount as a decimal string, as Prodigi writes it. Exact: no floating point is involved.
 *
 * @example
 * ```ts
 * import { formatDecimal, money } from '@quoin/core'
 *
 * formatDecimal(money(-1205, 'GBP')) // '-12.05'
 * formatDecimal(money(500, 'JPY')) // '500'
 * ```
 */
export function formatDecimal(value: Money): string {
  const exponent = currencyExponent(value.currency)
  const digits = String(Math.abs(value.amount)).padStart(exponent + 1, '0')
  const sign = value.amount < 0 ? '-' : ''
  if (exponent === 0) return sign + digits
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}

/**
 * Reads a decimal string such as `'12.05'`. Digits beyond the currency's own must be zero.
 *
 * @throws {@link QuoinError} `invalid_money` for anything else.
 * @example
 * ```ts
 * import { parseDecimal } from '@quoin/core'
 *
 * parseDecimal('12.05', 'GBP') // { amount: 1205, currency: 'GBP' }
 * ```
 */
export function parseDecimal(text: string, currency: string): Money {
  const code = currency.toUpperCase()
  const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text.trim())
  const exponent = currencyExponent(code)
  const fraction = match?.[3] ?? ''
  if (!match || /[1-9]/.test(fraction.slice(exponent))) {
    throw new QuoinError('invalid_money', `Not an amount of ${code}.`)
  }
  const units = Number((match[2] ?? '') + fraction.slice(0, exponent).padEnd(exponent, '0'))
  return money(match[1] === '-' ? -units || 0 : units, code)
}

function requireSameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency) {
    throw new QuoinError('invalid_money', `Amounts of ${a.currency} and ${b.currency} do not add up.`)
  }
}
