import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultRetryPolicy, isExhausted, maxRetryDelayMs, retryDelayMs } from './retry-policy.ts'

const hour = 3_600_000

describe('the retry policy', () => {
  it('doubles up to a quarter of an hour', () => {
    const seconds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((n) => maxRetryDelayMs(defaultRetryPolicy, n) / 1_000)
    expect(seconds).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900])
  })

  it('F83 stays within its bounds for any number of attempts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (n, r) => {
          const delay = retryDelayMs(defaultRetryPolicy, n, r)
          expect(Number.isSafeInteger(delay)).toBe(true)
          expect(delay).toBeGreaterThanOrEqual(0)
          expect(delay).toBeLessThanOrEqual(defaultRetryPolicy.maxDelayMs)
        },
      ),
    )
  })

  it('F84 spreads what failed together over the whole wait', () => {
    expect(retryDelayMs(defaultRetryPolicy, 20, 0)).toBe(0)
    expect(retryDelayMs(defaultRetryPolicy, 20, 0.5)).toBe(450_000)
  })

  it('F48 waits at least as long as it was told', () => {
    expect(retryDelayMs(defaultRetryPolicy, 1, 0, 30_000)).toBe(30_000)
    expect(retryDelayMs(defaultRetryPolicy, 1, 0.5, 30_000)).toBe(30_500)
  })

  it('F82 survives an outage of 72 hours', () => {
    expect(isExhausted(defaultRetryPolicy, 72 * hour)).toBe(false)
    expect(isExhausted(defaultRetryPolicy, 96 * hour)).toBe(true)
  })
})
