import { expect, it } from 'vitest'
import { createManualClock } from './manual-clock.ts'

it('given nothing happens, then time stands still', () => {
  const clock = createManualClock('2026-01-01T00:00:00Z')
  expect(clock.now()).toEqual(new Date('2026-01-01T00:00:00Z'))
  expect(clock.now()).toEqual(clock.now())
})

it('when it advances and is set, then it shows that instant', () => {
  const clock = createManualClock(new Date('2026-01-01T00:00:00Z'))
  clock.advance(90_000)
  expect(clock.now().toISOString()).toBe('2026-01-01T00:01:30.000Z')
  clock.set('2025-12-31T23:59:59Z')
  expect(clock.now().toISOString()).toBe('2025-12-31T23:59:59.000Z')
})

it('when a Date that it gave is changed, then the clock is not', () => {
  const clock = createManualClock('2026-01-01T00:00:00Z')
  clock.now().setFullYear(1999)
  expect(clock.now().getUTCFullYear()).toBe(2026)
})

it.each([-1, 0.5, Number.NaN])('when told to advance by %d ms, then it refuses', (durationMs) => {
  const clock = createManualClock('2026-01-01T00:00:00Z')
  expect(() => clock.advance(durationMs)).toThrow(RangeError)
})

it('when given text that is no instant, then it refuses', () => {
  expect(() => createManualClock('soon')).toThrow(RangeError)
})
