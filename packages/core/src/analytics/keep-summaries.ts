import type { Engine } from '../engine.ts'
import { type PeriodSummary, type SummaryOptions, summarizePeriod } from './summarize-period.ts'

/** A summary is kept for so many times as long as it took, */
const timesAsLong = 20
/** but not longer. */
const longestMs = 60_000
const mostKept = 100

interface Kept {
  readonly summary: Promise<PeriodSummary>
  /** Not included; for ever while it is being made. */
  untilAt: number
}

/**
 * Summaries of {@link summarizePeriod}, each made once for all who ask at the same time, and kept for a while when it took long. So
 * figures of a great many orders, which take seconds, keep no more than a twentieth of the database, however many people look at
 * them; those of few orders are always of now.
 */
export function keepSummaries(
  engine: Pick<Engine, 'storage' | 'clock'>,
): (query?: SummaryOptions) => Promise<PeriodSummary> {
  const kept = new Map<string, Kept>()

  function make(key: string, query: SummaryOptions): Promise<PeriodSummary> {
    const startedAt = engine.clock.now().getTime()
    const entry: Kept = { summary: summarizePeriod(engine, query), untilAt: Number.POSITIVE_INFINITY }
    kept.delete(key)
    kept.set(key, entry)
    entry.summary.then(
      () => {
        const endedAt = engine.clock.now().getTime()
        entry.untilAt = endedAt + Math.min(timesAsLong * (endedAt - startedAt), longestMs)
      },
      () => kept.delete(key),
    )
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break
      kept.delete(oldest)
    }
    return entry.summary
  }

  return async (query = {}) => {
    const key = [query.from?.getTime(), query.before?.getTime(), query.groupBy].join()
    const known = kept.get(key)
    return known && engine.clock.now().getTime() < known.untilAt ? known.summary : make(key, query)
  }
}
