import { currencyExponent } from '@quoin/core/money'

/** How counts, shares and times are written for a reader. */
export interface FigureFormats {
  count(value: number): string
  /** `12.5%` for 0.125. */
  share(value: number): string
  /** `3.2 hr`: in the largest unit of which there are at least two. */
  duration(ms: number): string
  /** `$1.2K`: for the side of a chart, where there is little room. */
  shortMoney(amount: number, currency: string): string
  /** `3 Mar` for `2026-03-03`. */
  shortDay(day: string): string
}

const units = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
  { unit: 'second', ms: 1_000 },
  { unit: 'millisecond', ms: 1 },
] as const

export function createFigureFormats(locale: string): FigureFormats {
  const counts = new Intl.NumberFormat(locale)
  const shares = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  // Groups are days in UTC, wherever they are read.
  const days = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  return {
    count: (value) => counts.format(value),
    share: (value) => shares.format(value),
    duration(ms) {
      const { unit, ms: unitMs } = units.find((each) => ms >= 2 * each.ms) ?? { unit: 'millisecond', ms: 1 }
      const format = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 } as const
      return new Intl.NumberFormat(locale, format).format(ms / unitMs)
    },
    shortMoney(amount, currency) {
      const format = { style: 'currency', currency, notation: 'compact', maximumFractionDigits: 1 } as const
      return new Intl.NumberFormat(locale, format).format(amount / 10 ** currencyExponent(currency))
    },
    shortDay: (day) => days.format(new Date(`${day}T00:00:00Z`)),
  }
}
