import { createManualClock, createManualTimer } from '@quoin/testing'
import { describe, expect, test } from 'vitest'
import { answerOf, createdOrder, productAnswer, quotesAnswer } from './prodigi-bodies.test.data.ts'
import { createProdigiClient } from './prodigi-client.ts'
import type { ProdigiClientOptions } from './prodigi-client-options.ts'

/** A client on a manual clock, and the answers that Prodigi gives it, in their order; then the last for ever. */
function start(answers: readonly (() => Response)[], options: Partial<ProdigiClientOptions> = {}) {
  const clock = createManualClock('2026-11-22T10:00:00Z')
  const timer = createManualTimer()
  const sent: string[] = []
  const client = createProdigiClient({
    apiKey: 'key',
    environment: 'sandbox',
    clock,
    timer,
    quickRetries: 0,
    fetch: async (url, { method }) => {
      const answer = answers[sent.length] ?? answers.at(-1)
      sent.push(`${method} ${new URL(url).pathname}`)
      if (!answer) throw new Error('No answer is given.')
      return answer()
    },
    ...options,
  })
  const pass = async (durationMs: number) => {
    clock.advance(durationMs)
    timer.elapse(durationMs)
    await settled()
  }
  return { client, sent, timer, clock, pass }
}

/** Everything that needs no time has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve))
const ok = () => Response.json(answerOf('Ok', createdOrder))
const failing = (status: number, headers: Record<string, string> = {}) => new Response('', { status, headers })

describe('the rate limit of a client', () => {
  const rateLimit = { calls: 3, perMs: 8_000, reservedForWrites: 1 }

  test('holds back what is too much, and lets it go in time', async () => {
    const { client, sent, pass } = start([ok], { rateLimit })
    const calls = ['ord_1', 'ord_2', 'ord_3'].map((id) => client.orders.get(id))
    await settled()
    expect(sent).toHaveLength(2)
    await pass(7_999)
    expect(sent).toHaveLength(2)
    await pass(1)
    expect(sent).toHaveLength(3)
    expect(await Promise.all(calls)).toHaveLength(3)
  })

  test('leaves room for a submission behind a flood of reads (F54, F85)', async () => {
    const { client, sent } = start([ok], { rateLimit })
    for (const id of ['ord_1', 'ord_2', 'ord_3', 'ord_4']) void client.orders.get(id)
    await client.orders.create('{}')
    expect(sent.at(-1)).toBe('POST /v4.0/orders')
    expect(sent).toHaveLength(3)
  })

  test('sends a call that would wait too long back at once, and says when to return', async () => {
    const { client, sent, timer } = start([ok], { rateLimit, maxWaitMs: 5_000 })
    await Promise.all([client.orders.get('ord_1'), client.orders.get('ord_2')])
    await expect(client.orders.get('ord_3')).rejects.toMatchObject({
      reason: 'rate_limited',
      status: null,
      retry: 'retryable',
      retryAfterMs: 8_000,
    })
    expect([sent.length, timer.pending()]).toEqual([2, 0])
  })

  test('forgets a waiting call whose caller gives up, and gives its turn to the next', async () => {
    const { client, sent, timer, pass } = start([ok], { rateLimit })
    await Promise.all([client.orders.get('ord_1'), client.orders.get('ord_2')])
    const caller = new AbortController()
    const left = client.orders.get('ord_3', { signal: caller.signal })
    const next = client.orders.get('ord_4')
    await settled()
    caller.abort()
    await expect(left).rejects.toMatchObject({ reason: 'aborted', retry: 'retryable' })
    expect(timer.pending()).toBe(1)
    await pass(8_000)
    await next
    expect(sent.slice(2)).toEqual(['GET /v4.0/orders/ord_4'])
  })

  test('sends nothing after a 429 until Prodigi admits calls again (F48)', async () => {
    const { client, sent, pass } = start([() => failing(429, { 'Retry-After': '60' }), ok])
    await expect(client.orders.get('ord_1')).rejects.toMatchObject({ status: 429, retryAfterMs: 60_000 })
    await pass(40_000)
    await expect(client.orders.create('{}')).rejects.toMatchObject({
      reason: 'rate_limited',
      status: null,
      retryAfterMs: 20_000,
    })
    await pass(20_000)
    await client.orders.create('{}')
    expect(sent).toHaveLength(2)
  })
})

describe('the circuit of a client', () => {
  const circuit = { failures: 2, openMs: 5_000, maxOpenMs: 60_000 }

  test('opens after failures in a row, and tells calls to come back (F84)', async () => {
    const { client, sent, pass } = start([() => failing(503), () => failing(502), ok], { circuit })
    await expect(client.orders.get('ord_1')).rejects.toMatchObject({ status: 503 })
    await expect(client.orders.create('{}')).rejects.toMatchObject({ status: 502 })
    await pass(2_000)
    await expect(client.orders.create('{}')).rejects.toMatchObject({
      reason: 'circuit_open',
      status: null,
      retry: 'retryable',
      retryAfterMs: 3_000,
    })
    expect(sent).toHaveLength(2)
    await pass(3_000)
    const calls = ['ord_1', 'ord_2', 'ord_3'].map((id) => client.orders.get(id))
    const outcomes = await Promise.allSettled(calls)
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected'])
    expect(sent).toHaveLength(3)
    await client.orders.get('ord_2')
  })

  test.each([401, 403])('opens at once for a key that is refused with %i (F46)', async (status) => {
    const { client, sent } = start([() => failing(status)], { circuit })
    await expect(client.orders.create('{}')).rejects.toMatchObject({ reason: 'not_authenticated' })
    await expect(client.orders.create('{}')).rejects.toMatchObject({ reason: 'circuit_open', retry: 'retryable' })
    expect(sent).toHaveLength(1)
  })

  test('stays closed for refusals, however many', async () => {
    const { client, sent } = start([() => failing(400), () => failing(404), () => failing(415)], { circuit })
    for (const id of ['ord_1', 'ord_2', 'ord_3', 'ord_4']) await expect(client.orders.get(id)).rejects.toThrow()
    expect(sent).toHaveLength(4)
  })

  test('stays closed for an order that can not be read, which says nothing of the others (F18)', async () => {
    const { client, sent } = start([() => new Response('{}')], { circuit })
    for (const id of ['ord_1', 'ord_2', 'ord_3']) {
      await expect(client.orders.get(id)).rejects.toMatchObject({ reason: 'unreadable' })
    }
    expect(sent).toHaveLength(3)
  })

  test('ends the quick tries of a read', async () => {
    const { client, sent } = start([() => failing(503)], { circuit, quickRetries: 5, quickRetryDelayMs: 0 })
    await expect(client.orders.get('ord_1')).rejects.toMatchObject({ reason: 'circuit_open' })
    expect(sent).toHaveLength(2)
  })
})

describe('the cache of a client', () => {
  const asked = { destinationCountryCode: 'GB', items: [{ sku: 'ECO-CAN-16X24', copies: 1, assets: [] }] }

  test('keeps products, whatever the case of their SKU, for an hour', async () => {
    const { client, sent, pass } = start([() => Response.json(productAnswer)])
    await Promise.all([client.products.get('GLOBAL-CAN-4X6'), client.products.get('global-can-4x6')])
    await pass(3_599_999)
    await client.products.get('GLOBAL-CAN-4X6')
    expect(sent).toHaveLength(1)
    await pass(1)
    await client.products.get('GLOBAL-CAN-4X6')
    expect(sent).toHaveLength(2)
  })

  test('keeps quotes of one question for five minutes', async () => {
    const { client, sent, pass } = start([() => Response.json(quotesAnswer)])
    await client.quotes.create(asked)
    expect(await client.quotes.create(asked)).toMatchObject({ outcome: 'CreatedWithIssues', quotes: [{}, {}] })
    expect(sent).toHaveLength(1)
    await client.quotes.create({ ...asked, shippingMethod: 'Budget' })
    await pass(300_000)
    await client.quotes.create(asked)
    expect(sent).toHaveLength(3)
  })

  test('never keeps orders', async () => {
    const { client, sent } = start([ok])
    for (const id of ['ord_1', 'ord_1']) await client.orders.get(id)
    expect(sent).toHaveLength(2)
  })

  test('can be off', async () => {
    const { client, sent } = start([() => Response.json(productAnswer)], { cache: 'off' })
    for (const sku of ['GLOBAL-CAN-4X6', 'GLOBAL-CAN-4X6']) await client.products.get(sku)
    expect(sent).toHaveLength(2)
  })
})
