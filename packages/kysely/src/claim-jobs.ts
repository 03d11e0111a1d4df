import type { ClaimedJob, ClaimOptions } from '@quoin/core'
import { type RawBuilder, sql } from 'kysely'
import type { Database } from './database.ts'
import { elapsedMs } from './instant.ts'
import { priorities } from './job-priorities.ts'
import { roomFor, slot, unseen } from './prepared.ts'

/** Where a job stands among those of its priority. */
interface Mark {
  /** As exactly as the database has it, which a Date would not. */
  readonly dueSince: string
  readonly id: string
}

interface Claimed extends ClaimedJob, Mark {
  readonly priority: number
}

interface ClaimShape {
  readonly from: 'all' | 'marks'
  /** The limit that the planner sees; the one that counts is not higher. */
  readonly bound: number
}

const lookEveryMs = 100
/** Looks rest so many times as long as they take. */
const timesOfLook = 10

/** When it is a job's turn: urgent ones go first, and whoever waits becomes urgent. */
const turn = sql`(run_at + priority * interval '1 minute')`

/**
 * Claims due jobs. Of each priority the oldest are read, however many others wait, and of those the ones whose turn it is.
 *
 * Jobs that are gone stay in the indexes for as long as any session of the database has a snapshot from before: during a long
 * report they pile up where the oldest due jobs are looked for. So a claim begins where the last one of its priority ended. What that
 * passes by was committed late, has a priority that is new here, or was left by a worker that died. A look at all jobs finds it,
 * which is made ten times a second, but for a tenth of the time at most, and before it is said that there is nothing to do.
 *
 * @param canGoOn whether claims may begin where the last ended. By a clock of the host's they may not: it can go back.
 */
export function createClaim(db: Database, canGoOn: boolean): (options: ClaimOptions) => Promise<ClaimedJob[]> {
  const claim = db.prepare((shape: ClaimShape) => claimStatement(db, shape))
  const marks = new Map<number, Mark>()
  let lookAt = Number.NEGATIVE_INFINITY

  async function claimFrom(from: 'all' | 'marks', { limit, leaseMs }: ClaimOptions): Promise<readonly Claimed[]> {
    const claimed = await claim.one<readonly Claimed[]>(
      { from, bound: roomFor(limit, 16) },
      { limit, leaseMs, ...slotsOf(marks) },
    )
    for (const { priority, dueSince, id } of claimed) marks.set(priority, { dueSince, id })
    return claimed
  }

  async function lookAtAll(options: ClaimOptions): Promise<readonly Claimed[]> {
    const startedAt = performance.now()
    const claimed = await claimFrom('all', options)
    const endedAt = performance.now()
    lookAt = endedAt + Math.max(lookEveryMs, timesOfLook * (endedAt - startedAt))
    return claimed
  }

  return async (options) => {
    const goesOn = canGoOn && performance.now() < lookAt
    const found = goesOn ? await claimFrom('marks', options) : []
    const claimed = found.length > 0 ? found : await lookAtAll(options)
    return claimed.map(({ priority: _, dueSince: __, ...job }) => job)
  }
}

function slotsOf(marks: ReadonlyMap<number, Mark>) {
  const places = [...marks.values()]
  return {
    priorities: [...marks.keys()],
    since: places.map(({ dueSince }) => dueSince),
    ids: places.map(({ id }) => id),
  }
}

/**
 * The planner does not see how many are asked for, and takes a tenth of all that wait for that. So it is told of another limit,
 * by which the plan is as good and is not taken for dear enough to be compiled, however many wait.
 *
 * MATERIALIZED keeps a plan from running a limited, locking query once for every row that it meets, which would claim more than
 * the limit. An array of the ids is looked up by the index, however large the table was when the statement was planned.
 */
function claimStatement(db: Database, { from, bound }: ClaimShape): RawBuilder<{ json: string }> {
  const { jobs, orders } = db.tables
  const limit = unseen('limit', 'integer')
  const waiting = (priorities: RawBuilder<unknown>, begin: RawBuilder<unknown>) => sql`waiting as materialized (
    select w.* from ${priorities} p cross join lateral (select * from (
      select id, ${turn} as turn from ${jobs} j
      where j.state = 'waiting' and j.priority = p.priority ${begin} and j.run_at <= ${db.now()}
      order by j.run_at, j.id limit ${limit} for update skip locked
    ) few limit ${sql.lit(bound)}) w
  )`
  const ofMarks = waiting(
    sql`(select * from unnest(${unseen('priorities', 'integer[]')}, ${unseen('since', 'timestamptz[]')}, ${unseen('ids', 'uuid[]')})
      as m(priority, since, id))`,
    sql`and (j.run_at, j.id) >= (p.since, p.id)`,
  )
  const ofAll = sql`${priorities(db.tables)}, ${waiting(sql`priorities`, sql``)}, abandoned as materialized (
    select id, ${turn} as turn from ${jobs} where state = 'running' and lease_until <= ${db.now()}
    order by turn, id limit ${limit} for update skip locked
  )`
  return sql`
    with recursive ${from === 'marks' ? ofMarks : ofAll}, due as (
      select * from waiting ${from === 'marks' ? sql`` : sql`union all select * from abandoned`} order by turn, id limit ${limit}
    ), claimed as (
      update ${jobs} j set state = 'running', attempts = j.attempts + 1, fence = j.fence + 1,
        crashes = j.crashes + case j.state when 'running' then 1 else 0 end,
        lease_until = ${db.now()} + ${slot('leaseMs')}::double precision * interval '1 ms'
      where j.id = any(array(select id from due)) returning j.*
    )
    select coalesce(json_agg(r), '[]')::text as json from (
      select id, kind, key, order_id as "orderId", payload, attempts, crashes, fence, traceparent,
        ${elapsedMs(sql`${db.now()} - created_at`)} as "ageMs",
        (select o.traceparent from ${orders} o where o.id = order_id) as "orderTraceparent", priority, run_at as "dueSince"
      from claimed order by ${turn}, id
    ) r`
}
