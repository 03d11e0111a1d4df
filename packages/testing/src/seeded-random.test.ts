import { expect, it } from 'vitest'
import { createSeededRandom } from './seeded-random.ts'

const take = (seed: number | string, count: number) => {
  const random = createSeededRandom(seed)
  return Array.from({ length: count }, () => random.next())
}

it.each([0, 1, -5, 'an order'])('given the same seed %s, then the values are the same', (seed) => {
  expect(take(seed, 50)).toEqual(take(seed, 50))
  expect(createSeededRandom(seed).bytes(16)).toEqual(createSeededRandom(seed).bytes(16))
})

it('given another seed, then the values differ', () => {
  expect(take(1, 5)).not.toEqual(take(2, 5))
  expect(take('a', 5)).not.toEqual(take('b', 5))
})

it('then values lie in [0, 1) and are spread evenly', () => {
  const values = take(42, 10_000)
  expect(values.every((value) => value >= 0 && value < 1)).toBe(true)
  const tenths = Array.from({ length: 10 }, (_, index) => values.filter((v) => Math.floor(v * 10) === index).length)
  for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150)
})

it('then bytes are as many as asked for and take every value', () => {
  expect(createSeededRandom(1).bytes(0)).toHaveLength(0)
  expect(new Set(createSeededRandom(1).bytes(10_000)).size).toBe(256)
})
