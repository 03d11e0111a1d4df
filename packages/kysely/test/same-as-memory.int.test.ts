import { type ClaimedJob, createMemoryStorage, type JobDraft, type JobSettlement, type Storage } from '@quoin/core'
import { createKyselyStorage, migrateToLatest } from '@quoin/kysely'
import { createManualClock, jobFixture } from '@quoin/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { createPostgresDatabase, truncate } from './postgres-database.ts'

let database: Awaited<ReturnType<typeof createPostgresDatabase>>
beforeAll(async () => {
  database = await createPostgresDatabase(inject('postgresUrl'))
  await migrateToLatest(database)
})
afterAll(() => database.drop())

const orderIds = [jobFixture().id, jobFixture().id]
const small = fc.integer({ min: 0, max: 5 })

type Step =
  | { readonly do: 'store'; readonly drafts: readonly Omit<JobDraft, 'id'>[] }
  | { readonly do: 'claim'; readonly limit: number }
  | {
      readonly do: 'settle'
      readonly which: number
      readonly how: JobSettlement['outcome']
      readonly delayMs: number
      readonly store: boolean
    }
  | { readonly do: 'extend'; readonly which: number }
  | { readonly do: 'expedite'; readonly orderId: string | undefined }
  | { readonly do: 'redrive'; readonly orderId: string | undefined }
  | { readonly do: 'advance'; readonly ms: number }

const draft = fc.record({
  kind: fc.constant('refresh_fulfillment' as const),
  key: fc.constantFrom('a', 'b', null),
  orderId: fc.constantFrom(...orderIds),
  payload: fc.constant({}),
  delayMs: small.map((n) => n * 100),
  priority: fc.integer({ min: 1, max: 3 }),
})
const orderId = fc.constantFrom(undefined, ...orderIds)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('store' as const),
      drafts: fc.array(draft, { minLength: 1, maxLength: 4 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('claim' as const), limit: fc.integer({ min: 1, max: 3 }) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('settle' as const),
      which: fc.nat(20),
      how: fc.constantFrom('keep', 'done', 'retry', 'dead'),
      delayMs: small.map((n) => n * 100),
      store: fc.boolean(),
    }),
  },
  fc.record({ do: fc.constant('extend' as const), which: fc.nat(20) }),
  fc.record({ do: fc.constant('expedite' as const), orderId }),
  fc.record({ do: fc.constant('redrive' as const), orderId }),
  { weight: 3, arbitrary: fc.record({ do: fc.constant('advance' as const), ms: small.map((n) => n * 100) }) },
)

/** Does the steps and notes every answer, and all that can be seen after each. */
async function play(
  storage: Storage,
  clock: ReturnType<typeof createManualClock>,
  steps: readonly Step[],
  ids: readonly string[],
) {
  const left = [...ids]
  const claims: ClaimedJob[] = []
  const seen: unknown[] = []
  const drafted = (drafts: readonly Omit<JobDraft, 'id'>[]) => drafts.map((one) => ({ ...one, id: left.shift() ?? '' }))
  const ofOrder = (id: string | undefined) => (id === undefined ? {} : { orderId: id })
  const claimed = (which: number) => claims[which % Math.max(claims.length, 1)]
  const settle = async (one: Extract<Step, { do: 'settle' }>) => {
    const job = claimed(one.which)
    if (!job) return null
    const { id, fence, kind, key, payload } = job
    const settlement: JobSettlement = {
      keep: { id, fence, outcome: 'keep' as const },
      done: { id, fence, outcome: 'done' as const },
      retry: { id, fence, outcome: 'retry' as const, delayMs: one.delayMs, error: 'upstream_down' },
      dead: { id, fence, outcome: 'dead' as const, error: 'refused' },
    }[one.how]
    const again = { kind, key, payload, orderId: job.orderId, delayMs: 100, priority: 1 }
    return storage.commit({ settle: settlement, jobs: one.store ? drafted([again]) : [] })
  }
  const extend = async (which: number) => {
    const job = claimed(which)
    return job ? storage.extendLeases([job], 300) : null
  }
  const take = async (one: Step): Promise<unknown> => {
    switch (one.do) {
      case 'advance':
        return clock.advance(one.ms)
      case 'store':
        return storage.commit({ jobs: drafted(one.drafts) })
      case 'claim': {
        const found = await storage.claimJobs({ limit: one.limit, leaseMs: 250 })
        claims.push(...found)
        return found
      }
      case 'settle':
        return settle(one)
      case 'extend':
        return extend(one.which)
      case 'expedite':
        return storage.expediteJobs(ofOrder(one.orderId))
      case 'redrive':
        return storage.redriveJobs(ofOrder(one.orderId))
    }
  }
  for (const one of steps) {
    const answer = await take(one)
    seen.push({ one, answer, stats: await storage.jobStats(), jobs: await Promise.all(orderIds.map(storage.listJobs)) })
  }
  return seen
}

it('given any program of jobs, then Postgres answers as memory does', { timeout: 180_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
      await truncate(database.db)
      const ids = Array.from({ length: 200 }, () => jobFixture().id)
      const start = '2026-03-01T09:00:00Z'
      const [clock, modelClock] = [createManualClock(start), createManualClock(start)]
      const actual = await play(createKyselyStorage({ ...database, clock }), clock, steps, ids)
      const model = await play(createMemoryStorage({ clock: modelClock }), modelClock, steps, ids)
      expect(actual).toEqual(model)
    }),
    { numRuns: 60, seed: 7 },
  )
})
