import type { Timer } from '@quoin/core'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createManualClock, type ManualClock } from '../manual-clock.ts'
import { createProdigiSimulator } from './create-prodigi-simulator.ts'
import { faultKinds } from './fault-script.ts'
import type { OrderPlan } from './order-plan.ts'
import { itemFixture, orderRequestFixture } from './order-request-fixture.test.data.ts'
import { fromCost } from './prices.ts'
import type { ProdigiOrder } from './prodigi-order.ts'
import type { ProdigiSimulator } from './prodigi-simulator.ts'

// Whatever is called, and whatever happens to orders meanwhile: one key makes one order, and nothing breaks by itself.

const mug = itemFixture({ sku: 'GLOBAL-MUG-W', attributes: {}, copies: 3 })
const postcard = { postcard: { url: 'https://cdn.example/card.pdf' } }

/** A call of the API, or something that happens to the account. Orders are meant by their place in the ledger, counted round. */
type Event =
  | {
      readonly does: 'call'
      readonly method: 'GET' | 'POST'
      readonly path: string
      readonly order: number
      readonly body?: unknown
    }
  | { readonly does: 'move'; readonly how: 'advance' | 'run' | 'release' | 'resolve'; readonly order: number }
  | { readonly does: 'plan'; readonly plan: OrderPlan }
  | { readonly does: 'fault'; readonly fault: (typeof faultKinds)[number]; readonly times: number }
  | { readonly does: 'chance'; readonly share: number }
  | { readonly does: 'wait'; readonly durationMs: number }
  | { readonly does: 'deliver'; readonly all: boolean }

const order = fc.nat({ max: 5 })
const key = fc.constantFrom('a', 'b', 'c', null)
const goodOrder = fc
  .record({
    idempotencyKey: key,
    items: fc.constantFrom([itemFixture()], [mug], [itemFixture(), mug]),
    branding: fc.constantFrom(null, postcard),
  })
  .map(orderRequestFixture)
const fields = [
  'items',
  'recipient',
  'shippingMethod',
  'metadata',
  'branding',
  'callbackUrl',
  'merchantReference',
  'constructor',
  '__proto__',
]
const mangledOrder = fc
  .tuple(goodOrder, fc.constantFrom(...fields), fc.jsonValue())
  .map(([body, field, value]) => Object.fromEntries([...Object.entries(body), [field, value]]))
const post = (path: string, body: fc.Arbitrary<unknown>) =>
  fc.record({
    does: fc.constant('call' as const),
    method: fc.constant('POST' as const),
    path: fc.constant(path),
    order,
    body,
  })
const get = (path: string) =>
  fc.record({ does: fc.constant('call' as const), method: fc.constant('GET' as const), path: fc.constant(path), order })
const quoteItem = { sku: 'GLOBAL-MUG-W', copies: 1, assets: [{ printArea: 'default' }] }

const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 8, arbitrary: post('/orders', goodOrder) },
  post('/orders', mangledOrder),
  post('/orders', fc.jsonValue()),
  get('/orders'),
  get('/orders?top=2&skip=1&status=inProgress'),
  get('/orders/:id'),
  get('/orders/:id/actions'),
  { weight: 3, arbitrary: post('/orders/:id/actions/cancel', fc.constant(undefined)) },
  post('/orders/:id/actions/updateShippingMethod', fc.constant({ shippingMethod: 'Express' })),
  post('/orders/:id/actions/updateRecipient', fc.oneof(fc.constant(orderRequestFixture().recipient), fc.jsonValue())),
  post('/orders/:id/actions/updateMetadata', fc.record({ metadata: fc.dictionary(fc.string(), fc.jsonValue()) })),
  post('/quotes', fc.oneof(fc.constant({ destinationCountryCode: 'GB', items: [quoteItem] }), fc.jsonValue())),
  post(
    '/products/spine',
    fc.record({
      sku: fc.constant('BOOK-A4-L-HARD-M'),
      destinationCountryCode: fc.constant('DE'),
      numberOfPages: fc.integer(),
    }),
  ),
  get('/products/GLOBAL-CAN-10X10'),
  {
    weight: 12,
    arbitrary: fc.record({
      does: fc.constant('move' as const),
      how: fc.constantFrom('advance' as const, 'run' as const, 'release' as const, 'resolve' as const),
      order,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('plan' as const),
      plan: fc.constantFrom<OrderPlan>(
        { pause: 'until_released' },
        { pause: 1000 },
        { paymentIssue: true },
        { failedDownloads: 2 },
        { failedDownloads: 10 },
        { itemUnavailable: true },
        { cancel: 'partial', parcels: 'by_item' },
        { cancel: 'fails' },
        { updates: 'partial', tracked: false },
      ),
    }),
  },
  fc.record({
    does: fc.constant('fault' as const),
    fault: fc.constantFrom(...faultKinds),
    times: fc.integer({ min: 1, max: 2 }),
  }),
  fc.record({ does: fc.constant('chance' as const), share: fc.constantFrom(0, 0.3) }),
  fc.record({ does: fc.constant('wait' as const), durationMs: fc.integer({ min: 0, max: 300_000 }) }),
  fc.record({ does: fc.constant('deliver' as const), all: fc.boolean() }),
)

const events = fc.array(event, { minLength: 1, maxLength: 60, size: 'max' })

interface Game {
  readonly simulator: ProdigiSimulator
  readonly clock: ManualClock
  /** The orders that were made so far. */
  ids: readonly string[]
}

const impatient: Timer = {
  after(_, callback) {
    queueMicrotask(callback)
    return () => undefined
  },
}

async function play(seed: number, given: readonly Event[]) {
  const clock = createManualClock('2026-01-01T00:00:00Z')
  let received = 0
  const simulator = createProdigiSimulator({
    seed,
    clock,
    callbackUrl: 'https://shop.example/hooks',
    callbacks: { duplicated: true, reordered: { withinMs: 60_000 } },
    // Delays end at once, and every third callback is not taken.
    timer: impatient,
    send: async () => {
      received += 1
      return new Response(null, { status: received % 3 === 0 ? 500 : 200 })
    },
  })
  const game: Game = { simulator, clock, ids: [] }
  const transcript: unknown[] = []
  for (const event of given) transcript.push(await happen(game, event))
  await simulator.deliverCallbacks({ all: true })
  return { transcript, orders: simulator.orders(), callbacks: simulator.callbacks(), ledger: simulator.ledger() }
}

async function happen(game: Game, event: Event): Promise<unknown> {
  const { simulator, clock } = game
  switch (event.does) {
    case 'call':
      return call(game, event)
    case 'plan':
      return simulator.planNext(event.plan)
    case 'fault':
      return simulator.faults.next({ fault: event.fault, times: event.times, delayMs: 90_000 })
    case 'chance':
      return simulator.faults.atRate({ rate: { 'accept-then-drop': event.share, html: event.share } })
    case 'deliver':
      return simulator.deliverCallbacks({ all: event.all })
    case 'wait':
      clock.advance(event.durationMs)
      return simulator.catchUp()
    case 'move':
      return move(game, event)
  }
}

function move(game: Game, { how, order }: Extract<Event, { does: 'move' }>): unknown {
  const { advanceOrder, runOrder, releaseOrder, resolveIssues } = game.simulator
  const moves = { advance: advanceOrder, run: runOrder, release: releaseOrder, resolve: resolveIssues }
  const id = idOf(game, order)
  if (id === null) return null
  const { stage } = game.simulator.order(id).status
  const moved = moves[how](id)
  if (stage === 'Complete' || stage === 'Cancelled') expect(moved.status.stage).toBe(stage)
  return moved
}

async function call(game: Game, { method, path, order, body }: Extract<Event, { does: 'call' }>): Promise<unknown> {
  const url = `https://prodigi.example/v4.0${path.replace(':id', idOf(game, order) ?? 'ord_0')}`
  const headers = { 'x-api-key': 'k', 'content-type': 'application/json' }
  const request = new Request(url, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) })
  try {
    const response = await game.simulator.fetch(request)
    return [response.status, await response.text()]
  } catch (error) {
    expect(error).toMatchObject({ name: 'TypeError', cause: { code: 'ECONNRESET' } })
    return 'hung up'
  } finally {
    if (path === '/orders') game.ids = game.simulator.ledger().orders.map(({ id }) => id)
  }
}

function idOf({ ids }: Game, place: number): string | null {
  return ids[place % ids.length] ?? null
}

function expectSoundCharges({ charges }: ProdigiOrder): void {
  for (const { totalCost, totalTax, items } of charges) {
    const sum = items.reduce((total, { cost }) => total + fromCost(cost).amount, fromCost(totalTax).amount)
    expect(fromCost(totalCost).amount).toBe(sum)
  }
  const billed = charges.reduce((sum, { totalCost }) => sum + fromCost(totalCost).amount, 0)
  expect(billed).toBeGreaterThanOrEqual(0)
}

it('INV-1: given any calls, faults and time, then a key makes one order, and only faults break anything', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), events, async (seed, given) => {
      const { ledger, orders } = await play(seed, given)
      const keys = ledger.orders.flatMap(({ idempotencyKey }) => idempotencyKey ?? [])
      expect(new Set(keys).size).toBe(keys.length)
      for (const { status, fault } of ledger.requests) {
        if (status === null || status >= 500) expect(fault).not.toBeNull()
      }
      expect(orders.map(({ id }) => id).toSorted()).toEqual(ledger.orders.map(({ id }) => id).toSorted())
      orders.forEach(expectSoundCharges)
    }),
    { numRuns: 100 },
  )
}, 30_000)

it('given the same seed, clock and events, then everything is the same, to the last id', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), events, async (seed, given) => {
      expect(await play(seed, given)).toEqual(await play(seed, given))
    }),
    { numRuns: 30 },
  )
}, 30_000)
