import { currencyExponent, formatDecimal, type Money } from '@quoin/core'

/** An amount as people of the language write it. */
export function formatMoney(tag: string, value: Money): string {
  const digits = currencyExponent(value.currency)
  const format = new Intl.NumberFormat(tag, {
    style: 'currency',
    currency: value.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return format.format(Number(formatDecimal(value)))
}

/** A day. Carriers promise days, as midnight in UTC. */
export function formatDay(tag: string, day: Date): string {
  return new Intl.DateTimeFormat(tag, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(day)
}

/** The name of a country, or its code where the language has none. */
export function formatCountry(tag: string, code: string): string {
  try {
    return new Intl.DisplayNames(tag, { type: 'region', fallback: 'code' }).of(code) ?? code
  } catch {
    return code
  }
}
