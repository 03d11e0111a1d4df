import type { Clock } from '@quoin/core'

/** A clock that stands still until it is told otherwise. */
export interface ManualClock extends Clock {
  /** Moves on by a whole number of milliseconds; never back. */
  advance(durationMs: number): void
  /** Moves to an instant, which may lie in the past: a machine's clock can be set back too. */
  set(at: Date | string): void
}

/**
 * A {@link Clock} for tests.
 *
 * @param start a Date, or text that `Date` reads, such as `2026-01-01T00:00:00Z`.
 * @throws RangeError for what is no instant, and for a negative or broken duration.
 * @example
 * ```ts
 * import { createManualClock } from '@quoin/testing'
 *
 * const clock = createManualClock('2026-01-01T00:00:00Z')
 * clock.advance(1500)
 * clock.now().toISOString() // '2026-01-01T00:00:01.500Z'
 * ```
 */
export function createManualClock(start: Date | string): ManualClock {
  let nowMs = instantMs(start)
  return {
    now: () => new Date(nowMs),
    advance(durationMs) {
      if (!Number.isSafeInteger(durationMs) || durationMs < 0) {
        throw new RangeError('A clock advances by a whole number of milliseconds, 0 or more.')
      }
      nowMs += durationMs
    },
    set(at) {
      nowMs = instantMs(at)
    },
  }
}

function instantMs(at: Date | string): number {
  const ms = new Date(at).getTime()
  if (Number.isNaN(ms)) throw new RangeError('Not an instant.')
  return ms
}
