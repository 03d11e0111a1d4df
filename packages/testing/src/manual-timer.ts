import type { Timer } from '@quoin/core'

/** A timer whose time passes only when it is told to. */
export interface ManualTimer extends Timer {
  /** Lets time pass: calls what is due by then, in its order. */
  elapse(durationMs: number): void
  /** How many callbacks wait. */
  pending(): number
}

/**
 * A {@link Timer} for tests.
 *
 * @example
 * ```ts
 * import { createManualTimer } from '@quoin/testing'
 *
 * const timer = createManualTimer()
 * timer.after(1000, () => console.log('a second later'))
 * timer.elapse(1000)
 * ```
 */
export function createManualTimer(): ManualTimer {
  const waiting = new Set<{ readonly dueMs: number; readonly callback: () => void }>()
  let nowMs = 0
  return {
    after(delayMs, callback) {
      const entry = { dueMs: nowMs + delayMs, callback }
      waiting.add(entry)
      return () => void waiting.delete(entry)
    },
    elapse(durationMs) {
      const untilMs = nowMs + durationMs
      for (;;) {
        const [next] = [...waiting].filter(({ dueMs }) => dueMs <= untilMs).toSorted((a, b) => a.dueMs - b.dueMs)
        if (!next) break
        nowMs = next.dueMs
        waiting.delete(next)
        next.callback()
      }
      nowMs = untilMs
    },
    pending: () => waiting.size,
  }
}
