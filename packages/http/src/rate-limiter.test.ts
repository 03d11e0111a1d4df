import { describe, expect, it } from 'vitest'
import { createRateLimiter } from './rate-limiter.ts'

const startAt = Date.parse('2026-03-01T09:00:00Z')

describe('a rate limiter', () => {
  it('given as many requests as allowed at once, then the next one waits for its share of the time', () => {
    const take = createRateLimiter({ requests: 4, perMs: 60_000 })
    expect([1, 2, 3, 4].map(() => take('ada', 1, startAt).remaining)).toEqual([3, 2, 1, 0])
    expect(take('ada', 1, startAt)).toEqual({ allowed: false, remaining: 0, waitMs: 15_000 })
    expect(take('ada', 1, startAt + 14_999).allowed).toBe(false)
    expect(take('ada', 1, startAt + 15_000)).toEqual({ allowed: true, remaining: 0, waitMs: 60_000 })
  })

  it('given refused requests, then they do not make the wait longer', () => {
    const take = createRateLimiter({ requests: 1, perMs: 1_000 })
    take('ada', 1, startAt)
    for (let count = 0; count < 9; count += 1) take('ada', 1, startAt)
    expect(take('ada', 1, startAt + 1_000).allowed).toBe(true)
  })

  it('given another client, or a clock that went back, then nobody pays for others', () => {
    const take = createRateLimiter({ requests: 1, perMs: 1_000 })
    take('ada', 1, startAt)
    expect(take('grace', 1, startAt).allowed).toBe(true)
    expect(take('grace', 1, startAt - 5_000)).toMatchObject({ allowed: false, waitMs: 6_000 })
  })

  it('given a request that stands for several, then it costs as much', () => {
    const take = createRateLimiter({ requests: 10, perMs: 10_000 })
    expect(take('ada', 9, startAt).remaining).toBe(1)
    expect(take('ada', 2, startAt)).toMatchObject({ allowed: false, waitMs: 1_000 })
    expect(take('ada', 1, startAt).allowed).toBe(true)
  })

  it('given clients without an end, then those that were seen longest ago are forgotten', () => {
    const take = createRateLimiter({ requests: 1, perMs: 1_000 })
    for (let client = 0; client <= 50_000; client += 1) take(`${client}`, 1, startAt)
    expect(take('50000', 1, startAt).allowed).toBe(false)
    expect(take('0', 1, startAt).allowed).toBe(true)
  })
})
