import { once } from 'node:events'
import { createServer } from 'node:net'
import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { QuoinError } from '../../quoin-error.ts'
import { answerOf, createdOrder, forgetful, validationFailed } from './prodigi-bodies.test.data.ts'
import { createProdigiClient } from './prodigi-client.ts'
import type { ProdigiClientOptions } from './prodigi-client-options.ts'
import { ProdigiError } from './prodigi-error.ts'

const sandbox = 'https://api.sandbox.prodigi.com'
const clock = { now: () => new Date('2026-11-22T10:00:00Z') }
const options: ProdigiClientOptions = {
  ...forgetful,
  apiKey: 'secret-key',
  environment: 'sandbox',
  clock,
}
const client = createProdigiClient(options)
const body = JSON.stringify({ merchantReference: 'A-1001', recipient: createdOrder.recipient })

const create = () => failureOf(client.orders.create(body))
const read = () => failureOf(client.orders.get('ord_1'))

beforeEach(() => nock.disableNetConnect())
afterEach(() => {
  expect(nock.pendingMocks()).toEqual([])
  nock.cleanAll()
})

async function failureOf(call: Promise<unknown>): Promise<ProdigiError> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ProdigiError)) throw new Error('Expected a ProdigiError.', { cause: error })
  return error
}

describe('a request', () => {
  test('carries the key and goes to the environment that was named', async () => {
    nock('https://api.prodigi.com', { reqheaders: { 'x-api-key': 'live-key', accept: 'application/json' } })
      .get('/v4.0/orders/ord_1')
      .reply(200, answerOf('Ok', createdOrder))
    const live = createProdigiClient({ apiKey: 'live-key', environment: 'production' })
    expect((await live.orders.get('ord_1')).id).toBe(createdOrder.id)
  })

  test('goes to another origin when one is given', async () => {
    nock('http://127.0.0.1:4010').get('/v4.0/orders/ord_1').reply(200, answerOf('Ok', createdOrder))
    const local = createProdigiClient({ ...options, baseUrl: 'http://127.0.0.1:4010/' })
    expect((await local.orders.get('ord_1')).id).toBe(createdOrder.id)
  })

  test.each([
    ['apiKey', { apiKey: '' }],
    ['apiKey', { apiKey: JSON.parse('null') }],
    ['apiKey', { apiKey: 'key\nX-Other: 1' }],
    ['baseUrl', { baseUrl: 'http://127.0.0.1:4010/v4.0' }],
    ['baseUrl', { baseUrl: 'file:///etc' }],
    ['baseUrl', { baseUrl: 'prodigi' }],
    ['readTimeoutMs', { readTimeoutMs: Number.NaN }],
    ['writeTimeoutMs', { writeTimeoutMs: 2 ** 31 }],
    ['rateLimit', { rateLimit: { calls: 10, perMs: 1_000, reservedForWrites: 10 } }],
    ['circuit', { circuit: { failures: 0, openMs: 1_000, maxOpenMs: 1_000 } }],
    ['environment', { environment: JSON.parse('"live"') }],
    ['environment', { environment: JSON.parse('"constructor"') }],
  ])('is not possible with a wrong %s', (path, wrong) => {
    const make = () => createProdigiClient({ ...options, ...wrong })
    expect(make).toThrow(QuoinError)
    expect(make).toThrow(
      expect.objectContaining({ code: 'invalid_options', issues: [expect.objectContaining({ path })] }),
    )
  })

  test('does not take its key along on a redirect', async () => {
    nock(sandbox).post('/v4.0/orders').reply(307, '', { location: 'https://elsewhere.example/v4.0/orders' })
    expect(await create()).toMatchObject({ reason: 'unreadable', status: 307, retry: 'unknown' })
  })
})

describe('a refusal', () => {
  test('of the body is permanent and names the fields, not their values (F45)', async () => {
    nock(sandbox).post('/v4.0/orders').reply(400, validationFailed)
    const error = await create()
    expect(error).toMatchObject({
      code: 'fulfillment_provider_failed',
      reason: 'validation_failed',
      status: 400,
      outcome: 'ValidationFailed',
      retry: 'permanent',
      traceParent: validationFailed.traceParent,
      failures: {
        'recipient.address.postalOrZipCode': ['MustBeAValidUSZipCodeFormat'],
        'items[0].sku': ['SkuNotFound'],
      },
      issues: [
        { path: 'recipient.address.postalOrZipCode', code: 'MustBeAValidUSZipCodeFormat' },
        { path: 'items[0].sku', code: 'SkuNotFound' },
      ],
    })
    expect(error.message).toBe(
      'Prodigi refused POST /orders: 400 ValidationFailed (recipient.address.postalOrZipCode: MustBeAValidUSZipCodeFormat, items[0].sku: SkuNotFound).',
    )
    expect(JSON.stringify([error.message, error])).not.toContain('Canary')
  })

  test.each([401, 403])('of the key (%i) condemns no order (F46)', async (status) => {
    nock(sandbox).post('/v4.0/orders').reply(status, { outcome: 'NotAuthenticated', traceParent: 'trace' })
    expect(await create()).toMatchObject({
      reason: 'not_authenticated',
      status,
      outcome: 'NotAuthenticated',
      retry: 'retryable',
    })
  })

  test('of an unknown order is permanent', async () => {
    nock(sandbox).get('/v4.0/orders/ord_1').reply(404, { outcome: 'EntityNotFound' })
    expect(await read()).toMatchObject({ reason: 'not_found', status: 404, retry: 'permanent' })
  })

  test.each([
    ['120', 120_000],
    ['Sun, 22 Nov 2026 10:00:30 GMT', 30_000],
    ['Sun, 22 Nov 2026 09:00:00 GMT', 0],
    ['soon', undefined],
  ])('by the quota keeps Retry-After %s (F48)', async (header, retryAfterMs) => {
    nock(sandbox)
      .post('/v4.0/orders')
      .reply(429, 'API calls quota exceeded! maximum admitted 30 per 30s.', { 'Retry-After': header })
    expect(await create()).toMatchObject({
      reason: 'rate_limited',
      status: 429,
      outcome: null,
      retry: 'retryable',
      retryAfterMs,
    })
  })

  test('with a body of another shape is still an error by its status', async () => {
    nock(sandbox)
      .post('/v4.0/orders')
      .reply(400, { outcome: 7, failures: { items: 'all wrong', sku: [{}, { code: 'X' }] } })
    expect(await create()).toMatchObject({ status: 400, outcome: null, failures: { items: [], sku: ['X'] } })
  })

  test('tells the trace that only the header has', async () => {
    nock(sandbox).post('/v4.0/orders').reply(500, '', { traceParent: '00-trace' })
    expect(await create()).toMatchObject({ traceParent: '00-trace' })
  })
})

describe('a broken answer to a write may hide a success (F34, F49)', () => {
  test.each([
    ['a gateway page', 'server_error', 502, '<html><body>Bad Gateway</body></html>'],
    ['a time-out at Prodigi', 'timed_out', 500, JSON.stringify({ outcome: 'TimedOut', traceParent: 't' })],
    ['an empty 200', 'unreadable', 200, ''],
    ['a page with 200', 'unreadable', 200, '<html>Welcome, Ada Canary</html>'],
    ['half an answer', 'unreadable', 200, '{"outcome":"Created","order":{"id":"ord_1","recipient":{"name":"Ada Canary'],
    ['an answer without an order', 'unreadable', 200, JSON.stringify({ outcome: 'Created', order: null })],
    [
      'an order without an id',
      'unreadable',
      200,
      JSON.stringify({ outcome: 'Created', order: { ...createdOrder, id: undefined } }),
    ],
    ['no object', 'unreadable', 200, '[]'],
  ])('%s', async (_, reason, status, text) => {
    nock(sandbox).post('/v4.0/orders').reply(status, text)
    const error = await create()
    expect(error).toMatchObject({ reason, status, retry: 'unknown' })
    expect(`${error.stack} ${error.cause}`).not.toContain('Canary')
  })

  test('a connection cut off', async () => {
    nock(sandbox)
      .post('/v4.0/orders')
      .replyWithError(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }))
    expect(await create()).toMatchObject({ reason: 'connection', status: null, retry: 'unknown' })
  })

  test('no answer in time', async () => {
    const slow = createProdigiClient({ ...options, fetch: neverAnswers, writeTimeoutMs: 1, readTimeoutMs: 1 })
    expect(await failureOf(slow.orders.create(body))).toMatchObject({ reason: 'timed_out', retry: 'unknown' })
    expect(await failureOf(slow.orders.get('ord_1'))).toMatchObject({ retry: 'retryable' })
  })

  test('the caller gave up', async () => {
    const caller = new AbortController()
    const fetch = vi.fn(neverAnswers)
    const slow = createProdigiClient({ ...options, fetch })
    const call = slow.orders.create(body, { signal: caller.signal })
    await vi.waitUntil(() => fetch.mock.calls.length > 0)
    // Whatever the caller's reason is, it says nothing about how far the request came.
    const reason = Object.assign(new Error('database gone'), { code: 'ECONNREFUSED' })
    caller.abort(reason)
    expect(await failureOf(call)).toMatchObject({ reason: 'aborted', retry: 'unknown', cause: reason })
  })
})

describe('what never left is safe to send again', () => {
  test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])('%s', async (code) => {
    const cause = Object.assign(new Error(code), { code })
    const fetch = () => Promise.reject(new TypeError('fetch failed', { cause }))
    expect(await failureOf(createProdigiClient({ ...options, fetch }).orders.create(body))).toMatchObject({
      retry: 'retryable',
    })
  })

  test('a real refused connection', async () => {
    nock.enableNetConnect('127.0.0.1')
    const nowhere = createProdigiClient({ ...options, baseUrl: `http://127.0.0.1:${await closedPort()}` })
    expect(await failureOf(nowhere.orders.create(body))).toMatchObject({ retry: 'retryable' })
  })

  test('a signal that had already been given', async () => {
    const call = client.orders.create(body, { signal: AbortSignal.abort() })
    expect(await failureOf(call)).toMatchObject({ reason: 'aborted', retry: 'retryable' })
  })
})

describe('quick tries', () => {
  test('help a read over two faults', async () => {
    nock(sandbox).get('/v4.0/orders/ord_1').reply(503, 'busy')
    nock(sandbox).get('/v4.0/orders/ord_1').reply(200, '{"outc')
    nock(sandbox).get('/v4.0/orders/ord_1').reply(200, answerOf('Ok', createdOrder))
    expect((await client.orders.get('ord_1')).id).toBe(createdOrder.id)
  })

  test('of a read end after the third', async () => {
    nock(sandbox).get('/v4.0/orders/ord_1').times(3).reply(500)
    expect(await read()).toMatchObject({ status: 500, retry: 'retryable' })
  })

  test.each([400, 401, 403, 404, 429])('of a read are not made after %i', async (status) => {
    nock(sandbox).get('/v4.0/orders/ord_1').once().reply(status)
    expect(await read()).toMatchObject({ status })
  })

  test('of a read are not made when Prodigi asks to wait', async () => {
    nock(sandbox).get('/v4.0/orders/ord_1').once().reply(503, '', { 'Retry-After': '30' })
    expect(await read()).toMatchObject({ status: 503, retryAfterMs: 30_000 })
  })

  test('of a read end when the caller gives up', async () => {
    const caller = new AbortController()
    const fetch = () => {
      caller.abort()
      return Promise.resolve(new Response('', { status: 503 }))
    }
    const call = createProdigiClient({ ...options, fetch }).orders.get('ord_1', { signal: caller.signal })
    expect(await failureOf(call)).toMatchObject({ reason: 'aborted', retry: 'retryable' })
  })

  test('of a write are never made: its key and its time belong to the scheduler', async () => {
    nock(sandbox).post('/v4.0/orders').once().reply(500)
    nock(sandbox).post('/v4.0/orders/ord_1/actions/cancel').once().reply(500)
    expect(await create()).toMatchObject({ retry: 'unknown' })
    expect(await failureOf(client.orders.actions.cancel('ord_1'))).toMatchObject({ retry: 'unknown' })
  })
})

/** A port that was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

/** Hangs until its signal ends it, as fetch does. */
function neverAnswers(_url: string, init: RequestInit): Promise<Response> {
  return new Promise((_, reject) => {
    init.signal?.addEventListener('abort', () => reject(init.signal?.reason))
  })
}
