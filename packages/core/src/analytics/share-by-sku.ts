import type { OrderItem } from '../order/order.ts'

/** One SKU's part in an order. */
export interface SkuShare {
  readonly sku: string
  readonly copies: number
  /** Its part of an amount of the whole order. The parts of all SKUs add up to the amount. */
  of(amount: number): number
}

/**
 * Shares out an order among its SKUs by the prices of its lines, and by copies when it was all free. A line's part is what
 * is due up to and with it, less what was due before it, each rounded toward zero: so nothing is lost, and SQL can say the same.
 */
export function shareBySku(items: readonly OrderItem[]): readonly SkuShare[] {
  const prices = items.map(({ quantity, unitPrice }) => BigInt(quantity) * BigInt(unitPrice.amount))
  const priced = sum(prices) > 0n
  const weights = priced ? prices : items.map(({ quantity }) => BigInt(quantity))
  const whole = sum(weights)
  const parts = items.map(({ sku, quantity }, index) => {
    const before = sum(weights.slice(0, index))
    const until = before + (weights[index] ?? 0n)
    const of = (amount: number): number => Number((BigInt(amount) * until) / whole - (BigInt(amount) * before) / whole)
    return { sku, copies: quantity, of }
  })
  return [...Map.groupBy(parts, ({ sku }) => sku)].map(([sku, lines]) => ({
    sku,
    copies: lines.reduce((total, { copies }) => total + copies, 0),
    of: (amount) => lines.reduce((total, line) => total + line.of(amount), 0),
  }))
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n)
}
