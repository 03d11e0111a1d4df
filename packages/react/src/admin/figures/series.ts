import type { Analytics, CurrencyFigures } from './use-analytics.ts'

/** A bar, or several beside each other that belong together. */
export interface SeriesPoint {
  readonly key: string
  /** By the names of the series. */
  readonly values: readonly number[]
}

/** More bars of SKUs or countries than this can't be told apart. */
export const mostGroups = 20
const dayMs = 86_400_000

/**
 * What is drawn of figures. Days in which nobody paid are drawn, too, as nothing; SKUs and countries go from the largest.
 *
 * @param valuesOf the values of a group; null stands for a day without one.
 */
export function seriesOf(
  { groupBy, from, before, groups }: Pick<Analytics, 'groupBy' | 'from' | 'before' | 'groups'>,
  valuesOf: (group: Analytics['groups'][number] | null) => readonly number[],
): readonly SeriesPoint[] {
  if (groupBy === 'day') {
    const byDay = new Map(groups.map((group) => [group.key, group]))
    return daysBetween(from, before).map((key) => ({ key, values: valuesOf(byDay.get(key) ?? null) }))
  }
  return groups
    .map((group) => ({ key: group.key ?? '', values: valuesOf(group) }))
    .toSorted((a, b) => (b.values[0] ?? 0) - (a.values[0] ?? 0))
    .slice(0, mostGroups)
}

/** The money in one currency; all zero where there is none. */
export function moneyIn(
  group: { readonly money: readonly CurrencyFigures[] } | null,
  currency: string,
): Omit<CurrencyFigures, 'currency'> {
  return group?.money.find((each) => each.currency === currency) ?? nothing
}

const nothing = { orders: 0, captured: 0, refunded: 0, revenue: 0, billed: 0, cost: 0, margin: 0 }

/** Every day in UTC of a span of time, of which the end does not belong to it. */
export function daysBetween(from: string, before: string): string[] {
  const first = Math.floor(Date.parse(from) / dayMs)
  const last = Math.ceil(Date.parse(before) / dayMs) - 1
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, day) =>
    new Date((first + day) * dayMs).toISOString().slice(0, 10),
  )
}
