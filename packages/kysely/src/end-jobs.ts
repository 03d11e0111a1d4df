import type { Change, CommitResult, JobClaim, JobSettlement } from '@quoin/core'
import { sql } from 'kysely'
import type { Database } from './database.ts'
import { claimSlots, isHeld } from './held-claims.ts'
import { inGroups } from './in-groups.ts'
import { isOfValues } from './storage-error.ts'

const mostClaims = 500

/** Removes jobs that are done and changed nothing else, those that end at the same time in one statement. */
export function createEndJob(db: Database): (claim: JobClaim) => Promise<CommitResult> {
  const statement = db.prepare(
    () => sql`
      with ended as (
        delete from ${db.tables.jobs} j where ${isHeld()} returning j.id
      )
      select coalesce(json_agg(id), '[]')::text as json from ended`,
  )

  async function end(claims: readonly JobClaim[]): Promise<CommitResult[]> {
    const ended = new Set(await statement.one<readonly string[]>({}, claimSlots(claims)))
    return claims.map(({ id }) => (ended.has(id) ? 'committed' : 'claim_lost'))
  }

  return inGroups(end, { most: mostClaims, keysOf: ({ id }) => [id], isOfOne: isOfValues })
}

/** Whether a change is nothing but the end of a job that is done. */
export function onlyEndsJob(change: Change): change is Change & { readonly settle: JobSettlement } {
  const { order, events = [], jobs = [], notifications = [], settle } = change
  return !order && settle?.outcome === 'done' && events.length + jobs.length + notifications.length === 0
}
