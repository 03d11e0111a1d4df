import { describe, expect, it } from 'vitest'
import { systemRandom } from './random.ts'

describe("the system's chance", () => {
  it.each([0, 1, 10, 32, 33, 1_000])('gives %i bytes at a time, never the same and never another’s', (length) => {
    const given = Array.from({ length: 200 }, () => systemRandom.bytes(length))
    for (const bytes of given) expect([bytes.length, bytes.buffer.byteLength]).toEqual([length, length])
    if (length >= 10) expect(new Set(given.map(String)).size).toBe(200)
  })

  it('has every value of a byte, as often as the others', () => {
    const counts = new Array<number>(256).fill(0)
    for (let i = 0; i < 20_000; i += 1)
      for (const byte of systemRandom.bytes(10)) counts[byte] = (counts[byte] ?? 0) + 1
    // 781 are expected of each, with a deviation of 28: six of them are past chance.
    for (const count of counts) expect(Math.abs(count - 781)).toBeLessThan(170)
  })

  it('gives numbers from 0 to below 1', () => {
    const numbers = Array.from({ length: 1_000 }, () => systemRandom.next())
    for (const number of numbers) expect(number >= 0 && number < 1).toBe(true)
    expect(Math.max(...numbers) - Math.min(...numbers)).toBeGreaterThan(0.9)
  })
})
