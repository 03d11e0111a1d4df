import type { JobPayload } from '../jobs/job.ts'
import type { ComparisonName } from './reconcile-report.ts'

/** How far back a run looks, and at how much. */
export interface ReconcileScope {
  /** From when on events are listed. */
  readonly eventsFrom: Date
  /** From when on checkouts are listed; null: not in this run. */
  readonly checkoutsFrom: Date | null
  /** From when on the print provider's orders are listed; null: not in this run. */
  readonly providerOrdersFrom: Date | null
  /** Looks also at what ended lately, what customers were told, and whether every next look is planned. */
  readonly thorough: boolean
  /** Asks for every open print by itself. */
  readonly readPrints: boolean
}

/** How far the periodic runs have come; stands in the payload of their job. */
export interface ReconcileMarks {
  /** Null: no run has seen them yet. */
  readonly eventsTo: Date | null
  readonly checkoutsTo: Date | null
  readonly providerOrdersTo: Date | null
  /** The latest thorough run. */
  readonly thoroughAt: Date | null
}

const hour = 3_600_000
const day = 24 * hour
/** Payment providers forget events after 30 days. */
const longestMs = 30 * day
const firstRunMs = 3 * day
/** For clocks that differ, and for lists that show the newest late. */
const overlapMs = hour
/** A checkout can be completed a day after it was made. */
const openCheckoutMs = day
export const thoroughEveryMs = 6 * hour
/** How lately an order has ended for its end to be compared once more. */
export const endedLatelyMs = 3 * day

/** Everything that the providers still know. */
export function fullScope(now: Date): ReconcileScope {
  const from = before(now, longestMs)
  return { eventsFrom: from, checkoutsFrom: from, providerOrdersFrom: from, thorough: true, readPrints: true }
}

/** What came since the runs before. Most list events only: the rest takes more of the providers' quotas. */
export function periodicScope(now: Date, marks: ReconcileMarks): ReconcileScope {
  const { thoroughAt } = marks
  const thorough = thoroughAt === null || now.getTime() - thoroughAt.getTime() >= thoroughEveryMs
  const since = (mark: Date | null, backMs: number): Date => {
    if (mark === null) return before(now, firstRunMs)
    return new Date(Math.max(before(mark, backMs).getTime(), before(now, longestMs).getTime()))
  }
  return {
    eventsFrom: since(marks.eventsTo, overlapMs),
    checkoutsFrom: thorough ? since(marks.checkoutsTo, openCheckoutMs + overlapMs) : null,
    providerOrdersFrom: thorough ? since(marks.providerOrdersTo, overlapMs) : null,
    thorough,
    readPrints: false,
  }
}

/** A list that was not read to its end is read again from where it began. */
export function marksAfter(
  marks: ReconcileMarks,
  scope: ReconcileScope,
  startedAt: Date,
  isComplete: (comparison: ComparisonName) => boolean,
): ReconcileMarks {
  const moved = (mark: Date | null, from: Date | null, comparison: ComparisonName): Date | null =>
    from !== null && isComplete(comparison) ? startedAt : mark
  return {
    eventsTo: moved(marks.eventsTo, scope.eventsFrom, 'events'),
    checkoutsTo: moved(marks.checkoutsTo, scope.checkoutsFrom, 'checkouts'),
    providerOrdersTo: moved(marks.providerOrdersTo, scope.providerOrdersFrom, 'provider_orders'),
    thoroughAt: scope.thorough ? startedAt : marks.thoroughAt,
  }
}

export function marksOf(payload: JobPayload): ReconcileMarks {
  const mark = (name: keyof ReconcileMarks): Date | null => {
    const at = new Date(String(payload[name]))
    return Number.isNaN(at.getTime()) ? null : at
  }
  return {
    eventsTo: mark('eventsTo'),
    checkoutsTo: mark('checkoutsTo'),
    providerOrdersTo: mark('providerOrdersTo'),
    thoroughAt: mark('thoroughAt'),
  }
}

export function payloadOf(marks: ReconcileMarks): JobPayload {
  return Object.fromEntries(Object.entries(marks).map(([name, at]) => [name, at?.toISOString() ?? null]))
}

function before(at: Date, durationMs: number): Date {
  return new Date(at.getTime() - durationMs)
}
