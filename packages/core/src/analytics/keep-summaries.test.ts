import { createMemoryStorage } from '@quoin/core'
import { createManualClock } from '@quoin/testing'
import { expect, it } from 'vitest'
import { keepSummaries } from './keep-summaries.ts'

/** A store whose summaries take some time by the clock, and are made when the test says so. */
function setUp(takesMs: number) {
  const clock = createManualClock('2026-03-01T09:00:00Z')
  const storage = createMemoryStorage({ clock })
  const made: Date[] = []
  let fails = false
  const summarize = keepSummaries({
    clock,
    storage: {
      ...storage,
      async summarizeOrders(query) {
        made.push(query.before)
        if (fails) throw new Error('The store is away.')
        const summary = await storage.summarizeOrders(query)
        clock.advance(takesMs)
        return summary
      },
    },
  })
  const fail = (isAway: boolean) => {
    fails = isAway
  }
  return { clock, made, summarize, fail }
}

it('given summaries are quick, then each is of now', async () => {
  const { clock, made, summarize } = setUp(0)
  for (let times = 0; times < 2; times += 1) await summarize()
  clock.advance(1)
  await summarize({})
  expect(made).toHaveLength(3)
})

it('given they take two seconds, then each is kept for forty, by what was asked for', async () => {
  const { clock, made, summarize } = setUp(2_000)
  const first = await summarize()
  clock.advance(39_999)
  expect(await summarize()).toBe(first)
  await summarize({ groupBy: 'sku' })
  expect(made).toHaveLength(2)
  clock.advance(1)
  expect(await summarize()).not.toBe(first)
})

it('given they take very long, then none is older than a minute', async () => {
  const { clock, made, summarize } = setUp(10_000)
  await summarize()
  clock.advance(60_000)
  await summarize()
  expect(made).toHaveLength(2)
})

it('given many ask at once, then it is made once, and a failure is everybody’s but not the next one’s', async () => {
  const { made, summarize, fail } = setUp(0)
  await Promise.all([summarize(), summarize(), summarize()])
  expect(made).toHaveLength(1)
  fail(true)
  const asked = await Promise.allSettled([summarize(), summarize()])
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  fail(false)
  await summarize()
  expect(made).toHaveLength(3)
})

it('given very many are asked for, then the oldest go', async () => {
  const { clock, made, summarize } = setUp(100)
  const from = (day: number) => new Date(clock.now().getTime() - day * 86_400_000)
  const queries = Array.from({ length: 101 }, (_, day) => ({ from: from(day + 1), before: from(0) }))
  const [first = {}] = queries
  await summarize(first)
  await summarize(first)
  expect(made).toHaveLength(1)
  await Promise.all(queries.slice(1).map(summarize))
  await summarize(first)
  expect(made).toHaveLength(102)
})
