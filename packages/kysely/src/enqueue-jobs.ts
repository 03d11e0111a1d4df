import type { Change, CommitResult } from '@quoin/core'
import { sql } from 'kysely'
import type { Database } from './database.ts'
import { inGroups } from './in-groups.ts'
import { isOfValues } from './storage-error.ts'
import { draftRows, draftsJson, type HowMany, howMany, storeJobs } from './store-jobs.ts'

/** Each is a commit of its own, so two keep the disk busy. */
const lanes = 2
const mostChanges = 100

/** Stores jobs that come with nothing else, those of changes that are made at the same time in one statement. */
export function createEnqueue(db: Database): (change: Change) => Promise<CommitResult> {
  const statement = db.prepare(
    ({ jobs }: { readonly jobs: HowMany }) =>
      sql`with stored as (${storeJobs(db, jobs, sql`true`)}) select '"committed"' as json`,
  )

  async function enqueue(changes: readonly Change[]): Promise<CommitResult[]> {
    const drafts = changes.flatMap(({ jobs = [], traceparent = null }) => draftRows(jobs, { traceparent }))
    const result = await statement.one<CommitResult>({ jobs: howMany(drafts) }, { jobs: draftsJson(drafts) })
    return changes.map(() => result)
  }

  return inGroups(enqueue, { lanes, most: mostChanges, isOfOne: isOfValues })
}

/** Whether a change is nothing but jobs. */
export function onlyStoresJobs({ order, events = [], jobs = [], notifications = [], settle }: Change): boolean {
  return !order && !settle && events.length + notifications.length === 0 && jobs.length > 0
}
