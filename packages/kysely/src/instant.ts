import { type RawBuilder, sql } from 'kysely'

/**
 * An instant to compare with stored ones. Postgres cannot read the years that ISO 8601 spells with a sign, nor the year 0;
 * nothing is stored there, so the ends of time do as well.
 */
export function comparableInstant(at: Date): string {
  const year = at.getUTCFullYear()
  if (year < 1) return '-infinity'
  return year > 9999 ? 'infinity' : at.toISOString()
}

/** An interval in milliseconds. */
export function elapsedMs(interval: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(extract(epoch from ${interval}) * 1000)::bigint`
}
