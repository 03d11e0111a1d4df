import { expect, it } from 'vitest'
import { fuzzDoors } from '../fuzz/fuzz-doors.ts'

const cases = 1_500

it('F13 F14 F18 F53 F96 INV-6 given webhooks that somebody made up, then each door refuses or stores, and nothing else', async () => {
  const counts = await fuzzDoors({ cases, seed: 1 })
  for (const [door, count] of Object.entries(counts)) {
    const answered = Object.entries(count).filter(([key]) => /^\d+$/.test(key))
    expect(
      answered.reduce((sum, [, times]) => sum + times, 0),
      door,
    ).toBe(cases)
    expect(Math.min(...['200', '400'].map((status) => count[status] ?? 0)), door).toBeGreaterThan(100)
  }
})
