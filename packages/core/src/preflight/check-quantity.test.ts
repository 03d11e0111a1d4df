import { expect, it } from 'vitest'
import { checkQuantity } from './check-quantity.ts'

it.each([
  [1, true],
  [100, true],
  [0, false],
  [-1, false],
  [101, false],
  [1.5, false],
  [Number.NaN, false],
  [Number.POSITIVE_INFINITY, false],
])('given %d copies of at most 100, then that is sane: %s', (quantity, isSane) => {
  expect(checkQuantity(quantity, 100, 'items[0]').length === 0).toBe(isSane)
})
