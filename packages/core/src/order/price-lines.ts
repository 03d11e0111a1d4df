import { allocateMoney } from '../money/allocate-money.ts'
import { type Money, money, sumMoney } from '../money/money.ts'
import type { Order } from './order.ts'

/** What of the payment stands for which part of an order. All parts add up to the payment, to the minor unit. */
export interface PriceShares {
  /** By the item's id: what was paid for each of its copies, the first one first. */
  readonly copies: ReadonlyMap<string, readonly Money[]>
  readonly shipping: Money
}

/**
 * Shares the payment out among copies and shipping: discounts come off the goods in proportion, and what was paid beyond the
 * prices, such as taxes, is spread over all of it. What does not divide goes to some copies, so each copy has its own price.
 */
export function priceShares(order: Pick<Order, 'items' | 'totals'>): PriceShares {
  const { items, totals } = order
  const gross = items.flatMap(({ id, quantity, unitPrice }) =>
    Array.from({ length: quantity }, () => ({ itemId: id, amount: unitPrice.amount })),
  )
  const discounts = allocateMoney(
    totals.discount,
    gross.map(({ amount }) => amount),
  )
  const net = gross.map(({ amount }, index) => amount - (discounts[index]?.amount ?? 0))
  const before = [...net, totals.shipping.amount]
  const beyond = totals.total.amount - before.reduce((sum, amount) => sum + amount, 0)
  const extras = allocateMoney(
    money(beyond, totals.total.currency),
    before.map((amount) => Math.max(0, amount)),
  )
  const shares = before.map((amount, index) => money(amount + (extras[index]?.amount ?? 0), totals.total.currency))
  const copies = new Map<string, Money[]>(items.map(({ id }) => [id, []]))
  for (const [index, { itemId }] of gross.entries()) {
    const share = shares[index]
    if (share) copies.get(itemId)?.push(share)
  }
  return { copies, shipping: shares.at(-1) ?? totals.shipping }
}

/** How many copies of each item were refunded line by line. */
export function refundedCopies({ refunds }: Pick<Order, 'refunds'>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { itemId, quantity } of refunds.flatMap((refund) => refund.lines)) {
    counts.set(itemId, (counts.get(itemId) ?? 0) + quantity)
  }
  return counts
}

/** What was paid for the next so many copies of an item, after those that were refunded already. */
export function priceOfCopies(shares: PriceShares, itemId: string, from: number, quantity: number): Money {
  const copies = (shares.copies.get(itemId) ?? []).slice(from, from + quantity)
  return sumMoney(copies, shares.shipping.currency)
}
