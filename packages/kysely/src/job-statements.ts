import { type JobClaim, type JobRecord, type JobStore, mostJobsMoved } from '@quoin/core'
import { type RawBuilder, sql } from 'kysely'
import { createCountJobs } from './count-jobs.ts'
import type { Database } from './database.ts'
import { claimSlots, isHeld } from './held-claims.ts'
import { inOrderOf, storableText } from './json-document.ts'
import { slot } from './prepared.ts'
import { isUuid } from './uuid.ts'

/** The life of jobs apart from their storing and settling, which belong to a commit; each method is one statement. */
export function createJobStatements(db: Database): Omit<JobStore, 'claimJobs'> {
  const { jobs } = db.tables

  const extension = db.prepare(
    () => sql`
      with held as (
        update ${jobs} j set lease_until = ${db.now()} + ${slot('leaseMs')}::double precision * interval '1 ms'
        where ${isHeld()} returning j.id, j.fence
      )
      select json_build_object('id', id, 'fence', fence)::text as json from held`,
  )

  return {
    async extendLeases(claims, leaseMs) {
      // Of several claims of a job only the latest can be held.
      const latest = new Map<string, number>()
      for (const { id, fence } of claims) {
        if (isUuid(id)) latest.set(id, Math.max(fence, latest.get(id) ?? fence))
      }
      const asked = [...latest].map(([id, fence]) => ({ id, fence }))
      const held = await extension.all<JobClaim>({}, { ...claimSlots(asked), leaseMs })
      return claims
        .filter((claim) => held.some(({ id, fence }) => id === claim.id && fence === claim.fence))
        .map(({ id }) => id)
    },

    async expediteJobs({ orderId } = {}) {
      if (!namesOrders(orderId)) return 0
      return db.one<number>(sql`
        with later as materialized (
          select id from ${jobs} where state = 'waiting' and attempts > 0 and run_at > ${db.now()} and ${ofOrder(orderId)}
          limit ${mostJobsMoved} for update
        ), expedited as (
          update ${jobs} j set run_at = ${db.now()} from later where j.id = later.id returning j.id
        )
        select count(*)::text as json from expedited`)
    },

    async redriveJobs({ orderId, kind } = {}) {
      if (!namesOrders(orderId)) return 0
      const now = db.now()
      const ofKind = kind === undefined ? sql`true` : sql`kind = ${kind}`
      // A dead job is stored anew, so it joins one that waits with its key, which the oldest of several dead ones becomes.
      const waits = sql`exists (select from ${jobs} w where w.state = 'waiting' and w.key = d.key)`
      return db.one<number>(sql`
        with dead as materialized (
          select id, key, created_at from ${jobs} where state = 'dead' and ${ofOrder(orderId)} and ${ofKind}
          order by created_at, id limit ${mostJobsMoved} for update
        ), ranked as materialized (
          select id, key, row_number() over (partition by coalesce(key, id::text) order by created_at, id) as place from dead
        ), brought_forward as (
          update ${jobs} w set run_at = ${now} from ranked d
          where d.place = 1 and w.key = d.key and w.state = 'waiting' and w.attempts = 0 and w.run_at > ${now}
        ), revived as (
          update ${jobs} j set state = 'waiting', attempts = 0, crashes = 0, run_at = ${now}, created_at = ${now}
          from ranked d where j.id = d.id and d.place = 1 and not ${waits}
        ), joined as (
          delete from ${jobs} j using ranked d where j.id = d.id and (d.place > 1 or ${waits})
        )
        select count(*)::text as json from dead`)
    },

    async listJobs(orderId) {
      if (!isUuid(orderId)) return []
      return db.all<JobRecord>(sql`
        select json_build_object('id', id, 'kind', kind, 'key', key, 'orderId', order_id, 'state', state, 'attempts', attempts,
          'crashes', crashes, 'lastError', last_error, 'runAt', run_at, 'createdAt', created_at)::text as json
        from ${jobs} where order_id = ${orderId} order by created_at, id`)
    },

    jobStats: createCountJobs(db),

    async findPendingKeys(keys, asked) {
      const wanted = sql`key = any(${keys.map(storableText)}::text[])`
      // Each state has an index of its own.
      const parts = (asked === undefined ? ['waiting', 'running'] : [asked]).map(
        (state) => sql`select to_json(key)::text as json from ${jobs} where state = ${sql.lit(state)} and ${wanted}`,
      )
      const found = await db.all<string>(sql`${sql.join(parts, sql` union all `)}`)
      return inOrderOf(keys, found)
    },
  }
}

/** False for text that cannot be an order's id. */
function namesOrders(orderId: string | undefined): boolean {
  return orderId === undefined || isUuid(orderId)
}

function ofOrder(orderId: string | undefined): RawBuilder<unknown> {
  return orderId === undefined ? sql`true` : sql`order_id = ${orderId}::uuid`
}
