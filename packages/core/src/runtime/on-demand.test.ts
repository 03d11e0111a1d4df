import { describe, expect, it } from 'vitest'
import { onDemand } from './on-demand.ts'

describe('a function that is loaded with its first call', () => {
  it('given calls at once, then it is loaded once, and not before', async () => {
    let loads = 0
    const double = onDemand(async () => {
      loads += 1
      return async (n: number) => 2 * n
    })
    expect(loads).toBe(0)
    expect(await Promise.all([double(1), double(2)])).toEqual([2, 4])
    expect(loads).toBe(1)
  })

  it('given a load fails, then its callers hear of it, and the next call loads again', async () => {
    let loads = 0
    const fragile = onDemand(async () => {
      loads += 1
      if (loads === 1) throw new Error('no such file')
      return async () => 'loaded'
    })
    const first = await Promise.allSettled([fragile(), fragile()])
    expect(first.map((call) => call.status)).toEqual(['rejected', 'rejected'])
    expect(await fragile()).toBe('loaded')
    expect(loads).toBe(2)
  })
})
