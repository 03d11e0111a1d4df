import { addMoney, type Money, money, subtractMoney, sumMoney } from '../money/money.ts'
import { percentOf } from '../money/percent-of.ts'
import type { Order } from './order.ts'

/** What an order costs the shop, next to what it brought. For the shop's people only. */
export interface OrderCosts {
  /** What the provider was to charge: as quoted before each print, else at checkout; null when nobody quoted. */
  readonly quoted: Money | null
  /** What the provider charges, one sum for each currency; empty before its bill. */
  readonly charged: readonly Money[]
  /** Captured, less what went back, less what was charged; null before the bill, or when it is in another currency. */
  readonly margin: Money | null
}

/** How much a print may cost. */
export interface CostSettings {
  /** Above what was quoted at checkout. */
  readonly maxIncreasePercent: number
  /** Of what the customer pays; null: any, a loss too. */
  readonly minMarginPercent: number | null
}

/**
 * Costs and margin of an order. Pure: computed from its prints' quotes and bills.
 *
 * @example
 * ```ts
 * import { costsOf, formatDecimal, type Order } from '@quoin/core'
 *
 * export function describeMargin(order: Order): string {
 *   const { margin } = costsOf(order)
 *   return margin ? formatDecimal(margin) : 'not known yet'
 * }
 * ```
 */
export function costsOf(order: Order): OrderCosts {
  const quotes = order.fulfillments.flatMap((f) => f.quotedCost ?? [])
  const rows = order.fulfillments.flatMap((f) => f.charges.map((charge) => charge.amount))
  const currencies = [...new Set(rows.map((row) => row.currency))].toSorted()
  const charged = currencies.map((currency) =>
    sumMoney(
      rows.filter((row) => row.currency === currency),
      currency,
    ),
  )
  const [bill, ...others] = charged
  const earned = money(order.payment.amountCaptured - order.payment.amountRefunded, order.currency)
  const comparable = bill !== undefined && others.length === 0 && bill.currency === order.currency
  return {
    quoted: quotes.length > 0 ? sumSameCurrency(quotes) : costAtCheckout(order),
    charged,
    margin: comparable ? subtractMoney(earned, bill) : null,
  }
}

/**
 * The most that a print may cost before a person must agree (F71); null when nothing limits it: no quote was kept, or it
 * is in another currency than the price.
 *
 * @example
 * ```ts
 * import { costLimit, type Order } from '@quoin/core'
 *
 * export const limitOf = (order: Order) => costLimit(order, { maxIncreasePercent: 10, minMarginPercent: 20 })
 * ```
 */
export function costLimit(order: Order, { maxIncreasePercent, minMarginPercent }: CostSettings): Money | null {
  const quoted = costAtCheckout(order)
  const limits: number[] = []
  if (quoted?.currency === order.currency) limits.push(percentOf(quoted.amount, 100 + maxIncreasePercent, 'down'))
  if (minMarginPercent !== null)
    limits.push(percentOf(order.totals.total.amount, Math.max(0, 100 - minMarginPercent), 'down'))
  return limits.length > 0 ? money(Math.min(...limits), order.currency) : null
}

function costAtCheckout(order: Order): Money | null {
  return order.shippingOptions.find((option) => option.method === order.shippingMethod)?.cost ?? null
}

function sumSameCurrency([first, ...rest]: readonly Money[]): Money | null {
  if (!first || rest.some((other) => other.currency !== first.currency)) return null
  return rest.reduce(addMoney, first)
}
