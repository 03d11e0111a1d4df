import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spreadAmount } from './spread-amount.ts'

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)

describe('spreading an amount', () => {
  it.each([
    [100, [1, 1, 1], 1, [34, 33, 33]],
    [10, [3, 0, 7], 1, [3, 0, 7]],
    [300, [1, 1], 100, [200, 100]],
    [5, [0, 0], 1, [0, 0]],
  ])('given %i over %j by %i, then it is %j', (amount, weights, step, parts) => {
    expect(spreadAmount(amount, weights, step)).toEqual(parts)
  })

  it('given any amount and weights, then the parts add up, and each is within a step of its share', () => {
    const step = fc.constantFrom(1, 10, 100)
    const weights = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 20 }).filter((all) => sum(all) > 0)
    fc.assert(
      fc.property(fc.nat(1_000_000), step, weights, (count, by, all) => {
        const amount = count * by
        const parts = spreadAmount(amount, all, by)
        expect(sum(parts)).toBe(amount)
        for (const [index, part] of parts.entries()) {
          expect(part % by).toBe(0)
          expect(Math.abs(part - (amount * (all[index] ?? 0)) / sum(all))).toBeLessThanOrEqual(by)
        }
      }),
    )
  })
})
