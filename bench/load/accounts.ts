/** What Stripe took: by the order that was paid. */
export interface Charge {
  readonly orderId: string
  readonly at: Date
}

/** How an order stands in the shop, by its own history. */
export interface Life {
  readonly id: string
  /** A person is asked to look. */
  readonly asks: boolean
  /** A job that leads to its print is still to be done. */
  readonly works: boolean
  /** How many prints of Prodigi it knows of. */
  readonly prints: number
  readonly submittedAt: Date | null
  readonly shippedAt: Date | null
}

/** What Stripe took, what Prodigi prints, and what the shop says of both. */
export interface Accounts {
  readonly paid: number
  readonly printed: number
  /** Prints beyond the first of an order. */
  readonly duplicates: number
  /** Paid, not printed, and neither with work to be done nor with a reason for a person to look. */
  readonly losses: number
  /** Orders of which the shop knows other prints than Prodigi has; and prints of what nobody has paid. */
  readonly mismatches: number
  readonly submitted: number
  readonly shipped: number
  /** In milliseconds, of each order that came so far. */
  readonly paidToSubmitted: readonly number[]
  readonly submittedToShipped: readonly number[]
  /** From the first payment until the last order was submitted. */
  readonly submittedWithinMs: number
}

/** @param printedOrders the id of its order, of each print that Prodigi has. */
export function compareLedgers(
  charges: readonly Charge[],
  printedOrders: readonly string[],
  lives: readonly Life[],
): Accounts {
  const paidAt = new Map(charges.map(({ orderId, at }) => [orderId, at.getTime()]))
  const byId = new Map(lives.map((life) => [life.id, life]))
  const printsOf = Map.groupBy(printedOrders, (orderId) => orderId)
  const countOf = (id: string): number => printsOf.get(id)?.length ?? 0
  const paid = lives.flatMap((life) => {
    const at = paidAt.get(life.id)
    return at === undefined ? [] : [{ ...life, paidMs: at }]
  })
  const submitted = paid.flatMap((life) =>
    life.submittedAt ? [{ ...life, submittedMs: life.submittedAt.getTime() }] : [],
  )
  const shipped = submitted.flatMap((life) =>
    life.shippedAt ? [{ ...life, shippedMs: life.shippedAt.getTime() }] : [],
  )
  return {
    paid: paidAt.size,
    printed: printsOf.size,
    duplicates: printedOrders.length - printsOf.size,
    losses: [...paidAt.keys()].filter((id) => countOf(id) === 0 && !isCaredFor(byId.get(id))).length,
    mismatches:
      lives.filter((life) => life.prints !== countOf(life.id)).length +
      [...printsOf.keys()].filter((id) => !paidAt.has(id)).length,
    submitted: submitted.length,
    shipped: shipped.length,
    paidToSubmitted: submitted.map(({ paidMs, submittedMs }) => submittedMs - paidMs),
    submittedToShipped: shipped.map(({ submittedMs, shippedMs }) => shippedMs - submittedMs),
    submittedWithinMs: Math.max(...submitted.map(({ submittedMs }) => submittedMs)) - Math.min(...paidAt.values()),
  }
}

function isCaredFor(life: Life | undefined): boolean {
  return life !== undefined && (life.asks || life.works)
}
