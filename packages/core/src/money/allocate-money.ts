import { QuoinError } from '../quoin-error.ts'
import { type Money, money } from './money.ts'

/**
 * Shares out an amount by weights, to the last minor unit: the parts add up to the whole in every currency. What does not
 * divide goes to the largest remainders, and among equal ones to the first.
 *
 * @param weights whole numbers of 0 or more; when all are 0, all weigh the same.
 * @throws {@link QuoinError} `invalid_money` when there is nothing to share it among.
 * @example
 * ```ts
 * import { allocateMoney, money } from '@quoin/core'
 *
 * allocateMoney(money(1000, 'USD'), [1, 1, 1]).map((part) => part.amount) // [334, 333, 333]
 * ```
 */
export function allocateMoney({ amount, currency }: Money, weights: readonly number[]): readonly Money[] {
  const sum = weights.reduce((total, weight) => total + BigInt(weight), 0n)
  const scale = sum === 0n ? weights.map(() => 1n) : weights.map(BigInt)
  const whole = sum === 0n ? BigInt(weights.length) : sum
  if (whole === 0n) throw new QuoinError('invalid_money', 'There is nothing to share an amount among.')
  const sign = amount < 0 ? -1n : 1n
  const total = BigInt(amount) * sign
  const parts = scale.map((weight, index) => ({
    index,
    units: (total * weight) / whole,
    remainder: (total * weight) % whole,
  }))
  const left = Number(total - parts.reduce((shared, { units }) => shared + units, 0n))
  const lucky = new Set(
    parts
      .toSorted((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
      .slice(0, left)
      .map(({ index }) => index),
  )
  return parts.map(({ index, units }) => money(Number((units + (lucky.has(index) ? 1n : 0n)) * sign), currency))
}
