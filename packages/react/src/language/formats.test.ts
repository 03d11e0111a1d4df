import { describe, expect, it } from 'vitest'
import { createFormats } from './formats.ts'

const plain = (text: string): string => text.replaceAll(/\p{Zs}/gu, ' ')

describe('formats', () => {
  it.each([
    ['en', 4900, 'USD', '$49.00'],
    ['en', -1205, 'GBP', '-£12.05'],
    ['en', 500, 'JPY', '¥500'],
    ['en', 1234, 'KWD', 'KWD 1.234'],
    ['de-DE', 123456789, 'EUR', '1.234.567,89 €'],
    // Its notes of daily life have no hundredths, and its payments do.
    ['en', 100000, 'RSD', 'RSD 1,000.00'],
    ['en', Number.MAX_SAFE_INTEGER, 'USD', '$90,071,992,547,409.91'],
  ])('given %s, then %i of %s is written %s', (locale, amount, currency, text) => {
    expect(plain(createFormats(locale).money({ amount, currency }))).toBe(text)
  })

  it('given an instant, then it is written for the place of the reader', () => {
    const at = '2026-03-01T23:30:00Z'
    expect(createFormats('en-GB', 'UTC').day(at)).toBe('1 March 2026')
    expect(createFormats('de', 'Europe/Vienna').day(at)).toBe('2. März 2026')
    expect(plain(createFormats('en-GB', 'UTC').instant(at))).toBe('1 Mar 2026, 23:30')
    expect(createFormats('en-GB', 'UTC').time(at)).toBe('23:30')
  })

  it('given the code of a country, then its name; given none, then what was given', () => {
    expect(createFormats('de').country('AT')).toBe('Österreich')
    expect(createFormats('en').country('not a code')).toBe('not a code')
  })
})
