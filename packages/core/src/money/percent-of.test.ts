import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { percentOf } from './percent-of.ts'

describe('a percentage of an amount', () => {
  it.each([
    [1_000, 110.1, 'up', 1_101],
    [1_000, 110.1, 'down', 1_101],
    [795, 110, 'up', 875],
    [795, 110, 'down', 874],
    [1, 0.01, 'up', 1],
    [1, 0.01, 'down', 0],
    [-795, 110, 'down', -875],
    [-795, 110, 'up', -874],
    [9_007_199_254_740_991, 100, 'up', 9_007_199_254_740_991],
  ] as const)('F20 %d × %d %% rounded %s is %d', (amount, percent, rounding, result) => {
    expect(percentOf(amount, percent, rounding)).toBe(result)
  })

  it('F20 given any, then up and down are neighbours around the exact value', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), fc.integer({ min: 0, max: 110_000 }), (amount, hundredths) => {
        const [down, up] = [percentOf(amount, hundredths / 100, 'down'), percentOf(amount, hundredths / 100, 'up')]
        const exact = BigInt(amount) * BigInt(hundredths)
        expect(BigInt(down) * 10_000n <= exact && exact <= BigInt(up) * 10_000n && up - down <= 1).toBe(true)
      }),
    )
  })
})
