import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createThrottle } from './throttle.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

it('given many wishes, then the first is done at once, and the others together when the pause is over', () => {
  let runs = 0
  const throttle = createThrottle(() => (runs += 1), 1000)
  for (let wishes = 0; wishes < 5; wishes += 1) throttle.ask()
  expect(runs).toBe(1)
  vi.advanceTimersByTime(1000)
  expect(runs).toBe(2)
  vi.advanceTimersByTime(5000)
  expect(runs).toBe(2)
  throttle.ask()
  throttle.ask()
  throttle.stop()
  vi.advanceTimersByTime(5000)
  expect(runs).toBe(3)
})
