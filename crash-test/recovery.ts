import type { Strike } from './fleet.ts'
import type { Claim } from './ledgers.ts'

/**
 * How long jobs that somebody held when struck lay there until another had them, shortest first, in milliseconds.
 *
 * A claim that counts one more crash than the one before it took the job from whoever held it, and that process was struck.
 */
export function recoveryTimes(claims: readonly Claim[], strikes: readonly Strike[]): readonly number[] {
  return [...Map.groupBy(claims, ({ id }) => id).values()]
    .flatMap((ofJob) =>
      ofJob
        .toSorted((a, b) => a.fence - b.fence)
        .flatMap((claim, index, all) => {
          const before = all[index - 1]
          return before && claim.crashes > before.crashes ? sinceStrike(before, claim, strikes) : []
        }),
    )
    .toSorted((a, b) => a - b)
}

function sinceStrike(before: Claim, after: Claim, strikes: readonly Strike[]): number[] {
  const struckAt = strikes
    .filter(({ pid, at }) => pid === before.pid && at >= before.at && at <= after.at)
    .map(({ at }) => at)
  const [first] = struckAt.toSorted((a, b) => a - b)
  return first === undefined ? [] : [after.at - first]
}

/** The value that so large a part is not above; null of nothing. @param sorted shortest first. @param part from 0 to 1. */
export function quantile(sorted: readonly number[], part: number): number | null {
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? null
}
