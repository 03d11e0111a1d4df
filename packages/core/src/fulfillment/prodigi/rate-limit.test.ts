import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  giveBackSlot,
  pauseCalls,
  type RateLimit,
  type RateLimitState,
  takeSlot,
  unusedRateLimit,
} from './rate-limit.ts'

const limit: RateLimit = { calls: 4, perMs: 1_000, reservedForWrites: 2 }
const maxWaitMs = 5_000

/** The waits of some calls, one after the other at one instant; null where there is no slot. */
function waits(calls: readonly ('read' | 'write')[], nowMs = 10_000, from: RateLimitState = unusedRateLimit) {
  let state = from
  return calls.map((kind) => {
    const taken = takeSlot(state, limit, { isWrite: kind === 'write', nowMs, maxWaitMs })
    state = taken.state
    return taken.slot && taken.waitMs
  })
}

describe('the rate limit', () => {
  test('lets the first calls go at once and spreads the rest over the next spans', () => {
    expect(waits(['read', 'read', 'read', 'read', 'read'])).toEqual([0, 0, 1_000, 1_000, 2_000])
  })

  test('keeps its reserve for writes, however many reads wait (F54, F85)', () => {
    const flood = Array.from({ length: 8 }, () => 'read' as const)
    expect(waits([...flood, 'write', 'write', 'write']).slice(-3)).toEqual([0, 0, 1_000])
  })

  test('lets writes have everything while nobody reads', () => {
    expect(waits(['write', 'write', 'write', 'write', 'write'])).toEqual([0, 0, 0, 0, 1_000])
  })

  test('gives no slot when the wait is too long, and says how long it would be', () => {
    const flood = Array.from({ length: 12 }, () => 'read' as const)
    expect(waits([...flood, 'read']).at(-1)).toBeNull()
    const { state } = take(flood)
    expect(takeSlot(state, limit, { isWrite: false, nowMs: 10_000, maxWaitMs })).toMatchObject({
      slot: null,
      waitMs: 6_000,
    })
  })

  test('gives the slot of a call that left to the next', () => {
    const { state, slot } = take(['read', 'read', 'read', 'read'])
    const freed = giveBackSlot(state, slot)
    expect(takeSlot(freed, limit, { isWrite: false, nowMs: 10_000, maxWaitMs }).waitMs).toBe(1_000)
  })

  test('lets nothing go while it is paused, not even writes (F48)', () => {
    const paused = pauseCalls(unusedRateLimit, 13_000)
    expect(waits(['write', 'read'], 10_000, paused)).toEqual([3_000, 3_000])
    expect(waits(['write'], 13_000, paused)).toEqual([0])
  })

  test('survives a clock that is set back (F79)', () => {
    const { state } = take(['read', 'read', 'read', 'read'], 100_000_000)
    expect(waits(['read'], 10_000, pauseCalls(state, 100_030_000))).toEqual([0])
  })
})

test('no span has more calls than the limit, nor more reads than their share, in whatever order they come', () => {
  const step = fc.record({ isWrite: fc.boolean(), passedMs: fc.integer({ min: 0, max: 700 }), leaves: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let state = unusedRateLimit
      let nowMs = 0
      const made: { readonly isWrite: boolean; readonly atMs: number }[] = []
      for (const { isWrite, passedMs, leaves } of steps) {
        nowMs += passedMs
        const { slot, ...taken } = takeSlot(state, limit, { isWrite, nowMs, maxWaitMs })
        state = taken.state
        if (slot && leaves && slot.atMs > nowMs) state = giveBackSlot(state, slot)
        else if (slot) made.push({ isWrite, atMs: slot.atMs })
      }
      for (const { atMs } of made) {
        const span = made.filter((call) => call.atMs >= atMs && call.atMs < atMs + limit.perMs)
        expect(span.length).toBeLessThanOrEqual(limit.calls)
        expect(span.filter((call) => !call.isWrite).length).toBeLessThanOrEqual(limit.calls - limit.reservedForWrites)
      }
    }),
    { numRuns: 500 },
  )
})

/** The state after some calls at one instant, and the slot of the last. */
function take(calls: readonly ('read' | 'write')[], nowMs = 10_000) {
  let state = unusedRateLimit
  let last = null
  for (const kind of calls) {
    const taken = takeSlot(state, limit, { isWrite: kind === 'write', nowMs, maxWaitMs })
    state = taken.state
    last = taken.slot
  }
  if (!last) throw new Error('The last call got no slot.')
  return { state, slot: last }
}
