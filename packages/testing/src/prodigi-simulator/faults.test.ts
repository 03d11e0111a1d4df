import { expect, it } from 'vitest'
import { createManualClock } from '../manual-clock.ts'
import { createManualTimer } from '../manual-timer.ts'
import { createProdigiSimulator } from './create-prodigi-simulator.ts'
import { orderRequestFixture } from './order-request-fixture.test.data.ts'
import type { ProdigiSimulatorOptions } from './prodigi-simulator.ts'
import { apiKey, startSimulatorFixture } from './start-simulator-fixture.test.data.ts'

it('F34: given the answer is lost, when the order is sent again with its key, then it is adopted', async () => {
  const { simulator, call } = await startSimulatorFixture()
  simulator.faults.next({ endpoint: 'createOrder', fault: 'accept-then-drop' })
  await expect(call('POST', '/orders', orderRequestFixture())).rejects.toThrow('fetch failed')
  const again = await call('POST', '/orders', orderRequestFixture())
  expect(again.json.outcome).toBe('AlreadyExists')
  expect(simulator.ledger().orders.map(({ id }) => id)).toEqual([again.json.order.id])
  expect(simulator.ledger().requests).toMatchObject([
    { endpoint: 'createOrder', status: null, fault: 'accept-then-drop' },
    { endpoint: 'createOrder', status: 200, outcome: 'AlreadyExists', fault: null },
  ])
})

it.each([
  ['drop', 0],
  ['accept-then-drop', 1],
] as const)('when the app is called in process under %s, then the call fails as fetch does', async (fault, made) => {
  const { simulator } = await startSimulatorFixture()
  simulator.faults.next({ fault })
  const request = new Request('https://api.sandbox.prodigi.com/v4.0/orders', {
    method: 'POST',
    headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
    body: JSON.stringify(orderRequestFixture()),
  })
  await expect(simulator.fetch(request)).rejects.toThrow(TypeError)
  expect(simulator.ledger().orders).toHaveLength(made)
})

it.each([
  ['status-500', 500, 0, /^\{"outcome":"InternalServerError"/],
  ['status-503', 503, 0, /^<html>/],
  ['rate-limited', 429, 0, /^API calls quota exceeded/],
  ['timed-out', 500, 1, /^\{"outcome":"TimedOut"/],
  ['html', 502, 1, /^<html>/],
  ['truncated-json', 200, 1, /^\{"outcome":"Created".*[^}]$/],
  ['empty-200', 200, 1, /^$/],
] as const)(
  'F48 F49: when %s strikes, then the status is %d and %d orders are made',
  async (fault, status, made, text) => {
    const { simulator, call } = await startSimulatorFixture()
    simulator.faults.next({ endpoint: 'createOrder', fault })
    const answer = await call('POST', '/orders', orderRequestFixture())
    expect(answer.status).toBe(status)
    expect(answer.text).toMatch(text)
    expect(simulator.ledger().orders).toHaveLength(made)
    expect(answer.headers.get('retry-after')).toBe(fault === 'rate-limited' ? '30' : null)
    const next = await call('POST', '/orders', orderRequestFixture())
    expect(next.json.outcome).toBe(made === 1 ? 'AlreadyExists' : 'Created')
  },
)

it('when an answer is slow, then it waits until it is let go, and the order is made already', async () => {
  const { simulator, call } = await startSimulatorFixture()
  simulator.faults.next({ endpoint: 'createOrder', fault: 'slow' })
  const answering = call('POST', '/orders', orderRequestFixture())
  await expect.poll(() => simulator.ledger().orders.length).toBe(1)
  expect(simulator.ledger().requests).toEqual([])
  simulator.faults.release()
  expect((await answering).json.outcome).toBe('Created')
})

it('when faults are for one endpoint and so many calls, then others are left alone', async () => {
  const { simulator, call } = await startSimulatorFixture()
  simulator.faults.next({ endpoint: 'getOrder', fault: 'status-500', times: 2 })
  const { json } = await call('POST', '/orders', orderRequestFixture())
  const statuses = []
  for (let read = 0; read < 3; read += 1) statuses.push((await call('GET', `/orders/${json.order.id}`)).status)
  expect(statuses).toEqual([500, 500, 200])
  expect(simulator.faults.pending()).toBe(0)
})

it('F48: given a quota, when it is used up, then calls are turned away in plain text until the window ends', async () => {
  const { clock, call } = await startSimulatorFixture({ rateLimit: { calls: 2, windowMs: 30_000 } })
  await call('GET', '/orders')
  clock.advance(10_000)
  await call('GET', '/orders')
  const refused = await call('GET', '/orders')
  expect(refused.status).toBe(429)
  expect(refused.text).toBe('API calls quota exceeded! maximum admitted 2 per 30s.')
  expect(refused.headers.get('retry-after')).toBe('20')
  clock.advance(20_000)
  expect((await call('GET', '/orders')).status).toBe(200)
})

it.each([
  [60_000, 500, 'TimedOut'],
  [3_600_000, 500, 'TimedOut'],
  [59_999, 200, 'Created'],
])('F34: given an answer %d ms late, then the server gives up after a minute: %d', async (delayMs, status, outcome) => {
  const timer = createManualTimer()
  const { simulator, call } = await startSimulatorFixture({ timer })
  simulator.faults.next({ endpoint: 'createOrder', fault: 'slow', delayMs })
  const answering = call('POST', '/orders', orderRequestFixture())
  await expect.poll(() => timer.pending()).toBe(1)
  expect(simulator.ledger().orders).toHaveLength(1)
  timer.elapse(Math.min(delayMs, 60_000))
  expect(await answering).toMatchObject({ status, json: { outcome } })
})

/** So many reads in process, and how each ended. */
async function reads(count: number, options: ProdigiSimulatorOptions) {
  const simulator = createProdigiSimulator({ clock: createManualClock('2026-01-01'), ...options })
  const headers = { 'x-api-key': 'test_key' }
  for (let read = 0; read < count; read += 1) {
    await simulator
      .fetch(new Request('https://prodigi.example/v4.0/orders/ord_1', { headers }))
      .catch((error: unknown) => expect(error).toBeInstanceOf(TypeError))
  }
  return simulator.ledger().requests.map(({ fault }) => fault)
}

it('given rates, then about so many calls are struck, the same ones for the same seed', async () => {
  const faults = { rate: { 'accept-then-drop': 0.05, 'status-503': 0.2 } }
  const struck = await reads(2000, { seed: 7, faults })
  const share = (kind: string) => struck.filter((fault) => fault === kind).length / struck.length
  expect(share('accept-then-drop')).toBeCloseTo(0.05, 1)
  expect(share('status-503')).toBeCloseTo(0.2, 1)
  expect(new Set(struck)).toEqual(new Set([null, 'accept-then-drop', 'status-503']))
  expect(await reads(2000, { seed: 7, faults })).toEqual(struck)
  expect(await reads(2000, { seed: 8, faults })).not.toEqual(struck)
})

it('given rates of 1 for one endpoint, then it fails always and others never, until they are taken back', async () => {
  const { simulator, call } = await startSimulatorFixture({
    faults: { rate: { 'status-500': 1 }, endpoints: ['createOrder'] },
  })
  const place = () => call('POST', '/orders', orderRequestFixture())
  expect([(await place()).status, (await place()).status]).toEqual([500, 500])
  expect((await call('GET', '/orders')).status).toBe(200)
  simulator.faults.next({ fault: 'html' })
  expect((await place()).status).toBe(502)
  simulator.faults.clear()
  expect((await place()).json.outcome).toBe('AlreadyExists')
})

it('given slow answers by chance, then they come after the time that the rates say', async () => {
  const timer = createManualTimer()
  const { call } = await startSimulatorFixture({ timer, faults: { rate: { slow: 1 }, slowMs: 5000 } })
  const answering = call('GET', '/orders')
  await expect.poll(() => timer.pending()).toBe(1)
  timer.elapse(5000)
  expect((await answering).status).toBe(200)
})

it('given faults by chance or none, then the same ids are given', async () => {
  const id = async (options: ProdigiSimulatorOptions) => {
    const { call } = await startSimulatorFixture(options)
    return (await call('POST', '/orders', orderRequestFixture())).json.order.id
  }
  expect(await id({ faults: { rate: { drop: 0.001 } } })).toBe(await id({}))
})

it.each([
  { rate: { gremlins: 0.1 } },
  { rate: { drop: -0.1 } },
  { rate: { drop: 0.6, html: 0.6 } },
  { rate: {}, endpoints: ['teapot'] },
])('given the rates %j, then they are refused', async (rates) => {
  const { url } = await startSimulatorFixture()
  const refused = await fetch(`${url}/__faults/rate`, { method: 'POST', body: JSON.stringify(rates) })
  expect(refused.status).toBe(400)
})
