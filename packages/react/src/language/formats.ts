import { currencyExponent, formatDecimal, type Money } from '@quoin/core/money'

/** How money, days and countries are written for a reader. */
export interface Formats {
  /** `$49.00`. */
  money(money: Money): string
  /** `3 March 2026`, of an instant of ISO 8601. */
  day(at: string): string
  /** `3 Mar 2026, 09:30`. */
  instant(at: string): string
  /** `09:30`. */
  time(at: string): string
  /** `Austria` for `AT`. */
  country(code: string): string
}

/**
 * Writes as a locale does.
 *
 * @param locale BCP 47, such as `de-AT`.
 * @param timeZone IANA, such as `Europe/Vienna`. @default the reader's own
 * @example
 * ```ts
 * import { createFormats } from '@quoin/react'
 *
 * createFormats('de-AT').money({ amount: 4900, currency: 'EUR' }) // '€ 49,00'
 * ```
 */
export function createFormats(locale: string, timeZone?: string): Formats {
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone })
  const instants = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone })
  const times = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone })
  const countries = new Intl.DisplayNames(locale, { type: 'region' })
  return {
    money(money) {
      // The digits of a browser's own tables are those of daily life, and not always those that the amount counts in.
      const digits = currencyExponent(money.currency)
      return new Intl.NumberFormat(locale, {
        style: 'currency',
        currency: money.currency,
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }).format(decimal(money))
    },
    day: (at) => days.format(new Date(at)),
    instant: (at) => instants.format(new Date(at)),
    time: (at) => times.format(new Date(at)),
    country: (code) => countryName(countries, code),
  }
}

/** Texts are written digit by digit, where a number may have to be rounded. */
function decimal(money: Money): Intl.StringNumericLiteral {
  const text = formatDecimal(money)
  return isNumeric(text) ? text : '0'
}

function isNumeric(text: string): text is Intl.StringNumericLiteral {
  return Number.isFinite(Number(text))
}

/** What is no code of ISO 3166 stays as it is. */
function countryName(countries: Intl.DisplayNames, code: string): string {
  try {
    return countries.of(code) ?? code
  } catch {
    return code
  }
}
