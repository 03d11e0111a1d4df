import { createServer } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import { createManualClock } from '../manual-clock.ts'
import { createManualTimer } from '../manual-timer.ts'
import type { CallbackEvent } from './callbacks.ts'
import { createProdigiSimulator } from './create-prodigi-simulator.ts'
import { orderRequestFixture } from './order-request-fixture.test.data.ts'
import type { ProdigiSimulatorOptions } from './prodigi-simulator.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** A shop's door: answers with the statuses it is given, then with 200. */
async function receiver(statuses: number[] = []) {
  const events: CallbackEvent[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => {
      text += chunk
    })
    request.on('end', () => {
      events.push(JSON.parse(text))
      response.writeHead(statuses.shift() ?? 200).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(async () => {
    server.closeAllConnections()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  })
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no address')
  return { events, url: `http://127.0.0.1:${address.port}/hooks/prodigi/token` }
}

function start(options: ProdigiSimulatorOptions = {}) {
  const simulator = createProdigiSimulator({ seed: 1, clock: createManualClock('2026-01-01T00:00:00Z'), ...options })
  closing.push(() => simulator.close())
  const place = async (callbackUrl: string | null) => {
    const response = await simulator.fetch(
      new Request('https://prodigi.example/v4.0/orders', {
        method: 'POST',
        headers: { 'x-api-key': 'test_key', 'content-type': 'application/json' },
        body: JSON.stringify(orderRequestFixture({ callbackUrl, idempotencyKey: null })),
      }),
    )
    const { order } = (await response.json()) as { order: { id: string } }
    return order.id
  }
  return { simulator, place }
}

const kinds = (events: readonly CallbackEvent[]) => events.map(({ type }) => type.replace('com.prodigi.order.', ''))

it('given an address on the order, when it goes through, then every moment is told in turn', async () => {
  const { events, url } = await receiver()
  const { simulator, place } = start()
  const id = await place(url)
  simulator.runOrder(id)
  await simulator.waitForCallbacks()
  expect(kinds(events)).toEqual([
    'status.stage.changed#Draft',
    'status.stage.changed#InProgress',
    'status.stage.changed#InProgress',
    'shipments.shipment#Complete',
    'status.stage.changed#Complete',
  ])
  expect(events[0]).toEqual({
    specversion: '1.0',
    id: expect.stringMatching(/^evt_\d+$/),
    type: 'com.prodigi.order.status.stage.changed#Draft',
    source: 'https://api.sandbox.prodigi.com/v4.0/Orders/',
    time: '2026-01-01T00:00:00.000Z',
    datacontenttype: 'application/json',
    subject: id,
    data: {
      order: expect.objectContaining({ id, status: expect.objectContaining({ stage: 'Draft' }) }),
      traceParent: expect.stringMatching(/^\|[0-9a-f-]{36}\.[0-9a-f]{8}_$/),
    },
  })
  expect(events.at(-1)?.data.order).toEqual(simulator.order(id))
  expect(new Set(events.map((event) => event.id)).size).toBe(events.length)
})

it('F51: given callbacks are duplicated, then each comes twice under two ids', async () => {
  const { events, url } = await receiver()
  const { simulator, place } = start({ callbacks: 'duplicated' })
  await place(url)
  await simulator.waitForCallbacks()
  expect(kinds(events)).toEqual([
    'status.stage.changed#Draft',
    'status.stage.changed#Draft',
    'status.stage.changed#InProgress',
    'status.stage.changed#InProgress',
  ])
  expect(new Set(events.map((event) => event.id)).size).toBe(4)
})

it('F42: given a held order, then nothing is told until it is released', async () => {
  const { events, url } = await receiver()
  const { simulator, place } = start({ plan: { pause: 'until_released' } })
  const id = await place(url)
  await simulator.waitForCallbacks()
  expect(events).toEqual([])
  simulator.releaseOrder(id)
  await simulator.waitForCallbacks()
  expect(kinds(events)).toEqual(['status.stage.changed#InProgress'])
})

it('given a receiver that fails twice, then the callback comes a third time with the same id', async () => {
  const { events, url } = await receiver([500, 503])
  const { simulator, place } = start()
  await place(url)
  await simulator.waitForCallbacks()
  expect(new Set(events.slice(0, 3).map((event) => event.id)).size).toBe(1)
  expect(simulator.callbacks()).toMatchObject([
    { state: 'delivered', attempts: 3 },
    { state: 'delivered', attempts: 1 },
  ])
})

it('F52: given a receiver that is away, then callbacks are given up and nothing is thrown', async () => {
  const { simulator, place } = start()
  await place('http://127.0.0.1:1/hooks')
  await simulator.waitForCallbacks()
  expect(simulator.callbacks().map(({ state }) => state)).toEqual(['given_up', 'given_up'])
})

it('given an address of the account, then orders without one are told there', async () => {
  const { events, url } = await receiver()
  const { simulator, place } = start({ callbackUrl: url })
  const id = await place(null)
  await simulator.waitForCallbacks()
  expect(events.map(({ subject }) => subject)).toEqual([id, id])
})

it.each([{ callbacks: 'off' as const }, {}])(
  'given %j and no address for it, then nothing is sent',
  async (options) => {
    const { simulator, place } = start(options)
    await place('callbacks' in options ? 'http://127.0.0.1:1/hooks' : null)
    await simulator.waitForCallbacks()
    expect(simulator.callbacks()).toEqual([])
  },
)

it('given a receiver that never answers, when the simulator closes, then it does not wait for it', async () => {
  const { simulator, place } = start({
    send: (_, init) => new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject())),
  })
  await place('https://shop.example/hooks')
  await simulator.close()
  expect(simulator.callbacks().map(({ state }) => state)).toEqual(['given_up', 'given_up'])
})

/** An order that went through, whose callbacks wait for their time. */
async function reordered(seed: number, options: ProdigiSimulatorOptions = {}) {
  const { events, url } = await receiver()
  const clock = createManualClock('2026-01-01T00:00:00Z')
  const { simulator, place } = start({ seed, clock, callbacks: { reordered: { withinMs: 1000 } }, ...options })
  simulator.runOrder(await place(url))
  await simulator.waitForCallbacks()
  return { simulator, clock, events }
}

it('F51: given callbacks are reordered, then they wait for the clock, and come in another order with their own times', async () => {
  const { simulator, clock, events } = await reordered(1)
  expect(events).toEqual([])
  clock.advance(500)
  const first = await simulator.deliverCallbacks()
  expect(first).toBe(events.length)
  clock.advance(500)
  expect(first + (await simulator.deliverCallbacks())).toBe(5)
  const told = simulator.callbacks().map(({ event }) => event.id)
  const came = events.map(({ id }) => id)
  expect(came).not.toEqual(told)
  expect(came.toSorted()).toEqual(told.toSorted())
  expect(new Set(events.map(({ time }) => time))).toEqual(new Set(['2026-01-01T00:00:00.000Z']))
})

it('given the same seed, then reordered callbacks come in the same order', async () => {
  const order = async (seed: number) => {
    const { simulator, events } = await reordered(seed)
    expect(await simulator.deliverCallbacks({ all: true })).toBe(5)
    return events.map(({ type }) => type)
  }
  expect(await order(3)).toEqual(await order(3))
  const orders = await Promise.all([1, 2, 3, 4, 5].map(order))
  expect(new Set(orders.map(String)).size).toBeGreaterThan(1)
})

it('F51: given duplicates in disorder, and time that passes, then each comes twice, by the clock alone', async () => {
  const { simulator, clock, events } = await reordered(1, {
    callbacks: { duplicated: true, reordered: { withinMs: 1000 } },
    pace: { stageMs: 8 },
  })
  clock.advance(1000)
  await expect.poll(() => events.length).toBe(10)
  expect(simulator.callbacks().every(({ state }) => state === 'delivered')).toBe(true)
})

it('when another process asks for them, then reordered callbacks are sent', async () => {
  const { simulator, events } = await reordered(1, { callbacks: 'reordered' })
  const deliver = async (body?: string) => {
    const response = await fetch(`${await simulator.listen()}/__deliver`, { method: 'POST', ...(body && { body }) })
    return response.json()
  }
  expect(await deliver()).toEqual({ delivered: 0 })
  expect(await deliver('{"all":true}')).toEqual({ delivered: 5 })
  expect(events).toHaveLength(5)
})

it('given reordered callbacks that nobody asked for, when the simulator closes, then they are given up', async () => {
  const { simulator, events } = await reordered(1)
  await simulator.close()
  expect(events).toEqual([])
  expect(simulator.callbacks().every(({ state }) => state === 'given_up')).toBe(true)
})

it('given a receiver that fails and time that passes, then the next attempt waits for a stage', async () => {
  const { events, url } = await receiver([500])
  const timer = createManualTimer()
  const { place } = start({ timer, pace: { stageMs: 2000 } })
  await place(url)
  await expect.poll(() => timer.pending()).toBe(1)
  expect(events).toHaveLength(1)
  timer.elapse(2000)
  await expect.poll(() => events.length).toBe(3)
})
