import type { PurgeBounds, Purged } from '@quoin/core'
import { type RawBuilder, sql } from 'kysely'
import type { Database } from './database.ts'
import { comparableInstant } from './instant.ts'
import { slot } from './prepared.ts'

/** Removes old rows in one statement. Rows that somebody works on are left to the next time. */
export function createPurge({ prepare, tables }: Database): (bounds: PurgeBounds) => Promise<Purged> {
  const removal = (table: RawBuilder<unknown>, condition: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
    delete from ${table} where id = any(array(
      select id from ${table} where ${condition} limit ${slot('limit')} for update skip locked)) returning id)`
  const at = (bound: keyof PurgeBounds): RawBuilder<unknown> => sql`${slot(bound)}::timestamptz`
  const statement = prepare(
    () => sql`
    with webhooks as ${removal(tables.inbox, sql`received_at < ${at('webhooksBefore')}`)},
      notifications as ${removal(tables.notifications, sql`created_at < ${at('notificationsBefore')}`)},
      dead_jobs as ${removal(tables.jobs, sql`state = 'dead' and created_at < ${at('deadJobsBefore')}`)}
    select json_build_object('webhooks', (select count(*) from webhooks), 'notifications', (select count(*) from notifications),
      'deadJobs', (select count(*) from dead_jobs))::text as json`,
  )
  return ({ webhooksBefore, notificationsBefore, deadJobsBefore, limit }) =>
    statement.one<Purged>(
      {},
      {
        webhooksBefore: comparableInstant(webhooksBefore),
        notificationsBefore: comparableInstant(notificationsBefore),
        deadJobsBefore: comparableInstant(deadJobsBefore),
        limit,
      },
    )
}
