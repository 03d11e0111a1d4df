import { describe, expect, test } from 'vitest'
import type { ComparisonName } from './reconcile-report.ts'
import { fullScope, marksAfter, marksOf, payloadOf, periodicScope, type ReconcileMarks } from './reconcile-scope.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const now = new Date('2026-03-10T12:00:00Z')
const ago = (durationMs: number) => new Date(now.getTime() - durationMs)
const none: ReconcileMarks = { eventsTo: null, checkoutsTo: null, providerOrdersTo: null, thoroughAt: null }
const recent: ReconcileMarks = {
  eventsTo: ago(7 * minute),
  checkoutsTo: ago(2 * hour),
  providerOrdersTo: ago(2 * hour),
  thoroughAt: ago(2 * hour),
}

describe('how far back a run looks', () => {
  test('a full one: as far as events are kept', () => {
    expect(fullScope(now)).toMatchObject({ eventsFrom: ago(30 * day), checkoutsFrom: ago(30 * day), readPrints: true })
  })

  test('the first periodic one: three days', () => {
    const from = ago(3 * day)
    expect(periodicScope(now, none)).toEqual({
      eventsFrom: from,
      checkoutsFrom: from,
      providerOrdersFrom: from,
      thorough: true,
      readPrints: false,
    })
  })

  test('the next: events since the last, with an hour that overlaps, and no long lists', () => {
    expect(periodicScope(now, recent)).toEqual({
      eventsFrom: ago(hour + 7 * minute),
      checkoutsFrom: null,
      providerOrdersFrom: null,
      thorough: false,
      readPrints: false,
    })
  })

  test('every six hours: long lists too, and of checkouts those that could be open since', () => {
    const marks = { ...recent, checkoutsTo: ago(6 * hour), providerOrdersTo: ago(6 * hour), thoroughAt: ago(6 * hour) }
    expect(periodicScope(now, marks)).toMatchObject({
      checkoutsFrom: ago(6 * hour + 25 * hour),
      providerOrdersFrom: ago(7 * hour),
      thorough: true,
    })
  })

  test('never further than events are kept, however long nothing ran', () => {
    const marks = { ...recent, eventsTo: ago(90 * day), thoroughAt: ago(90 * day), checkoutsTo: ago(90 * day) }
    expect(periodicScope(now, marks)).toMatchObject({ eventsFrom: ago(30 * day), checkoutsFrom: ago(30 * day) })
  })
})

describe('how far the runs have come', () => {
  const moved = (marks: ReconcileMarks, ...incomplete: ComparisonName[]) =>
    marksAfter(marks, periodicScope(now, marks), now, (comparison) => !incomplete.includes(comparison))

  test('moves with each list that was read to its end', () => {
    expect(moved(none)).toEqual({ eventsTo: now, checkoutsTo: now, providerOrdersTo: now, thoroughAt: now })
    expect(moved(recent)).toEqual({ ...recent, eventsTo: now })
  })

  test('stays where a list was not, without another long run at once', () => {
    expect(moved(none, 'events', 'provider_orders')).toEqual({ ...none, checkoutsTo: now, thoroughAt: now })
  })

  test('survives in a payload, and what is no time counts as none', () => {
    expect(marksOf(payloadOf(recent))).toEqual(recent)
    expect(marksOf(payloadOf(none))).toEqual(none)
    expect(marksOf({ eventsTo: 'soon', thoroughAt: true })).toEqual(none)
  })
})
