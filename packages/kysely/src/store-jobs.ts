import type { JobDraft } from '@quoin/core'
import { type RawBuilder, sql } from 'kysely'
import { type Columns, type Row, recordsetSlot, rowsJson } from './columns.ts'
import type { Database } from './database.ts'

const draftColumns = {
  id: 'uuid',
  kind: 'text',
  key: 'text',
  orderId: 'uuid',
  payload: 'jsonb',
  priority: 'integer',
  delayMs: 'double precision',
  traceparent: 'text',
  originId: 'uuid',
  always: 'boolean',
  place: 'integer',
} as const satisfies Columns

/** What the jobs came with. */
interface Origin {
  readonly traceparent: string | null
  /** The delivery or the order that made them. */
  readonly originId?: string | null
  /** Whether they are stored although the delivery is none that is new. */
  readonly always?: boolean
}

/** A job, and where it came from. */
export type DraftRow = Omit<Row<typeof draftColumns>, 'place'>

export type HowMany = 'none' | 'one' | 'many'

export function howMany({ length }: { readonly length: number }): HowMany {
  return length === 0 ? 'none' : length === 1 ? 'one' : 'many'
}

/**
 * Stores the jobs of the slot `jobs` where `condition` holds for the draft `r`. A draft whose key waits already joins that job:
 * it brings a first attempt forward, and never touches a backoff.
 *
 * A statement cannot write a row twice, so of many drafts with one key the first stands for all, at their earliest time. They
 * come by key, so that two statements never wait for each other.
 */
export function storeJobs(db: Database, jobs: HowMany, condition: RawBuilder<unknown>): RawBuilder<unknown> {
  const at = db.now()
  const drafts = sql`${recordsetSlot(draftColumns, 'jobs')} where ${condition}`
  const work = sql`r.key, case when r.key is null then r.place end`
  const source =
    jobs === 'one'
      ? sql`from ${drafts}`
      : sql`from (select distinct on (${work}) r.*, min(r."delayMs") over (partition by ${work}) as earliest
          from ${drafts} order by ${work}, r.place) r`
  return sql`
    insert into ${db.tables.jobs} as t (id, kind, key, order_id, payload, priority, run_at, created_at, traceparent)
    select r.id, r.kind, r.key, r."orderId", r.payload, r.priority,
      ${at} + r.${sql.raw(jobs === 'one' ? '"delayMs"' : 'earliest')} * interval '1 ms', ${at}, r.traceparent ${source}
    on conflict (key) where state = 'waiting' and key is not null
    do update set run_at = excluded.run_at where t.attempts = 0 and t.run_at > excluded.run_at`
}

export function draftRows(drafts: readonly JobDraft[], { traceparent, originId, always = false }: Origin): DraftRow[] {
  return drafts.map((draft) => ({ ...draft, traceparent, originId, always }))
}

/** The value for the slot of {@link storeJobs}. */
export function draftsJson(drafts: readonly DraftRow[]): string {
  return rowsJson(
    draftColumns,
    drafts.map((draft, place) => ({ ...draft, place })),
  )
}

export function areDue(drafts: readonly JobDraft[]): boolean {
  return drafts.some(({ delayMs }) => delayMs === 0)
}
