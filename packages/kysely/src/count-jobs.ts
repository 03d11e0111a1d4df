import { type JobStats, jobKinds, mostJobsCounted } from '@quoin/core'
import { type RawBuilder, sql } from 'kysely'
import type { Database } from './database.ts'
import { elapsedMs } from './instant.ts'
import { priorities } from './job-priorities.ts'

/** Reads of each index no more than is counted, however many jobs there are. */
export function createCountJobs(db: Database): () => Promise<JobStats> {
  const { jobs } = db.tables
  const now = db.now()
  // In the order of its index, so that no plan reads the table instead.
  const counted = (condition: RawBuilder<unknown>, order: string) =>
    sql`(select count(*) from (
      select from ${jobs} j where ${condition} order by ${sql.raw(order)} limit ${mostJobsCounted}) c)`
  const capped = (count: RawBuilder<unknown>) => sql`least(${count}, ${mostJobsCounted})`
  const waits = sql`j.state = 'waiting' and j.priority = p.priority`
  const statement = db.prepare(
    () => sql`
    with recursive ${priorities(db.tables)}, waiting as (
      select ${counted(sql`${waits} and j.run_at <= ${now}`, 'j.run_at')} as due,
        ${counted(sql`${waits} and j.run_at > ${now}`, 'j.run_at')} as scheduled,
        (select j.run_at from ${jobs} j where ${waits} order by j.run_at limit 1) as first_at
      from priorities p where p.priority is not null
    ), waiting_in_all as (
      select coalesce(sum(due), 0) as due, coalesce(sum(scheduled), 0) as scheduled, min(first_at) as first_at from waiting
    ), running as (
      select ${counted(sql`j.state = 'running' and j.lease_until <= ${now}`, 'j.lease_until')} as due,
        ${counted(sql`j.state = 'running' and j.lease_until > ${now}`, 'j.lease_until')} as running,
        (select j.lease_until from ${jobs} j where j.state = 'running' order by j.lease_until limit 1) as first_at
    ), dead as (
      select k.kind, ${counted(sql`j.state = 'dead' and j.kind = k.kind`, 'j.kind')} as count from unnest(${[...jobKinds]}::text[]) k (kind)
    )
    select json_build_object(
      'due', ${capped(sql`w.due + r.due`)},
      'scheduled', ${capped(sql`w.scheduled`)},
      'running', r.running,
      'dead', ${capped(sql`(select sum(count) from dead)`)},
      'oldestDueMs', coalesce(${elapsedMs(sql`greatest(${now} - least(w.first_at, r.first_at), interval '0')`)}, 0),
      'deadOfKind', (select coalesce(json_object_agg(kind, count), '{}') from dead where count > 0),
      'lastSignOfLifeMs', ${elapsedMs(sql`${now} - (select max(created_at) from ${jobs} where kind = 'watch_health')`)}
    )::text as json from waiting_in_all w cross join running r`,
  )
  return () => statement.one<JobStats>({}, {})
}
