/**
 * A percentage of an amount in whole minor units, exact: percentages count to the second decimal, and no floating point is
 * involved in what is rounded.
 *
 * @param percent 0 or more.
 */
export function percentOf(amount: number, percent: number, rounding: 'up' | 'down'): number {
  const parts = BigInt(amount) * BigInt(Math.round(percent * 100))
  const whole = 10_000n
  const down = parts / whole - (parts < 0n && parts % whole !== 0n ? 1n : 0n)
  return Number(rounding === 'up' && parts % whole !== 0n ? down + 1n : down)
}
