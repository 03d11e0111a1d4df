import type { Change, CommitResult } from '@quoin/core'
import { sql } from 'kysely'
import type { Database } from './database.ts'
import { inGroups } from './in-groups.ts'
import { isOfValues } from './storage-error.ts'
import { areDue, draftRows, draftsJson, type HowMany, howMany, storeJobs } from './store-jobs.ts'
import type { WakeUp } from './wake-up.ts'

const mostChanges = 100

interface Shape {
  readonly jobs: HowMany
  /** Whether it tells the workers of other instances. */
  readonly tells: boolean
}

/** Stores jobs that come with nothing else, those of changes that are made at the same time in one statement. */
export function createEnqueue(db: Database, wakeUp: WakeUp): (change: Change) => Promise<CommitResult> {
  const statement = db.prepare(
    ({ jobs, tells }: Shape) => sql`with stored as (${storeJobs(db, jobs, sql`true`)})
      select to_json(concat('committed', ${wakeUp.messageIf(tells)}))::text as json`,
  )

  async function enqueue(changes: readonly Change[]): Promise<CommitResult[]> {
    const jobs = changes.flatMap((change) => change.jobs ?? [])
    const rows = changes.flatMap(({ jobs = [], traceparent = null }) => draftRows(jobs, { traceparent }))
    const result = await wakeUp.telling(areDue(jobs), (tells) =>
      statement.one<CommitResult>({ jobs: howMany(rows), tells }, { jobs: draftsJson(rows), ...wakeUp.slots }),
    )
    return changes.map(() => result)
  }

  return inGroups(enqueue, { most: mostChanges, isOfOne: isOfValues })
}

/** Whether a change is nothing but jobs. */
export function onlyStoresJobs({ order, events = [], jobs = [], notifications = [], settle }: Change): boolean {
  return !order && !settle && events.length + notifications.length === 0 && jobs.length > 0
}
