import type { Clock } from '../../runtime/clock.ts'
import type { Timer } from '../../runtime/timer.ts'
import {
  type CallSlot,
  giveBackSlot,
  maxPauseMs,
  pauseCalls,
  type RateLimit,
  takeSlot,
  unusedRateLimit,
} from './rate-limit.ts'

/** Holds calls back so that they keep to a {@link RateLimit}, all calls of one client together. */
interface RateLimiter {
  /**
   * Resolves when the call may be made, with 0; or, when it would wait too long, at once with after how many milliseconds
   * to come back. Also resolves as soon as the signal is given.
   */
  admit(call: { readonly isWrite: boolean; readonly signal?: AbortSignal | undefined }): Promise<number>
  /** The server has turned a call away: nothing more is admitted for a while. */
  pause(durationMs?: number): void
}

interface RateLimiterOptions {
  readonly limit: RateLimit
  readonly clock: Clock
  readonly timer: Timer
  /** Short, so that a job's lease does not run out while it waits. */
  readonly maxWaitMs: number
}

export function createRateLimiter({ limit, clock, timer, maxWaitMs }: RateLimiterOptions): RateLimiter {
  let state = unusedRateLimit
  const nowMs = () => clock.now().getTime()

  return {
    async admit({ isWrite, signal }) {
      const taken = takeSlot(state, limit, { isWrite, nowMs: nowMs(), maxWaitMs })
      state = taken.state
      if (!taken.slot) return taken.waitMs
      if (taken.waitMs > 0) await waitFor(taken.slot, taken.waitMs, signal)
      return 0
    },
    pause(durationMs = limit.perMs) {
      state = pauseCalls(state, nowMs() + Math.min(durationMs, maxPauseMs))
    },
  }

  function waitFor(slot: CallSlot, waitMs: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const callOff = timer.after(waitMs, () => {
        signal?.removeEventListener('abort', leave)
        resolve()
      })
      function leave(): void {
        callOff()
        state = giveBackSlot(state, slot)
        resolve()
      }
      if (signal?.aborted) leave()
      else signal?.addEventListener('abort', leave, { once: true })
    })
  }
}
