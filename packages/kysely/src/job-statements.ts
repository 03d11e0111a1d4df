import type { ClaimedJob, JobClaim, JobRecord, JobStats, JobStore } from '@quoin/core'
import { type RawBuilder, sql } from 'kysely'
import { type Columns, recordset } from './columns.ts'
import type { Database } from './database.ts'
import { inOrderOf, storableText } from './json-document.ts'
import { wakeAll } from './store-jobs.ts'
import { isUuid } from './uuid.ts'

/** When it is a job's turn: urgent ones go first, and whoever waits becomes urgent. */
const turn = sql`(run_at + priority * interval '1 minute')`

/** The life of jobs apart from their storing and settling, which belong to a commit; each method is one statement. */
export function createJobStatements(db: Database): JobStore {
  const { jobs, orders } = db.tables

  return {
    async claimJobs({ limit, leaseMs }) {
      const now = db.now()
      // The two kinds of due jobs have an index each. Of each priority the oldest are read, however many others wait, and of those
      // the ones whose turn it is. MATERIALIZED keeps a plan from running a limited, locking query once for every row that it
      // meets, which would claim more than the limit.
      return db.all<ClaimedJob>(sql`
        with recursive priorities as (
          (select priority from ${jobs} where state = 'waiting' order by priority limit 1)
          union all
          select (select j.priority from ${jobs} j where j.state = 'waiting' and j.priority > p.priority
            order by j.priority limit 1) from priorities p where p.priority is not null
        ), waiting as materialized (
          select w.* from priorities p cross join lateral (
            select id, ${turn} as turn from ${jobs} j
            where j.state = 'waiting' and j.priority = p.priority and j.run_at <= ${now}
            order by j.run_at, j.id limit ${limit} for update skip locked
          ) w
        ), abandoned as materialized (
          select id, ${turn} as turn from ${jobs} where state = 'running' and lease_until <= ${now}
          order by turn, id limit ${limit} for update skip locked
        ), due as materialized (
          select * from waiting union all select * from abandoned order by turn, id limit ${limit}
        ), claimed as (
          update ${jobs} j set state = 'running', attempts = j.attempts + 1, fence = j.fence + 1,
            crashes = j.crashes + case j.state when 'running' then 1 else 0 end,
            lease_until = ${now} + ${leaseMs}::double precision * interval '1 ms'
          from due where j.id = due.id returning j.*
        )
        select json_build_object('id', id, 'kind', kind, 'key', key, 'orderId', order_id, 'payload', payload,
          'attempts', attempts, 'crashes', crashes, 'fence', fence, 'ageMs', ${elapsedMs(sql`${now} - created_at`)},
          'traceparent', traceparent, 'orderTraceparent', (select o.traceparent from ${orders} o where o.id = order_id))::text as json
        from claimed order by ${turn}, id`)
    },

    async extendLeases(claims, leaseMs) {
      const known = claims.filter(({ id }) => isUuid(id)).map(({ id, fence }) => ({ id, fence }))
      const held = await db.all<JobClaim>(sql`
        with held as (
          update ${jobs} j set lease_until = ${db.now()} + ${leaseMs}::double precision * interval '1 ms'
          from ${recordset(claimColumns, known)} where j.id = r.id and j.fence = r.fence and j.state = 'running'
          returning j.id, j.fence
        )
        select json_build_object('id', id, 'fence', fence)::text as json from held`)
      const isHeld = (claim: JobClaim) => held.some(({ id, fence }) => id === claim.id && fence === claim.fence)
      return claims.filter(isHeld).map(({ id }) => id)
    },

    async expediteJobs({ orderId } = {}) {
      if (!namesOrders(orderId)) return 0
      const { count } = await db.one<{ count: number }>(sql`
        with expedited as (
          update ${jobs} set run_at = ${db.now()}
          where state = 'waiting' and attempts > 0 and run_at > ${db.now()} and ${ofOrder(orderId)} returning id
        )
        select json_build_object('count', count(*), 'woken', ${wakeAll(db, sql`count(*) > 0`)})::text as json
        from expedited`)
      return count
    },

    async redriveJobs({ orderId, kind } = {}) {
      if (!namesOrders(orderId)) return 0
      const now = db.now()
      const ofKind = kind === undefined ? sql`true` : sql`kind = ${kind}`
      // A dead job is stored anew, so it joins one that waits with its key, which the oldest of several dead ones becomes.
      const waits = sql`exists (select from ${jobs} w where w.state = 'waiting' and w.key = d.key)`
      const { count } = await db.one<{ count: number }>(sql`
        with dead as materialized (
          select id, key, created_at from ${jobs} where state = 'dead' and ${ofOrder(orderId)} and ${ofKind}
          order by created_at, id for update
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
        select json_build_object('count', count(*), 'woken', ${wakeAll(db, sql`count(*) > 0`)})::text as json from dead`)
      return count
    },

    async listJobs(orderId) {
      if (!isUuid(orderId)) return []
      return db.all<JobRecord>(sql`
        select json_build_object('id', id, 'kind', kind, 'key', key, 'orderId', order_id, 'state', state, 'attempts', attempts,
          'crashes', crashes, 'lastError', last_error, 'runAt', run_at, 'createdAt', created_at)::text as json
        from ${jobs} where order_id = ${orderId} order by created_at, id`)
    },

    async jobStats() {
      const now = db.now()
      return db.one<JobStats>(sql`
        with job as (
          select kind, created_at, state, case state when 'waiting' then run_at when 'running' then lease_until end as due_at from ${jobs}
        )
        select json_build_object(
          'due', count(*) filter (where due_at <= ${now}),
          'scheduled', count(*) filter (where state = 'waiting' and due_at > ${now}),
          'running', count(*) filter (where state = 'running' and due_at > ${now}),
          'dead', count(*) filter (where state = 'dead'),
          'oldestDueMs', coalesce(${elapsedMs(sql`${now} - min(due_at) filter (where due_at <= ${now})`)}, 0),
          'deadOfKind', (select coalesce(json_object_agg(kind, dead), '{}') from (
            select kind, count(*) as dead from ${jobs} where state = 'dead' group by kind) d),
          'lastSignOfLifeMs', ${elapsedMs(sql`${now} - max(created_at) filter (where kind = 'watch_health')`)}
        )::text as json from job`)
    },

    async findPendingKeys(keys) {
      const wanted = sql`key = any(${keys.map(storableText)}::text[])`
      const found = await db.all<string>(sql`
        select to_json(key)::text as json from ${jobs} where state = 'waiting' and ${wanted}
        union all select to_json(key)::text from ${jobs} where state = 'running' and ${wanted}`)
      return inOrderOf(keys, found)
    },
  }
}

const claimColumns = { id: 'uuid', fence: 'integer' } as const satisfies Columns

function elapsedMs(interval: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(extract(epoch from ${interval}) * 1000)::bigint`
}

/** False for text that cannot be an order's id. */
function namesOrders(orderId: string | undefined): boolean {
  return orderId === undefined || isUuid(orderId)
}

function ofOrder(orderId: string | undefined): RawBuilder<unknown> {
  return orderId === undefined ? sql`true` : sql`order_id = ${orderId}::uuid`
}
