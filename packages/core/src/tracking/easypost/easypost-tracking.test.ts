import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import nock from 'nock'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import type { TrackedParcel } from '../tracking-provider.ts'
import { easypostTracking } from './easypost-tracking.ts'

const key = 'EZAK_secret_key'
const tracking = easypostTracking({ apiKey: key, webhookSecret: 'sécret' })
const easypost = () => nock('https://api.easypost.com/v2')
const parcel: TrackedParcel = { trackingNumber: 'T1', carrier: null, trackingUrl: null }
const tracker = { id: 'trk_1', object: 'Tracker', mode: 'production', tracking_code: 'T1', status: 'in_transit' }
const scan = (status: string, datetime: string) => ({ object: 'TrackingDetail', status, datetime })

beforeEach(() => nock.disableNetConnect())
afterEach(() => {
  expect(nock.pendingMocks()).toEqual([])
  nock.cleanAll()
})

describe('following a parcel', () => {
  test('by its number alone, with the key as the name and no password', async () => {
    easypost()
      .post('/trackers', { tracker: { tracking_code: 'T1' } })
      .basicAuth({ user: key, pass: '' })
      .reply(201, { ...tracker, est_delivery_date: '2026-03-06T20:00:00Z' })
    expect(await tracking.track(parcel)).toEqual({
      trackerId: 'trk_1',
      status: 'in_transit',
      message: null,
      estimatedDeliveryAt: new Date('2026-03-06T20:00:00Z'),
      deliveredAt: null,
    })
  })

  test('under a carrier that EasyPost does not take, then without it', async () => {
    const tracked = { ...parcel, carrier: 'EVRi' }
    easypost()
      .post('/trackers', { tracker: { tracking_code: 'T1', carrier: 'Evri' } })
      .reply(422, { error: { code: 'TRACKER.CREATE.ERROR', message: 'Planted.' } })
    easypost()
      .post('/trackers', { tracker: { tracking_code: 'T1' } })
      .reply(201, tracker)
    expect(await tracking.track(tracked)).toMatchObject({ trackerId: 'trk_1' })
  })

  test('that no carrier has is not possible, which is no fault', async () => {
    easypost()
      .post('/trackers')
      .reply(422, { error: { code: 'TRACKER.CREATE.ERROR' } })
    expect(await tracking.track(parcel)).toBeNull()
  })

  test('reads what is known now; null for a tracker that is unknown', async () => {
    easypost().get('/trackers/trk_1').reply(200, tracker)
    expect(await tracking.read('trk_1')).toMatchObject({ status: 'in_transit' })
    easypost()
      .get('/trackers/trk_2')
      .reply(404, { error: { code: 'NOT_FOUND' } })
    expect(await tracking.read('trk_2')).toBeNull()
  })
})

describe("EasyPost's words", () => {
  const reading = async (body: object) => {
    easypost()
      .get('/trackers/trk_1')
      .reply(200, { ...tracker, ...body })
    return tracking.read('trk_1')
  }

  test.each([
    ['unknown', 'shipped'],
    ['pre_transit', 'shipped'],
    ['in_transit', 'in_transit'],
    ['out_for_delivery', 'out_for_delivery'],
    ['available_for_pickup', 'out_for_delivery'],
    ['delivered', 'delivered'],
    ['return_to_sender', 'returned'],
    ['failure', 'exception'],
    ['cancelled', 'exception'],
    ['error', 'exception'],
    ['teleported', 'shipped'],
    ['constructor', 'shipped'],
    [null, 'shipped'],
    [7, 'shipped'],
  ])('%s is %s', async (status, ours) => {
    expect((await reading({ status }))?.status).toBe(ours)
  })

  test('of what is wrong are told in short words, never in the texts of the carrier', async () => {
    const failure = {
      status: 'failure',
      status_detail: 'weather_delay',
      tracking_details: [{ message: 'Ada, 1 Main' }],
    }
    expect((await reading(failure))?.message).toBe('The carrier reports: weather delay.')
    expect((await reading({ status: 'failure', status_detail: 'Ask Ada!' }))?.message).toBe(
      'The carrier reports: failure.',
    )
    expect((await reading({ status: 'return_to_sender', status_detail: 'unknown' }))?.message).toBe(
      'The carrier reports: return to sender.',
    )
  })

  test('for a delivery have its first time, in whatever zone', async () => {
    const details = [
      scan('in_transit', '2026-01-10T00:00:00Z'),
      scan('delivered', '2026-01-12T16:33:00-05:00'),
      scan('delivered', '2026-01-13T00:00:00Z'),
      scan('delivered', 'yesterday'),
      null,
    ]
    expect(await reading({ status: 'delivered', tracking_details: details })).toMatchObject({
      deliveredAt: new Date('2026-01-12T21:33:00Z'),
    })
    expect((await reading({ status: 'in_transit', tracking_details: details }))?.deliveredAt).toBeNull()
    expect((await reading({ status: 'delivered', tracking_details: 'none' }))?.deliveredAt).toBeNull()
  })

  test('for the delivery of what was sent back are of a return', async () => {
    const details = [scan('return_to_sender', '2026-01-10T00:00:00Z'), scan('delivered', '2026-01-12T00:00:00Z')]
    expect(await reading({ status: 'delivered', tracking_details: details })).toMatchObject({
      status: 'returned',
      deliveredAt: null,
    })
  })

  test('about a test number have made up dates, which are left out', async () => {
    const details = [scan('delivered', '2014-08-15T00:00:00Z')]
    const test = { tracking_code: 'EZ4000000004', status: 'delivered', tracking_details: details }
    expect(await reading(test)).toMatchObject({ status: 'delivered', deliveredAt: null })
  })

  test('whatever chance makes of them, are read or refused as a fault of EasyPost', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything({ maxDepth: 3 }), fc.anything({ maxDepth: 2 }), async (status, details) => {
        const fetch = async () => Response.json({ id: 'trk_1', status, tracking_details: details }, { status: 200 })
        const chance = easypostTracking({ apiKey: key, webhookSecret: 's', fetch })
        expect(await chance.read('trk_1').catch((error) => error.code)).toMatchObject({ trackerId: 'trk_1' })
      }),
      { numRuns: 300, examples: [[null, null]] },
    )
  })
})

describe('a fault', () => {
  test.each([
    [400, 'permanent'],
    [401, 'retryable'],
    [402, 'retryable'],
    [403, 'retryable'],
    [404, 'permanent'],
    [408, 'retryable'],
    [429, 'retryable'],
    [500, 'retryable'],
    [503, 'retryable'],
    [302, 'retryable'],
  ])('HTTP %i is %s (F46, F48)', async (status, retry) => {
    easypost()
      .post('/trackers')
      .reply(status, { error: { code: 'SOME.CODE', message: `Planted ${key}` } })
    const failure = {
      code: 'tracking_provider_failed',
      retry,
      message: `EasyPost refused POST /v2/trackers: ${status} SOME.CODE.`,
    }
    await expect(tracking.track(parcel)).rejects.toMatchObject(failure)
  })

  test('that asks to wait says how long', async () => {
    easypost().get('/trackers/trk_1').reply(429, 'slow down', { 'retry-after': '30' })
    await expect(tracking.read('trk_1')).rejects.toMatchObject({ retryAfterMs: 30_000 })
  })

  test('422 to a reading is permanent: there is nothing to detect', async () => {
    easypost().get('/trackers/trk_1').reply(422)
    await expect(tracking.read('trk_1')).rejects.toMatchObject({ retry: 'permanent' })
  })

  test('of the connection, or of the answer, may pass', async () => {
    easypost().get('/trackers/trk_1').replyWithError('reset')
    await expect(tracking.read('trk_1')).rejects.toMatchObject({ retry: 'retryable' })
    for (const body of ['<html>', '{"id":', '{}', '{"id":""}', '[]', '']) {
      easypost().get('/trackers/trk_1').reply(200, body)
      await expect(tracking.read('trk_1')).rejects.toMatchObject({ retry: 'retryable' })
    }
  })

  test('is an answer that does not come in time', async () => {
    const fetch = (_: string, { signal }: RequestInit) =>
      new Promise<Response>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
    const hasty = easypostTracking({ apiKey: key, webhookSecret: 's', timeoutMs: 5, fetch })
    await expect(hasty.read('trk_1')).rejects.toMatchObject({ code: 'tracking_provider_failed', retry: 'retryable' })
    await expect(tracking.read('trk_1', { signal: AbortSignal.abort() })).rejects.toMatchObject({ retry: 'retryable' })
  })

  test('never tells the key, in whatever comes with it (INV-22)', async () => {
    easypost()
      .get('/trackers/trk_1')
      .reply(401, { error: { code: key, message: key } })
    const error = await tracking.read('trk_1').catch((e: Error) => e)
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(key)
  })
})

describe('the name of a carrier', () => {
  const named = async (carrier: string | null, trackingUrl: string | null = null) => {
    let sent: string | undefined
    const fetch = async (_: string, { body }: RequestInit) => {
      sent = JSON.parse(String(body)).tracker.carrier
      return Response.json(tracker)
    }
    await easypostTracking({ apiKey: key, webhookSecret: 's', fetch }).track({ ...parcel, carrier, trackingUrl })
    return sent
  }

  test.each([
    ['USPS', 'USPS'],
    ['royalmail', 'RoyalMail'],
    ['Royal Mail', 'RoyalMail'],
    ['EVRi', 'Evri'],
    ['FedEx Next Day', 'FedEx'],
    ['UPS', 'UPS'],
    ['Australia Post', 'AustraliaPost'],
    ['DHL Express', 'DHLExpress'],
    ['DPD UK', 'DPDUK'],
    // Many companies, or none that is known: the number tells.
    ['DPD NL', undefined],
    ['DPD', undefined],
    ['DHL', undefined],
    ['UPS Mail Innovations', undefined],
    ['Hermes', undefined],
    ['Owl Post', undefined],
    ['', undefined],
    [null, undefined],
  ])('%s is %s', async (carrier, code) => {
    expect(await named(carrier)).toBe(code)
  })

  test.each([
    ['https://www.royalmail.com/track-your-item#/T1', 'RoyalMail'],
    ['https://tools.usps.com/go/TrackConfirmAction?tLabels=T1', 'USPS'],
    ['https://www.dpd.co.uk/tracking/T1', 'DPDUK'],
    ['https://www.ups.com/track?tracknum=T1', 'UPS'],
    ['https://ups.com.evil.example/T1', undefined],
    ['https://notups.com/T1', undefined],
    ['https://www.dhl.com/T1', undefined],
    ['https://t.17track.net/en#nums=T1', undefined],
    ['no link', undefined],
  ])('the link %s means %s', async (url, code) => {
    expect(await named(null, url)).toBe(code)
  })

  test('is rather the one of the link', async () => {
    expect(await named('DPD', 'https://www.dpd.co.uk/tracking/T1')).toBe('DPDUK')
    expect(await named('USPS', 'https://t.17track.net/T1')).toBe('USPS')
  })
})

describe('a webhook', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const now = new Date('2026-03-01T09:00:00Z')
  const sign = (body: string, secret = 'sécret') =>
    `hmac-sha256-hex=${createHmac('sha256', secret.normalize('NFKD')).update(body).digest('hex')}`
  const receive = (body: string, signature: string | null, provider = tracking) => {
    const headers = new Headers(signature === null ? {} : { 'X-Hmac-Signature': signature })
    return provider.verifyWebhook({ body: bytes(body), headers, now })
  }
  const event = (overrides: object = {}) =>
    JSON.stringify({
      id: 'evt_1',
      object: 'Event',
      mode: 'production',
      description: 'tracker.updated',
      result: tracker,
      ...overrides,
    })

  it('names its tracker', async () => {
    expect(await receive(event(), sign(event()))).toEqual({ id: 'evt_1', type: 'tracker.updated', trackerId: 'trk_1' })
    const upper = sign(event()).replace(/[0-9a-f]{64}$/, (hex) => hex.toUpperCase())
    expect(await receive(event(), upper)).toMatchObject({ id: 'evt_1' })
  })

  it('is taken under each of several secrets, in any form of their letters', async () => {
    const both = easypostTracking({ apiKey: key, webhookSecret: ['old', 'se\u0301cret'] })
    expect(await receive(event(), sign(event()), both)).toMatchObject({ id: 'evt_1' })
    expect(await receive(event(), sign(event(), 'old'), both)).toMatchObject({ id: 'evt_1' })
  })

  it('given a weight that somebody has shortened on its way, then it is still the same', async () => {
    const sent = event({ result: { ...tracker, weight: 17 } }).replace('"weight":17', '"weight":17.0')
    expect(await receive(sent, sign(sent))).toMatchObject({ trackerId: 'trk_1' })
    const parsed = JSON.stringify(JSON.parse(sent))
    expect(parsed).not.toBe(sent)
    expect(await receive(parsed, sign(sent))).toMatchObject({ trackerId: 'trk_1' })
    await expect(receive(parsed.replace('17', '18'), sign(sent))).rejects.toMatchObject({ code: 'invalid_signature' })
    const whole = event({ result: { ...tracker, weight: 17 } })
    expect(await receive(whole, sign(whole))).toMatchObject({ trackerId: 'trk_1' })
  })

  it.each([
    ['no signature', event(), null],
    ['another secret', event(), sign(event(), 'other')],
    ['another body', `${event()} `, sign(event())],
    ['no body', '', sign(event())],
    ['a signature without its name', event(), sign(event()).replace('hmac-sha256-hex=', '')],
    ['half a signature', event(), sign(event()).slice(0, -2)],
    ['two signatures', event(), `${sign(event())}, ${sign(event())}`],
  ])('S01 given %s, then it is refused', async (_, body, signature) => {
    await expect(receive(body, signature)).rejects.toMatchObject({ code: 'invalid_signature' })
  })

  it('given what is no event, then it is malformed', async () => {
    for (const body of [
      '',
      'no json',
      '[]',
      '{"id":1}',
      event({ id: '' }),
      event({ id: 'e'.repeat(256) }),
      event({ result: { id: 't'.repeat(256) } }),
      event({ result: {} }),
      event({ result: null }),
    ]) {
      await expect(receive(body, sign(body))).rejects.toMatchObject({ code: 'malformed_webhook' })
    }
  })

  it('given what is about something else, or of the other mode, then it is of no interest (F17)', async () => {
    for (const body of [
      event({ description: 'batch.updated', result: { id: 'batch_1' } }),
      event({ description: 'refund.successful', result: undefined }),
      event({ mode: 'test' }),
    ]) {
      expect(await receive(body, sign(body))).toMatchObject({ id: 'evt_1', trackerId: null })
    }
    const testing = easypostTracking({ apiKey: 'EZTK_1', webhookSecret: 'sécret' })
    expect(await receive(event(), sign(event()), testing)).toMatchObject({ trackerId: null })
    expect(await receive(event({ mode: 'test' }), sign(event({ mode: 'test' })), testing)).toMatchObject({
      trackerId: 'trk_1',
    })
  })
})

test.each([
  ['apiKey', { apiKey: '' }],
  ['apiKey', { apiKey: 'EZAK planted' }],
  ['webhookSecret', { webhookSecret: '' }],
  ['webhookSecret', { webhookSecret: [] }],
  ['webhookSecret', { webhookSecret: ['planted', ''] }],
  ['webhookSecret', { webhookSecret: 'planted\n' }],
  ['apiBase', { apiBase: 'https://planted.example/v2' }],
  ['apiBase', { apiBase: 'ftp://planted.example' }],
  ['timeoutMs', { timeoutMs: Number.POSITIVE_INFINITY }],
])('given a faulty %s, then it is refused by its name alone', (path, options) => {
  const make = () => easypostTracking({ apiKey: key, webhookSecret: 's', ...options })
  expect(make).toThrow(
    expect.objectContaining({ code: 'invalid_options', issues: [expect.objectContaining({ path })] }),
  )
  expect(make).not.toThrow(/planted/)
})
