import type { JobDraft, WebhookRecord } from '@quoin/core'
import { sql } from 'kysely'
import type { Database } from './database.ts'
import { inGroups } from './in-groups.ts'
import { storableText } from './json-document.ts'
import { roomFor, slot } from './prepared.ts'
import { isOfValues } from './storage-error.ts'
import { areDue, draftRows, draftsJson, type HowMany, howMany, storeJobs } from './store-jobs.ts'
import type { WakeUp } from './wake-up.ts'

interface Delivery {
  readonly record: WebhookRecord
  readonly jobs: readonly JobDraft[]
  readonly jobsOnDuplicate: boolean
  readonly traceparent: string | null
}

type Received = 'stored' | 'duplicate'

interface Shape {
  /** Bodies that it has room for. */
  readonly room: number
  readonly jobs: HowMany
  /** Whether it tells the workers of other instances. */
  readonly tells: boolean
}

/** A delivery has some kilobytes, a megabyte at most. As many as there is room for. */
const mostDeliveries = roomFor(50, 1)

/**
 * Stores each delivery once, and its jobs with it. Deliveries that arrive together are one statement and so one commit, which
 * is most of what a delivery costs.
 */
export function createReceive(db: Database, wakeUp: WakeUp): (delivery: Delivery) => Promise<Received> {
  const statement = db.prepare(
    ({ room, jobs, tells }: Shape) => sql`
      with received as (
        insert into ${db.tables.inbox} (id, source, event_id, type, body, received_at)
        select r.*, ${db.now()}
        from unnest(${slot('ids')}::uuid[], ${slot('sources')}::text[], ${slot('eventIds')}::text[], ${slot('types')}::text[],
          array[${sql.join(bodySlots(room).map((name) => sql`${slot(name)}::text`))}]) as r(id, source, event_id, type, body)
        where r.id is not null order by r.source, r.event_id
        on conflict (source, event_id) do nothing returning id
      ) ${jobs === 'none' ? sql`` : sql`, stored as (${storeJobs(db, jobs, ofNewOrAlways)})`}
      select concat(coalesce(json_agg(id), '[]'), ${wakeUp.messageIf(tells)}) as json from received`,
  )

  async function receive(deliveries: readonly Delivery[]): Promise<Received[]> {
    const records = deliveries.map(({ record }) => record)
    const drafts = deliveries.flatMap(({ record, jobs, jobsOnDuplicate, traceparent }) =>
      draftRows(jobs, { traceparent, originId: record.id, always: jobsOnDuplicate }),
    )
    const room = roomFor(records.length, 1)
    const isDue = deliveries.some(({ jobs }) => areDue(jobs))
    const stored = await wakeUp.telling(isDue, (tells) =>
      statement.one<readonly string[]>(
        { room, jobs: howMany(drafts), tells },
        {
          ids: records.map(({ id }) => id),
          sources: records.map(({ source }) => source),
          eventIds: records.map(({ eventId }) => storableText(eventId)),
          types: records.map(({ type }) => storableText(type)),
          ...Object.fromEntries(bodySlots(room).map((name, place) => [name, bodyOf(records[place])])),
          jobs: draftsJson(drafts),
          ...wakeUp.slots,
        },
      ),
    )
    return records.map(({ id }) => (stored.includes(id) ? 'stored' : 'duplicate'))
  }

  return inGroups(receive, { most: mostDeliveries, isOfOne: isOfValues })
}

/** A value for each body: in one array, every quote of them would be escaped by the driver and read back by the database. */
function bodySlots(room: number): readonly string[] {
  return Array.from({ length: room }, (_, place) => `body${place}`)
}

function bodyOf(record: WebhookRecord | undefined): string | null {
  return record ? storableText(record.body) : null
}

const ofNewOrAlways = sql`(r.always or exists (select from received w where w.id = r."originId"))`
