import type { AlertStore, OpenAlert } from '@quoin/core'
import { sql } from 'kysely'
import { type Columns, columnNames, recordsetSlot, rowsJson } from './columns.ts'
import type { Database } from './database.ts'
import { storableText } from './json-document.ts'
import { slot } from './prepared.ts'
import { draftRows, draftsJson, type HowMany, howMany, storeJobs } from './store-jobs.ts'

const alertColumns = {
  key: 'text',
  severity: 'text',
  code: 'text',
  message: 'text',
  facts: 'jsonb',
  since: 'timestamptz',
} as const satisfies Columns & Record<keyof OpenAlert, unknown>

const closeColumns = { key: 'text', since: 'timestamptz' } as const satisfies Columns

/** The open alerts; each method is one statement. */
export function createAlertStatements(db: Database): AlertStore {
  const { alerts } = db.tables
  const document = sql`json_build_object('key', key, 'severity', severity, 'code', code, 'message', message,
    'facts', facts, 'since', since)::text as json`
  const holds = sql`exists (select from guard)`
  const change = db.prepare(
    ({ drafts }: { readonly drafts: HowMany }) => sql`
      with closing as materialized (
        select a.key from ${alerts} a join ${recordsetSlot(closeColumns, 'close')}
        on a.key = r.key and a.since = r.since order by a.key for update of a
      ), guard as materialized (
        select true where (select count(*) from closing) = ${slot('closes')}::integer
          and not exists (select from ${alerts} where key = any(${slot('keys')}::text[]))
      ), closed as (
        delete from ${alerts} a using closing c where a.key = c.key and ${holds}
      ), opened as (
        insert into ${alerts} (${columnNames(alertColumns)})
        select r.* from ${recordsetSlot(alertColumns, 'open')} where ${holds}
      )${drafts === 'none' ? sql`` : sql`, stored as (${storeJobs(db, drafts, holds)})`}
      select to_json(case when ${holds} then 'committed' else 'conflict' end)::text as json`,
  )

  return {
    listAlerts: (limit) =>
      db.all<OpenAlert>(sql`select ${document} from ${alerts} order by since, key collate "C" limit ${limit}`),

    async findAlert(key) {
      const [found] = await db.all<OpenAlert>(sql`select ${document} from ${alerts} where key = ${storableText(key)}`)
      return found ?? null
    },

    /** Whoever opens the same cause at the same moment breaks the table's key, and is run again to find it open. */
    async changeAlerts({ open, close, jobs }) {
      return change.one<'committed' | 'conflict'>(
        { drafts: howMany(jobs) },
        {
          open: rowsJson(alertColumns, open),
          close: rowsJson(
            closeColumns,
            close.map(({ key, since }) => ({ key, since })),
          ),
          closes: close.length,
          keys: open.map(({ key }) => storableText(key)),
          jobs: draftsJson(draftRows(jobs, { traceparent: null })),
        },
      )
    },
  }
}
