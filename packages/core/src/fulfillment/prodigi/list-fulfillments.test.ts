import { createManualClock, createManualTimer } from '@quoin/testing'
import { describe, expect, test } from 'vitest'
import type { ListedFulfillment } from '../fulfillment-provider.ts'
import { completeOrder } from './prodigi-bodies.test.data.ts'
import { prodigiFulfillment } from './prodigi-fulfillment.ts'

const createdFrom = new Date('2026-11-01T00:00:00Z')
const settled = () => new Promise((resolve) => setImmediate(resolve))

/** A provider whose account has so many orders, newest first, behind a quota of one read a second. */
function start(count: number, known: object = {}) {
  const [clock, timer] = [createManualClock('2026-11-22T10:00:00Z'), createManualTimer()]
  const orders = Array.from({ length: count }, (_, n) => ({ ...completeOrder, ...known, id: `ord_${count - n}` }))
  const queries: URLSearchParams[] = []
  const provider = prodigiFulfillment({
    apiKey: 'key',
    environment: 'sandbox',
    clock,
    timer,
    quickRetries: 0,
    maxWaitMs: 0,
    rateLimit: { calls: 2, perMs: 1_000, reservedForWrites: 1 },
    fetch: async (url) => {
      const query = new URL(url).searchParams
      queries.push(query)
      const [top, skip] = [Number(query.get('top')), Number(query.get('skip') ?? 0)]
      const hasMore = skip + top < count
      return Response.json({ outcome: 'Ok', hasMore, nextUrl: null, orders: orders.slice(skip, skip + top) })
    },
  })
  const pass = async (durationMs: number) => {
    clock.advance(durationMs)
    timer.elapse(durationMs)
    await settled()
  }
  const list = (signal?: AbortSignal) => {
    if (!provider.list) throw new Error('It has no list.')
    return provider.list({ createdFrom }, signal && { signal })
  }
  return { list, queries, timer, pass }
}

async function gather(list: AsyncIterable<ListedFulfillment>, into: ListedFulfillment[]): Promise<void> {
  for await (const listed of list) into.push(listed)
}

describe('the orders of an account', () => {
  test('have their names and what is known of them', async () => {
    const callbackUrl = 'https://shop.example/api/webhooks/prodigi?token=t'
    const { list, queries } = start(1, { callbackUrl })
    const listed: ListedFulfillment[] = []
    await gather(list(), listed)
    const { merchantReference, idempotencyKey } = completeOrder
    expect(listed).toMatchObject([
      { providerOrderId: 'ord_1', merchantReference, idempotencyKey, callbackUrl, snapshot: { status: 'shipped' } },
    ])
    expect(queries.map((query) => query.get('createdFrom'))).toEqual([createdFrom.toISOString()])
  })

  test('are read to the last page, however long the quota holds it back (F70, F85)', async () => {
    const { list, queries, timer, pass } = start(250)
    const listed: ListedFulfillment[] = []
    const reading = gather(list(), listed)
    await settled()
    expect([listed.length, timer.pending()]).toEqual([100, 1])
    await pass(999)
    expect(queries).toHaveLength(1)
    for (let seconds = 0; seconds < 3; seconds += 1) await pass(1_000)
    await reading
    expect(new Set(listed.map((each) => each.providerOrderId)).size).toBe(250)
    expect(queries).toHaveLength(3)
  })

  test('are waited for no longer when it is called off', async () => {
    const { list, queries, timer } = start(250)
    const controller = new AbortController()
    const reading = gather(list(controller.signal), [])
    const failure = expect(reading).rejects.toMatchObject({ code: 'fulfillment_provider_failed' })
    await settled()
    expect(timer.pending()).toBe(1)
    controller.abort()
    await failure
    expect([queries.length, timer.pending()]).toEqual([1, 0])
  })
})
