import type { Clock } from '@quoin/core'

/** How many calls are let in. */
export interface RateLimit {
  readonly calls: number
  readonly windowMs: number
}

/** Counts calls in windows of time, all calls of the account together. */
export function createQuota({ calls, windowMs }: RateLimit, clock: Clock) {
  let startedMs = Number.NEGATIVE_INFINITY
  let used = 0
  return {
    /** Null when the call is let in; otherwise after how many whole seconds to come back. */
    take(): number | null {
      const nowMs = clock.now().getTime()
      if (nowMs >= startedMs + windowMs) {
        startedMs = nowMs
        used = 0
      }
      used += 1
      return used <= calls ? null : Math.ceil((startedMs + windowMs - nowMs) / 1000)
    },
  }
}

export type Quota = ReturnType<typeof createQuota>
