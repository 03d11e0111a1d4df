import { allocateMoney } from '../money/allocate-money.ts'
import { type Money, money, sumMoney } from '../money/money.ts'
import { smallestCharge } from '../money/smallest-charge.ts'
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
 * Every share is an amount that can be given back by itself, where the payment is one that could be charged.
 */
export function priceShares(order: Pick<Order, 'items' | 'totals'>): PriceShares {
  const { items, totals } = order
  const { currency } = totals.total
  const copiesOf = items.flatMap(({ id, quantity, unitPrice }) =>
    Array.from({ length: quantity }, () => ({ itemId: id, price: unitPrice.amount })),
  )
  const step = stepOf(order)
  const inSteps = (amount: number) => amount / step
  const share = (steps: number, weights: readonly number[]) =>
    allocateMoney(money(steps, currency), weights).map(({ amount }) => amount)

  const gross = copiesOf.map(({ price }) => inSteps(price))
  const discounts = share(inSteps(totals.discount.amount), gross)
  const net = [...gross.map((price, index) => price - (discounts[index] ?? 0)), inSteps(totals.shipping.amount)]
  const beyond = inSteps(totals.total.amount) - net.reduce((sum, steps) => sum + steps, 0)
  const extras = share(
    beyond,
    net.map((steps) => Math.max(0, steps)),
  )
  const shares = net.map((steps, index) => money((steps + (extras[index] ?? 0)) * step, currency))
  const copies = new Map<string, Money[]>(items.map(({ id }) => [id, []]))
  for (const [index, { itemId }] of copiesOf.entries()) {
    const paid = shares[index]
    if (paid) copies.get(itemId)?.push(paid)
  }
  return { copies, shipping: shares.at(-1) ?? totals.shipping }
}

/** The step of the currency; a single unit for amounts that do not go in it, which somebody else has charged. */
function stepOf({ items, totals }: Pick<Order, 'items' | 'totals'>): number {
  const step = smallestCharge(totals.total.currency)
  const amounts = [totals.total, totals.shipping, totals.discount, ...items.map(({ unitPrice }) => unitPrice)]
  return amounts.every(({ amount }) => amount % step === 0) ? step : 1
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
