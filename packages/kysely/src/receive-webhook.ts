import type { JobDraft, ReceiveOptions, WebhookRecord } from '@quoin/core'
import { sql } from 'kysely'
import type { Database } from './database.ts'
import { storableText } from './json-document.ts'
import { storeJobs, wakeAll } from './store-jobs.ts'

/** Stores a delivery once, and its jobs with it, in one statement. */
export async function receiveWebhook(
  db: Database,
  { id, source, eventId, type, body }: WebhookRecord,
  jobs: readonly JobDraft[],
  { jobsOnDuplicate = false, traceparent = null }: ReceiveOptions = {},
): Promise<'stored' | 'duplicate'> {
  const isNew = sql`exists (select from received)`
  const guard = jobsOnDuplicate ? sql`true` : isNew
  const stored = jobs.length > 0 ? sql`, stored as (${storeJobs(db, jobs, traceparent, guard)})` : sql``
  const wakes = jobs.some((job) => job.delayMs === 0)
  const { outcome } = await db.one<{ outcome: 'stored' | 'duplicate' }>(sql`
    with received as (
      insert into ${db.tables.inbox} (id, source, event_id, type, body, received_at)
      values (${id}::uuid, ${source}, ${storableText(eventId)}, ${storableText(type)}, ${storableText(body)}, ${db.now()})
      on conflict (source, event_id) do nothing returning id
    ) ${stored}
    select json_build_object(
      'outcome', case when ${isNew} then 'stored' else 'duplicate' end,
      'woken', ${wakes ? wakeAll(db, guard) : sql`null`}
    )::text as json`)
  return outcome
}
