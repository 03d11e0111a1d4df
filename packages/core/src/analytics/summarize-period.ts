import type { Engine } from '../engine.ts'
import { QuoinError } from '../quoin-error.ts'
import type { OrderSummary, SummaryGrouping } from './order-summary.ts'

const dayMs = 86_400_000
const usualMs = 30 * dayMs
const longestMs = 366 * dayMs
const mostGroups = 400

/** Which time to look at, and how. */
export interface SummaryOptions {
  /** Paid at or after. @default 30 days before the end */
  readonly from?: Date
  /** Paid before. @default now; with `from`, 366 days after it when that is sooner */
  readonly before?: Date
  /** @default 'day' */
  readonly groupBy?: SummaryGrouping
}

/** A summary, and of what it is one. */
export interface PeriodSummary extends OrderSummary, Required<SummaryOptions> {}

/** @throws {@link QuoinError} `invalid_query` when the time is longer than 366 days, or ends before it begins. */
export async function summarizePeriod(
  { storage, clock }: Pick<Engine, 'storage' | 'clock'>,
  { groupBy = 'day', ...given }: SummaryOptions,
): Promise<PeriodSummary> {
  const { from, before } = periodOf(given, clock.now())
  const summary = await storage.summarizeOrders({ from, before, groupBy, limit: mostGroups })
  return { from, before, groupBy, ...summary }
}

function periodOf(given: Pick<SummaryOptions, 'from' | 'before'>, now: Date) {
  const before = given.before ?? (given.from ? untilNow(given.from, now) : now)
  const from = given.from ?? new Date(before.getTime() - usualMs)
  const lengthMs = before.getTime() - from.getTime()
  if (lengthMs >= 0 && lengthMs <= longestMs) return { from, before }
  const message = 'The time must end after it begins, and be 366 days long at most.'
  throw new QuoinError('invalid_query', message, { issues: [{ path: 'before', code: 'invalid_period', message }] })
}

function untilNow(from: Date, now: Date): Date {
  return new Date(Math.min(Math.max(now.getTime(), from.getTime()), from.getTime() + longestMs))
}
