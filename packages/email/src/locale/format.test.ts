import { money } from '@quoin/core'
import { expect, it } from 'vitest'
import { formatCountry, formatDay, formatMoney } from './format.ts'

it.each([
  ['en', money(4_900, 'USD'), '$49.00'],
  ['en', money(500, 'JPY'), '¥500'],
  ['en', money(1_234_567, 'KWD'), 'KWD 1,234.567'],
  ['de', money(123_456_789, 'EUR'), '1.234.567,89 €'],
  ['en-GB', money(-2_000, 'GBP'), '-£20.00'],
  ['en', money(90_071_992_547_409, 'USD'), '$900,719,925,474.09'],
])('given %s and %j, then it reads %s', (tag, value, text) => {
  expect(formatMoney(tag, value).replaceAll('\u00a0', ' ')).toBe(text)
})

it('given the day that a carrier promises, then it is that day everywhere', () => {
  expect(formatDay('en-GB', new Date('2026-03-09T00:00:00Z'))).toBe('Monday 9 March')
  expect(formatDay('de', new Date('2026-03-09T23:59:59Z'))).toBe('Montag, 9. März')
})

it('given a code that is no country, then the code stands', () => {
  expect(formatCountry('en', 'not a code')).toBe('not a code')
})
