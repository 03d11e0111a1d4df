import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createManualClock } from '../manual-clock.ts'
import { createEasypostSimulator, type EasypostSimulator } from './easypost-simulator.ts'

const clock = createManualClock('2026-03-01T09:00:00Z')
const day = 86_400_000
let easypost: EasypostSimulator
let received: { body: string; signature: string | null }[]
let shopAnswers: number

beforeEach(async () => {
  received = []
  shopAnswers = 200
  clock.set('2026-03-01T09:00:00Z')
  easypost = createEasypostSimulator({
    webhookSecret: 'sécret',
    webhookUrl: 'http://shop.example/hook',
    clock,
    seed: 1,
    detect: (code) => (/GB$|^EZ/.test(code) ? 'RoyalMail' : null),
    send: async (request) => {
      received.push({ body: await request.text(), signature: request.headers.get('x-hmac-signature') })
      return new Response(null, { status: shopAnswers })
    },
  })
  await easypost.listen()
})
afterEach(() => easypost.close())

async function call(method: string, path: string, tracker?: object, key = 'EZTK_simulator') {
  const headers = { authorization: `Basic ${btoa(`${key}:`)}`, 'content-type': 'application/json' }
  const body = tracker && { body: JSON.stringify({ tracker }) }
  const response = await fetch(`${easypost.url}/v2/${path}`, { method, headers, ...body })
  const text = await response.text()
  return { status: response.status, text, body: JSON.parse(text) }
}
const create = (code: string, carrier?: string) =>
  call('POST', 'trackers', { tracking_code: code, ...(carrier && { carrier }) })

describe('trackers', () => {
  it('given the same number and carrier within three months, then the original; after them, another', async () => {
    const first = await create('A1GB')
    expect([first.status, first.body]).toEqual([201, expect.objectContaining({ carrier: 'RoyalMail', mode: 'test' })])
    expect(await create('A1GB', 'RoyalMail')).toMatchObject({ status: 200, body: { id: first.body.id } })
    expect((await create('A1GB', 'USPS')).body.id).not.toBe(first.body.id)
    clock.advance(91 * day)
    expect((await create('A1GB')).body.id).not.toBe(first.body.id)
    expect(easypost.ledger().trackers).toHaveLength(3)
  })

  it('given a carrier that nobody knows, or a number that no carrier has, then it is refused', async () => {
    for (const answer of [
      await create('A1GB', 'Owl'),
      await create('A1'),
      await create('A1', 'USPS'),
      await call('POST', 'trackers', {}),
    ]) {
      expect(answer).toMatchObject({ status: 422, body: { error: { code: expect.any(String) } } })
    }
  })

  it('given another key, then 401; an unknown tracker, then 404', async () => {
    expect(await call('GET', 'trackers/trk_1', undefined, 'EZTK_other')).toMatchObject({ status: 401 })
    expect(await call('GET', 'trackers/trk_1')).toMatchObject({ status: 404 })
  })

  it.each([
    ['EZ1000000001', 'pre_transit'],
    ['EZ2000000002', 'in_transit'],
    ['EZ3000000003', 'out_for_delivery'],
    ['EZ4000000004', 'delivered'],
    ['EZ5000000005', 'return_to_sender'],
    ['EZ6000000006', 'failure'],
    ['EZ7000000007', 'unknown'],
  ])('given the test number %s, then it is %s', async (code, status) => {
    expect((await create(code, 'USPS')).body.status).toBe(status)
  })

  it('given a parcel that its carrier moves, then it shows where it was, before and after it is followed', async () => {
    easypost.move('A1GB', 'in_transit', { estimatedDeliveryAt: new Date('2026-03-04T00:00:00Z') })
    const { body } = await create('A1GB')
    expect(body).toMatchObject({ status: 'in_transit', est_delivery_date: '2026-03-04T00:00:00.000Z' })
    easypost.move('A1GB', 'failure', { detail: 'damaged' })
    const { body: after, text } = await call('GET', `trackers/${body.id}`)
    expect(after).toMatchObject({ status: 'failure', status_detail: 'damaged', finalized: false })
    expect(after.tracking_details.map((d: { status: string }) => d.status)).toEqual(['in_transit', 'failure'])
    // EasyPost's own way to write a number, which its signatures are made over.
    expect(text).toContain('"weight":17.0,')
  })

  it('lists what was made, newest first, by number and in pages', async () => {
    for (const code of ['A1GB', 'A2GB', 'A3GB']) await create(code)
    const { body: page } = await call('GET', 'trackers?page_size=2')
    expect([page.trackers.map((t: { tracking_code: string }) => t.tracking_code), page.has_more]).toEqual([
      ['A3GB', 'A2GB'],
      true,
    ])
    const { body: rest } = await call('GET', `trackers?page_size=2&before_id=${page.trackers[1].id}`)
    expect([rest.trackers.length, rest.has_more]).toEqual([1, false])
    expect((await call('GET', 'trackers?tracking_code=A2GB')).body.trackers).toHaveLength(1)
  })

  it('forgets a tracker on demand', async () => {
    const { body } = await create('A1GB')
    easypost.forget(body.id)
    expect(await call('GET', `trackers/${body.id}`)).toMatchObject({ status: 404 })
  })
})

describe('events', () => {
  it('given a tracker and a move, then both are told, signed over their bytes', async () => {
    await create('A1GB')
    easypost.move('A1GB', 'delivered')
    await easypost.idle()
    const events = received.map(({ body }) => JSON.parse(body))
    expect(events.map((e) => [e.description, e.result.status, e.previous_attributes])).toEqual([
      ['tracker.created', 'unknown', {}],
      ['tracker.updated', 'delivered', { status: 'unknown' }],
    ])
    for (const { body, signature } of received) {
      const digest = createHmac('sha256', 'sécret'.normalize('NFKD')).update(body).digest('hex')
      expect(signature).toBe(`hmac-sha256-hex=${digest}`)
    }
  })

  it('given a shop that does not take it, then it is sent again under its id, later and later, for a day', async () => {
    shopAnswers = 500
    await create('A1GB')
    await easypost.idle()
    expect(await easypost.deliverPending()).toBe(0)
    for (let minutes = 0; minutes < 3 * 24 * 60; minutes += 10) {
      clock.advance(600_000)
      await easypost.deliverPending()
    }
    expect(easypost.deliveries().length).toBe(9)
    expect(new Set(easypost.deliveries().map((d) => d.eventId)).size).toBe(1)
  })

  it('given copies, silence and repeats, then so they are sent', async () => {
    easypost.configureWebhooks({ delivery: false, copies: 3 })
    await create('A1GB')
    expect(received).toEqual([])
    easypost.configureWebhooks({ delivery: true })
    expect(await easypost.deliverPending()).toBe(1)
    expect(received).toHaveLength(3)
    easypost.configureWebhooks({ copies: 1 })
    await easypost.resend(easypost.events()[0]?.id ?? '')
    expect(received).toHaveLength(4)
  })
})

describe('faults', () => {
  it('given a fault, then the call has no effect, or one that nobody hears of', async () => {
    for (const [fault, status] of [
      ['status-401', 401],
      ['status-402', 402],
      ['status-429', 429],
      ['status-500', 500],
    ] as const) {
      easypost.faults.next({ fault, endpoint: 'createTracker' })
      expect((await create('A1GB')).status).toBe(status)
    }
    easypost.faults.next({ fault: 'html' })
    await expect(create('A1GB')).rejects.toThrow()
    easypost.faults.next({ fault: 'drop' })
    await expect(create('A1GB')).rejects.toThrow('fetch failed')
    expect(easypost.ledger().trackers).toEqual([])
    easypost.faults.next({ fault: 'accept-then-drop' })
    await expect(create('A1GB')).rejects.toThrow('fetch failed')
    expect(easypost.ledger().trackers).toHaveLength(1)
    expect(easypost.ledger().requests.at(-1)).toMatchObject({ status: null, fault: 'accept-then-drop' })
  })

  it('given an outage, then until it is cleared', async () => {
    easypost.faults.next({ fault: 'status-500', times: Number.POSITIVE_INFINITY })
    for (let times = 0; times < 5; times += 1) expect((await create('A1GB')).status).toBe(500)
    easypost.faults.clear()
    expect((await create('A1GB')).status).toBe(201)
  })
})

it('given a pace, then a parcel gets to its door by itself', async () => {
  const told: string[] = []
  const quick = createEasypostSimulator({
    webhookSecret: 'secret',
    webhookUrl: 'http://shop.example/hook',
    pace: { stageMs: 5 },
    send: async (request) => {
      told.push((await request.json()).result.status)
      return new Response()
    },
  })
  const headers = { authorization: `Basic ${btoa('EZTK_simulator:')}` }
  const body = JSON.stringify({ tracker: { tracking_code: 'A1' } })
  await quick.fetch(new Request('http://easypost.example/v2/trackers', { method: 'POST', headers, body }))
  await expect.poll(() => told).toEqual(['unknown', 'in_transit', 'out_for_delivery', 'delivered'])
  await quick.close()
})
