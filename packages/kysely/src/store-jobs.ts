import type { JobDraft } from '@quoin/core'
import { type RawBuilder, sql } from 'kysely'
import { type Columns, recordset } from './columns.ts'
import type { Database } from './database.ts'

/** The channel on which instances tell each other of due jobs; the schema's name is the message. */
export const jobsChannel = 'quoin_jobs'

const draftColumns = {
  id: 'uuid',
  kind: 'text',
  key: 'text',
  orderId: 'uuid',
  payload: 'jsonb',
  priority: 'integer',
  delayMs: 'double precision',
} as const satisfies Columns

/**
 * Stores jobs where `condition` holds for the draft `r`. A draft whose key waits already joins that job: it brings a first
 * attempt forward, and never touches a backoff.
 */
export function storeJobs(
  db: Database,
  drafts: readonly JobDraft[],
  traceparent: string | null,
  condition: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const { jobs } = db.tables
  const at = db.now()
  return sql`
    insert into ${jobs} as t (id, kind, key, order_id, payload, priority, run_at, created_at, traceparent)
    select r.id, r.kind, r.key, r."orderId", r.payload, r.priority, ${at} + r."delayMs" * interval '1 ms', ${at}, ${traceparent}::text
    from ${recordset(draftColumns, joinByKey(drafts))} where ${condition}
    on conflict (key) where state = 'waiting' and key is not null
    do update set run_at = excluded.run_at where t.attempts = 0 and t.run_at > excluded.run_at`
}

/** Tells all instances that jobs are due, when `condition` holds. Text, as every column must have a type to be read. */
export function wakeAll(db: Database, condition: RawBuilder<unknown>): RawBuilder<string> {
  return sql`case when ${condition} then pg_notify(${sql.lit(jobsChannel)}, ${sql.lit(db.schema)})::text end`
}

/** A statement cannot write a row twice, so drafts of one key join each other first. Always in one order, against deadlocks. */
function joinByKey(drafts: readonly JobDraft[]): JobDraft[] {
  const joined = new Map<string, JobDraft>()
  for (const draft of drafts) {
    if (draft.key === null) continue
    const first = joined.get(draft.key)
    joined.set(draft.key, first ? { ...first, delayMs: Math.min(first.delayMs, draft.delayMs) } : draft)
  }
  const byKey = [...joined].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, draft]) => draft)
  return [...drafts.filter(({ key }) => key === null), ...byKey]
}
