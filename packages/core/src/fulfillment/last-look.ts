import type { Engine } from '../engine.ts'
import type { Money } from '../money/money.ts'
import { sayMoney } from '../money/say-money.ts'
import type { AttentionReason } from '../order/attention.ts'
import type { Order, OrderItem } from '../order/order.ts'
import { costLimit } from '../order/order-costs.ts'

/** What the last look before sending found. */
interface LastLook {
  /** Why not to send it; null when nothing forbids it. */
  readonly hold: AttentionReason | null
  /** What the provider would charge; null when it did not say. */
  readonly quotedCost: Money | null
}

/** Checks and prices a print once more before money is spent on it (F62–F66, F71). */
export async function lastLook(
  { preflight, costs }: Engine,
  order: Order,
  items: readonly OrderItem[],
  signal: AbortSignal,
): Promise<LastLook> {
  const { currency, shippingMethod, shippingAddress } = order
  const subject = {
    items,
    currency,
    ...(shippingMethod && { shippingMethod }),
    ...(shippingAddress && { shippingAddress }),
  }
  const { errors, quotes } = await preflight(subject, { signal })
  const quote = quotes.find((q) => q.shippingMethod.toLowerCase() === shippingMethod?.toLowerCase())
  const quotedCost = quote?.total ?? null
  const [first] = errors
  if (first) {
    const message = errors.map((error) => `${error.path}: ${error.message}`).join(' ')
    return { hold: { code: 'preflight_failed', message, path: first.path }, quotedCost }
  }
  const limit = costLimit(order, costs)
  if (quotedCost && limit && quotedCost.currency === limit.currency && quotedCost.amount > limit.amount) {
    const message = `It would cost ${sayMoney(quotedCost)}, at most ${sayMoney(limit)} is allowed.`
    return { hold: { code: 'cost_above_limit', message }, quotedCost }
  }
  return { hold: null, quotedCost }
}
