import { expect, it } from 'vitest'
import { createFigureFormats } from './figure-formats.ts'

it.each([
  [0, '0 ms'],
  [12, '12 ms'],
  [2_500, '2.5 sec'],
  [90_000, '90 sec'],
  [7_200_000, '2 hr'],
  [100_000_000, '27.8 hr'],
  [216_000_000, '2.5 days'],
])('given %i ms, then they are written as %s', (ms, text) => {
  expect(createFigureFormats('en').duration(ms)).toBe(text)
})

it('given a share, money and a day, then they are short', () => {
  const formats = createFigureFormats('en')
  expect([formats.share(0.125), formats.shortMoney(123_400, 'USD'), formats.shortDay('2026-03-03')]).toEqual([
    '12.5%',
    '$1.2K',
    'Mar 3',
  ])
  expect(formats.shortMoney(5000, 'JPY')).toBe('¥5K')
})
