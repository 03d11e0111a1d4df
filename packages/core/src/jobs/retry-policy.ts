/** How a kind of job is tried again. */
export interface RetryPolicy {
  /** Upper limit of the first wait. */
  readonly baseDelayMs: number
  /** Upper limit of every wait. */
  readonly maxDelayMs: number
  /** A job that still fails at this age is dead. */
  readonly giveUpAfterMs: number
}

const hour = 3_600_000

/** Longer than the longest outage to be survived (72 hours), with room for the people who must look. */
export const defaultRetryPolicy: RetryPolicy = { baseDelayMs: 1_000, maxDelayMs: hour / 4, giveUpAfterMs: 96 * hour }

/** A job that took down its worker so often is put aside, so that the others go on (F80). */
export const maxCrashes = 5

/**
 * The longest wait before the attempt after this one: `baseDelayMs · 2^(attempt − 1)`, at most `maxDelayMs`. Safe for any
 * number of attempts (F83).
 *
 * @param attempt the attempts made so far, from 1.
 * @example
 * ```ts
 * import { defaultRetryPolicy, maxRetryDelayMs } from '@quoin/core'
 *
 * maxRetryDelayMs(defaultRetryPolicy, 3) // 4000
 * ```
 */
export function maxRetryDelayMs(policy: RetryPolicy, attempt: number): number {
  const doublings = Math.min(Math.max(attempt, 1) - 1, 52)
  return Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** doublings)
}

/**
 * How long to wait: full jitter, so that jobs which failed together do not come back together. What the other side asked
 * for (`Retry-After`) is the least, with jitter on top.
 *
 * @param random in [0, 1).
 * @example
 * ```ts
 * import { defaultRetryPolicy, retryDelayMs } from '@quoin/core'
 *
 * retryDelayMs(defaultRetryPolicy, 3, 0.5) // 2000
 * ```
 */
export function retryDelayMs(policy: RetryPolicy, attempt: number, random: number, retryAfterMs = 0): number {
  return Math.max(0, retryAfterMs) + Math.floor(random * maxRetryDelayMs(policy, attempt))
}

/**
 * Whether a job of this age has been tried long enough.
 *
 * @example
 * ```ts
 * import { defaultRetryPolicy, isExhausted } from '@quoin/core'
 *
 * isExhausted(defaultRetryPolicy, 72 * 3_600_000) // false: an outage of three days is survived
 * ```
 */
export function isExhausted(policy: RetryPolicy, ageMs: number): boolean {
  return ageMs >= policy.giveUpAfterMs
}
