import { describe, expect, it } from 'vitest'
import { daysBetween, moneyIn, seriesOf } from './series.ts'
import type { FiguresGroup } from './use-analytics.ts'

const times = { orders: 0, p50Ms: null, p95Ms: null }
const group = (key: string | null, orders: number): FiguresGroup => ({
  ...{ key, orders, copies: orders, withAttention: 0, attentionShare: 0, money: [] },
  stages: { submitted: times, shipped: times, delivered: times },
})
const span = { from: '2026-02-27T00:00:00.000Z', before: '2026-03-02T09:00:00.000Z' }
const ordersOf = (each: FiguresGroup | null) => [each?.orders ?? 0]

describe('what is drawn of figures', () => {
  it('given days, then those without an order are among them', () => {
    expect(seriesOf({ ...span, groupBy: 'day', groups: [group('2026-02-28', 3)] }, ordersOf)).toEqual([
      { key: '2026-02-27', values: [0] },
      { key: '2026-02-28', values: [3] },
      { key: '2026-03-01', values: [0] },
      { key: '2026-03-02', values: [0] },
    ])
  })

  it('given a span that ends with a day, then the next day is none of it', () => {
    expect(daysBetween('2026-02-28T00:00:00Z', '2026-03-01T00:00:00Z')).toEqual(['2026-02-28'])
  })

  it('given countries, then the largest is first, and twenty are drawn', () => {
    const groups = Array.from({ length: 30 }, (_, place) => group(place === 0 ? null : `C${place}`, place))
    const drawn = seriesOf({ ...span, groupBy: 'country', groups }, ordersOf)
    expect([drawn.length, drawn[0]?.key, drawn.at(-1)?.key]).toEqual([20, 'C29', 'C10'])
  })

  it('given no money in a currency, then it is nothing', () => {
    expect(moneyIn(null, 'EUR').revenue).toBe(0)
  })
})
