import { expect, test } from 'vitest'
import { scheduleMs } from './schedule-ms.ts'

test.each([
  { durations: [10, 10, 10], slots: 1, ms: 30 },
  { durations: [10, 10, 10], slots: 2, ms: 20 },
  { durations: [10, 10, 10, 50], slots: 2, ms: 60 },
  { durations: [50, 10, 10, 10], slots: 2, ms: 50 },
  { durations: [10], slots: 5, ms: 10 },
])('$durations take $ms ms in $slots slots', ({ durations, slots, ms }) => {
  expect(scheduleMs(durations, slots)).toBe(ms)
})
