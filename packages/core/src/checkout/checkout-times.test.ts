import { describe, expect, it } from 'vitest'
import { abandonAfterMs, pageCanStartUntil, pageExpiresAt } from './checkout-times.ts'

const minute = 60_000
const createdAt = new Date('2026-03-01T09:00:00.900Z')
const minutesAfter = (at: Date | null) => at && Math.round((at.getTime() - createdAt.getTime()) / minute)

describe('how long a page is open', () => {
  it.each([
    [30, 32, 1],
    [32, 32, 1],
    [90, 90, 59],
    [1_400, 1_400, 1_369],
    [1_440, null, 1_380],
  ])('given %i minutes, then it asks for %s, and can be started within %i', (openFor, asked, startable) => {
    expect(minutesAfter(pageExpiresAt(createdAt, openFor * minute))).toBe(asked)
    const until = pageCanStartUntil(createdAt, openFor * minute)
    expect(Math.floor((until.getTime() - createdAt.getTime()) / minute)).toBe(startable)
    // Stripe wants half an hour at least, counted from the start.
    const expiresAt = pageExpiresAt(createdAt, openFor * minute)
    if (expiresAt) expect(expiresAt.getTime() - until.getTime()).toBeGreaterThan(30 * minute)
    expect(abandonAfterMs(openFor * minute)).toBeGreaterThan((asked ?? 1_440) * minute)
  })

  it('is in whole seconds, and the same at every try', () => {
    const expiresAt = pageExpiresAt(createdAt, 90 * minute)
    expect(expiresAt).toEqual(new Date('2026-03-01T10:30:00Z'))
    expect(pageExpiresAt(new Date(createdAt), 90 * minute)).toEqual(expiresAt)
  })
})
