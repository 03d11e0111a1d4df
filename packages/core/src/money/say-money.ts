import { formatDecimal, type Money } from './money.ts'

/** An amount as messages for people have it: `12.05 USD`. */
export function sayMoney(value: Money): string {
  return `${formatDecimal(value)} ${value.currency}`
}
