import { describe, expect, it } from 'vitest'
import { readAmount } from './read-amount.ts'

describe('an amount that is typed', () => {
  it.each([
    ['12.50', 'USD', 1250],
    ['12,5', 'EUR', 1250],
    ['500', 'JPY', 500],
    ['0.01', 'GBP', 1],
  ])('given %s of %s, then it is %i', (text, currency, amount) => {
    expect(readAmount(text, currency)).toEqual({ amount, currency })
  })

  it.each([
    ['', 'USD'],
    ['0', 'USD'],
    ['-5', 'USD'],
    ['1.234,50', 'EUR'],
    ['12.505', 'USD'],
    ['0.5', 'JPY'],
    ['five', 'USD'],
    ['99999999999999999999', 'USD'],
  ])('given %s of %s, then it is none', (text, currency) => {
    expect(readAmount(text, currency)).toBeNull()
  })
})
