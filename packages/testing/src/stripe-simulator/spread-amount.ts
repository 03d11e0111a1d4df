/**
 * Divides an amount by weights so that the parts are multiples of `step` and add up to it. What is left over goes to the
 * largest remainders.
 */
export function spreadAmount(amount: number, weights: readonly number[], step = 1): readonly number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  if (amount === 0 || whole === 0) return weights.map(() => 0)
  const exact = weights.map((weight) => (BigInt(amount) * BigInt(weight)) / BigInt(step))
  const parts = exact.map((part) => Number(part / BigInt(whole)) * step)
  const remainders = exact.map((part, index) => ({ index, left: Number(part % BigInt(whole)) }))
  let missing = amount - parts.reduce((sum, part) => sum + part, 0)
  for (const { index } of remainders.toSorted((a, b) => b.left - a.left)) {
    if (missing <= 0) break
    const more = Math.min(step, missing)
    parts[index] = (parts[index] ?? 0) + more
    missing -= more
  }
  return parts
}
