import type { AlertStore, OpenAlert } from '@quoin/core'
import { sql } from 'kysely'
import { type Columns, columnNames, recordset } from './columns.ts'
import type { Database } from './database.ts'
import { storableText } from './json-document.ts'
import { storeJobs, wakeAll } from './store-jobs.ts'

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

  return {
    listAlerts: (limit) =>
      db.all<OpenAlert>(sql`select ${document} from ${alerts} order by since, key collate "C" limit ${limit}`),

    async findAlert(key) {
      const [found] = await db.all<OpenAlert>(sql`select ${document} from ${alerts} where key = ${storableText(key)}`)
      return found ?? null
    },

    /** Whoever opens the same cause at the same moment breaks the table's key, and is run again to find it open. */
    async changeAlerts({ open, close, jobs }) {
      const holds = sql`exists (select from guard)`
      const keys = open.map(({ key }) => storableText(key))
      const wakes = jobs.some((job) => job.delayMs === 0)
      const { outcome } = await db.one<{ outcome: 'committed' | 'conflict' }>(sql`
        with closing as materialized (
          select a.key from ${alerts} a join ${recordset(
            closeColumns,
            close.map(({ key, since }) => ({ key, since })),
          )}
          on a.key = r.key and a.since = r.since order by a.key for update of a
        ), guard as materialized (
          select true where (select count(*) from closing) = ${close.length}::integer
            and not exists (select from ${alerts} where key = any(${keys}::text[]))
        ), closed as (
          delete from ${alerts} a using closing c where a.key = c.key and ${holds}
        ), opened as (
          insert into ${alerts} (${columnNames(alertColumns)})
          select r.* from ${recordset(alertColumns, open)} where ${holds}
        )${jobs.length > 0 ? sql`, stored as (${storeJobs(db, jobs, null, holds)})` : sql``}
        select json_build_object('outcome', case when ${holds} then 'committed' else 'conflict' end,
          'woken', ${wakes ? wakeAll(db, holds) : sql`null`})::text as json`)
      return outcome
    },
  }
}
