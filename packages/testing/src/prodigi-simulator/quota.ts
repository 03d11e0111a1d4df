import type { Clock } from '@quoin/core'

/** How many calls are let in. */
export interface RateLimit {
  readonly calls: number
  readonly windowMs: number
}

/** What the real service was seen to admit. */
export const realRateLimit: RateLimit = { calls: 30, windowMs: 30_000 }

/** Counts calls in windows of time, all calls of the account together. */
export function createQuota(limit: RateLimit, clock: Clock) {
  const { calls, windowMs } = limit
  let startedMs = Number.NEGATIVE_INFINITY
  let used = 0
  return {
    limit,
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
