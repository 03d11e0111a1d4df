import type { Random } from '@quoin/core'

/** Choices by chance, in the words of whoever makes inputs of them. */
export interface Dice {
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number
  /** @throws {RangeError} when there is none. */
  oneOf<Value>(values: readonly Value[]): Value
  /** True that often, from 0 to 1. */
  happens(rate: number): boolean
  /** So many values, each made anew. */
  listOf<Value>(from: number, to: number, make: () => Value): Value[]
}

export function createDice(random: Random): Dice {
  const between = (from: number, to: number): number => from + Math.floor(random.next() * (to - from + 1))
  return {
    between,
    oneOf(values) {
      const [value] = values.slice(between(0, values.length - 1))
      if (value === undefined) throw new RangeError('There is nothing to choose from.')
      return value
    },
    happens: (rate) => random.next() < rate,
    listOf: (from, to, make) => Array.from({ length: between(from, to) }, make),
  }
}
