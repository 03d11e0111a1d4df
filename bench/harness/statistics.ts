export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

/** The least value that this share of the values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

/** How many a second, since an instant of `performance.now()`. */
export function perSecond(count: number, beganAt: number): number {
  return count / ((performance.now() - beganAt) / 1000)
}
