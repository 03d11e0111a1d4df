import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { cost, instant, knownWord, lenient, list } from './prodigi-schema.ts'

describe('a word', () => {
  test.each([
    ['inprogress', 'InProgress'],
    ['COMPLETE', 'Complete'],
    ['Paused', 'Paused'],
  ])('%s is read as %s (F44)', (given, read) => {
    expect(knownWord(given, ['InProgress', 'Complete'])).toBe(read)
  })
})

describe('an instant', () => {
  test.each([
    ['2022-04-28T14:05:59Z', '2022-04-28T14:05:59.000Z'],
    ['2022-04-28T14:05:59.5Z', '2022-04-28T14:05:59.500Z'],
    ['2022-04-28T14:05:59.55Z', '2022-04-28T14:05:59.550Z'],
    ['2022-04-28T14:05:59.5025982Z', '2022-04-28T14:05:59.502Z'],
    ['2022-04-28T14:05:59.5025982', '2022-04-28T14:05:59.502Z'],
    ['2022-04-28T16:05:59.5025982+02:00', '2022-04-28T14:05:59.502Z'],
  ])('%s is %s', (given, read) => {
    expect(instant.parse(given)?.toISOString()).toBe(read)
  })

  test.each(['yesterday', '2022-13-45T99:99:99Z', 1651154759, null, undefined])('%s is none', (given) => {
    expect(instant.parse(given)).toBeNull()
  })
})

describe('a cost', () => {
  test.each([
    [
      { amount: '12.34', currency: 'GBP' },
      { amount: 1234, currency: 'GBP' },
    ],
    [
      { amount: '-5', currency: 'eur' },
      { amount: -500, currency: 'EUR' },
    ],
    [
      { amount: '500.00', currency: 'JPY' },
      { amount: 500, currency: 'JPY' },
    ],
    [
      { amount: 19.5, currency: 'USD' },
      { amount: 1950, currency: 'USD' },
    ],
  ])('%o is %o', (given, read) => {
    expect(cost.parse(given)).toEqual(read)
  })

  test.each([
    { amount: '12.345', currency: 'GBP' },
    { amount: 'free', currency: 'GBP' },
    { amount: '1' },
    '1.00',
    null,
  ])('%o is none, not a guess (F20)', (given) => {
    expect(cost.safeParse(given).success).toBe(false)
    expect(lenient(cost).parse(given)).toBeNull()
  })
})

test('a list keeps the elements that can be read', () => {
  expect(list(z.string()).parse(['a', 1, null, 'b'])).toEqual(['a', 'b'])
  expect(list(z.string()).parse('a')).toEqual([])
  expect(list(z.string()).parse(undefined)).toEqual([])
})
