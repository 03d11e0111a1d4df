import type { Order } from '../order/order.ts'
import { orderFigures } from './order-figures.ts'
import type {
  CurrencyFigures,
  OrderSummary,
  StageTimes,
  SummaryFigures,
  SummaryGrouping,
  SummaryQuery,
} from './order-summary.ts'
import { shareBySku } from './share-by-sku.ts'

/** An order, or the part of it that belongs to a group. */
interface Part {
  readonly key: string | null
  readonly currency: string
  readonly captured: number
  readonly refunded: number
  readonly cost: number | null
  readonly copies: number
  readonly attended: boolean
  readonly submittedMs: number | null
  readonly shippedMs: number | null
  readonly deliveredMs: number | null
}

/**
 * Figures of orders, computed one by one: what {@link OrderStore.summarizeOrders} means. Pure.
 *
 * @param hadAttention whether an order ever asked for a person.
 */
export function summarizeOrders(
  orders: readonly Order[],
  hadAttention: (order: Order) => boolean,
  { from, before, groupBy, limit }: SummaryQuery,
): OrderSummary {
  const paid = orders.flatMap((order) => {
    const { capturedAt } = order.payment
    if (!capturedAt || capturedAt < from || capturedAt >= before) return []
    return [{ order, whole: wholeOf(order, capturedAt, hadAttention(order)) }]
  })
  const wholes = paid.map(({ whole }) => whole)
  const parts = paid.flatMap(({ order, whole }) => partsOf(order, whole, groupBy))
  const groups = [...Map.groupBy(parts, ({ key }) => key)]
    .map(([key, own]) => ({ key, ...figuresOf(own) }))
    .toSorted((a, b) => (groupBy === 'day' ? 0 : b.orders - a.orders) || compareKeys(a.key ?? '', b.key ?? ''))
  return { total: figuresOf(wholes), groups: groups.slice(0, limit), groupsTotal: groups.length }
}

type Whole = Part & { readonly capturedAt: Date; readonly country: string | null }

function wholeOf(order: Order, capturedAt: Date, attended: boolean): Whole {
  const { copies, cost, country, firstSubmittedAt, firstShippedAt, firstDeliveredAt } = orderFigures(order)
  const { amountCaptured, amountRefunded } = order.payment
  return {
    key: null,
    capturedAt,
    country,
    currency: order.currency,
    captured: amountCaptured,
    refunded: amountRefunded,
    cost,
    copies,
    attended,
    submittedMs: between(capturedAt, firstSubmittedAt),
    shippedMs: between(firstSubmittedAt, firstShippedAt),
    deliveredMs: between(firstShippedAt, firstDeliveredAt),
  }
}

function partsOf(order: Order, whole: Whole, groupBy: SummaryGrouping): readonly Part[] {
  if (groupBy === 'day') return [{ ...whole, key: whole.capturedAt.toISOString().slice(0, 10) }]
  if (groupBy === 'country') return [{ ...whole, key: whole.country }]
  return shareBySku(order.items).map(({ sku, copies, of }) => ({
    ...whole,
    key: sku,
    copies,
    captured: of(whole.captured),
    refunded: of(whole.refunded),
    cost: whole.cost === null ? null : of(whole.cost),
  }))
}

function figuresOf(parts: readonly Part[]): SummaryFigures {
  const times = (stage: 'submittedMs' | 'shippedMs' | 'deliveredMs') => stageTimes(parts.map((part) => part[stage]))
  return {
    orders: parts.length,
    copies: total(parts, ({ copies }) => copies),
    withAttention: parts.filter(({ attended }) => attended).length,
    money: [...Map.groupBy(parts, ({ currency }) => currency)]
      .map(([currency, own]) => currencyFigures(currency, own))
      .toSorted((a, b) => compareKeys(a.currency, b.currency)),
    stages: { submitted: times('submittedMs'), shipped: times('shippedMs'), delivered: times('deliveredMs') },
  }
}

function currencyFigures(currency: string, parts: readonly Part[]): CurrencyFigures {
  const earned = (some: readonly Part[]) => total(some, ({ captured, refunded }) => captured - refunded)
  const billed = parts.filter(({ cost }) => cost !== null)
  const cost = total(billed, (part) => part.cost ?? 0)
  return {
    currency,
    orders: parts.length,
    captured: total(parts, ({ captured }) => captured),
    refunded: total(parts, ({ refunded }) => refunded),
    revenue: earned(parts),
    billed: billed.length,
    cost,
    margin: earned(billed) - cost,
  }
}

/** Of each share the first time that so many orders stayed within. */
function stageTimes(all: readonly (number | null)[]): StageTimes {
  const times = all.filter((ms) => ms !== null).toSorted((a, b) => a - b)
  const within = (share: number) => times[Math.ceil(share * times.length) - 1] ?? null
  return { orders: times.length, p50Ms: within(0.5), p95Ms: within(0.95) }
}

/** Providers' clocks are not ours: what seems to have taken less than nothing took no time. */
function between(begin: Date | null, end: Date | null): number | null {
  return begin && end ? Math.max(0, end.getTime() - begin.getTime()) : null
}

function total(parts: readonly Part[], amountOf: (part: Part) => number): number {
  return parts.reduce((sum, part) => sum + amountOf(part), 0)
}

function compareKeys(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
