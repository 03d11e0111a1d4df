import { createMemoryStorage, type SummaryOptions } from '@quoin/core'
import { createManualClock } from '@quoin/testing'
import { describe, expect, it } from 'vitest'
import { summarizePeriod } from './summarize-period.ts'

const clock = createManualClock('2026-11-22T09:00:00Z')
const storage = createMemoryStorage({ clock })

describe('the time of a summary', () => {
  it.each<[SummaryOptions, string, string]>([
    [{}, '2026-10-23T09:00:00.000Z', '2026-11-22T09:00:00.000Z'],
    [{ from: new Date('2026-11-01') }, '2026-11-01T00:00:00.000Z', '2026-11-22T09:00:00.000Z'],
    [{ from: new Date('2024-01-01') }, '2024-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z'],
    [{ from: new Date('2027-01-01') }, '2027-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    [{ before: new Date('2026-03-31') }, '2026-03-01T00:00:00.000Z', '2026-03-31T00:00:00.000Z'],
  ])('given %j, then it is bounded', async (options, from, before) => {
    const summary = await summarizePeriod({ storage, clock }, options)
    expect([summary.from.toISOString(), summary.before.toISOString(), summary.groupBy]).toEqual([from, before, 'day'])
  })

  it.each<[string, SummaryOptions]>([
    ['an end before the beginning', { from: new Date('2026-03-02'), before: new Date('2026-03-01') }],
    ['more than 366 days', { from: new Date('2025-01-01'), before: new Date('2026-01-02T00:00:00.001Z') }],
    ['no time at all', { from: new Date('never'), before: new Date('2026-03-01') }],
  ])('given %s, then it is refused', async (_name, options) => {
    await expect(summarizePeriod({ storage, clock }, options)).rejects.toMatchObject({
      code: 'invalid_query',
      issues: [{ path: 'before' }],
    })
  })
})
