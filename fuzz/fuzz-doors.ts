import { createMemoryStorage, type Storage } from '@quoin/core'
import { createHttpHandler } from '@quoin/http'
import { createManualClock, openTestShop, type TestShop } from '@quoin/testing'
import fc from 'fast-check'
import { type Door, easypostDoor, prodigiDoor, type Seal, stripeDoor } from './doors.ts'
import { type HostileBody, hostileBodies } from './hostile-bodies.ts'

/** By door, then by what was shown and how it was answered. */
export type FuzzCounts = Readonly<Record<string, Readonly<Record<string, number>>>>

export interface FuzzOptions {
  /** At each door. */
  readonly cases: number
  readonly seed: number
}

const limitBytes = 1024 * 1024
/** What a webhook may lead to: reads, and word to a person. Nothing that moves money or a print. */
const harmless = new Set(['sync_payment', 'refresh_fulfillment', 'track_shipment', 'send_alert'])
const refusals = new Set([400, 401, 413])
/** To the store, for one request. */
const mostCalls = 3

/**
 * Sends made-up webhooks to each door of a shop with an order on its way. Throws with the least case that broke a rule:
 * an answer that is no 2xx and no 4xx, or 200 for what nobody has sealed; a change of the store without a 200; an order that
 * is changed by the body of a webhook; more than a handful of calls to the store for one request.
 */
export async function fuzzDoors({ cases, seed }: FuzzOptions): Promise<FuzzCounts> {
  await using world = await openWorld()
  const counts: Record<string, Record<string, number>> = {}
  for (const door of world.doors) {
    const count: Record<string, number> = {}
    counts[door.name] = count
    const attempt = hostileBodies(door.sample, limitBytes).chain((body) =>
      fc.record({
        body: fc.constant(body),
        seal: door.seal(body.bytes),
        contentType: fc.constantFrom(null, 'application/json', 'text/plain', 'a/b;;'),
      }),
    )
    await fc.assert(
      fc.asyncProperty(attempt, async ({ body, seal, contentType }) => {
        const status = await world.send(door, body, seal, contentType)
        for (const key of [`${status}`, `body: ${body.kind}`, `seal: ${seal.kind}`]) count[key] = (count[key] ?? 0) + 1
      }),
      { numRuns: cases, seed, endOnFailure: false },
    )
  }
  await world.judge()
  return counts
}

async function openWorld() {
  const clock = createManualClock('2026-03-01T09:00:00Z')
  const memory = createMemoryStorage({ clock })
  const watched = watch(memory)
  const shop = await openTestShop({ storage: watched.storage, clock, tracking: true })
  const { orderId } = await shop.buy()
  await shop.settle()
  shop.prodigi.runOrder((await shop.order(orderId)).fulfillments[0]?.providerOrderId ?? '')
  await shop.pass(60 * 60_000)
  const handle = createHttpHandler({ quoin: shop.quoin, authenticate: () => null, clock, bodyLimitBytes: limitBytes })
  const look = () => lookAt(memory, orderId)
  let before = await look()

  return {
    doors: doorsOf(shop, watched.bodies),
    async send(door: Door, body: HostileBody, seal: Seal, contentType: string | null): Promise<number> {
      Object.assign(watched, { calls: 0, stored: false, wrongKind: '' })
      const headers = { ...seal.headers, ...(contentType !== null && { 'content-type': contentType }) }
      const url = `https://shop.example/api${door.path}${seal.query}`
      const { status } = await handle(new Request(url, { method: 'POST', headers, body: body.bytes }))
      if (watched.calls > mostCalls) throw new Error(`${watched.calls} calls to the store for one request.`)
      const after = await look()
      if (status !== 200 && !refusals.has(status)) throw new Error(`Answered by ${status}.`)
      if (status === 200 && !seal.isGenuine) throw new Error('Let in without a seal.')
      if (status !== 200 && (after.jobs !== before.jobs || watched.stored)) throw new Error('Refused, and yet stored.')
      if (after.order !== before.order) throw new Error('A webhook has changed an order by itself.')
      if (watched.wrongKind) throw new Error(`A webhook led to ${watched.wrongKind}.`)
      before = after
      return status
    },
    /** Works off whatever was asked for. The providers know better than any webhook, so the order stays as it was. */
    async judge(): Promise<void> {
      const { paymentStatus, fulfillments } = await shop.order(orderId)
      await shop.pass(60 * 60_000)
      const end = await shop.order(orderId)
      const prints = shop.prodigi.ledger().orders.length
      if (end.paymentStatus !== paymentStatus || end.fulfillments.length !== fulfillments.length || prints !== 1) {
        throw new Error(`What came through the doors has changed the order: ${JSON.stringify(end)}, ${prints} prints.`)
      }
    },
    async [Symbol.asyncDispose]() {
      await shop.close()
    },
  }
}

/** Everything that can be seen of the order, and how many jobs there are. */
async function lookAt(storage: Storage, orderId: string) {
  const { due, scheduled, running, dead } = await storage.jobStats()
  const order = JSON.stringify([await storage.listOrders({ limit: 10 }), await storage.loadHistory(orderId)])
  return { order, jobs: due + scheduled + running + dead }
}

/** Counts calls, and keeps the latest body of each sender. */
function watch(storage: Storage) {
  const bodies = new Map<string, string>()
  const seen = { calls: 0, stored: false, wrongKind: '', bodies }
  const watched: Storage = {
    ...storage,
    async commit(change) {
      seen.calls += 1
      seen.stored = true
      return storage.commit(change)
    },
    async findOrder(key) {
      seen.calls += 1
      return storage.findOrder(key)
    },
    async receiveWebhook(record, jobs, options) {
      seen.calls += 1
      seen.stored = true
      bodies.set(record.source, record.body)
      seen.wrongKind = jobs.find(({ kind }) => !harmless.has(kind))?.kind ?? ''
      return storage.receiveWebhook(record, jobs, options)
    },
  }
  return Object.assign(seen, { storage: watched })
}

function doorsOf(shop: TestShop, bodies: ReadonlyMap<string, string>): readonly Door[] {
  const sampleOf = (source: string): string => {
    const body = bodies.get(source)
    if (body === undefined) throw new Error(`Nothing came from ${source}.`)
    return body
  }
  const { body } = shop.prodigi.ledger().orders[0] ?? {}
  const callbackUrl = typeof body === 'object' && body && 'callbackUrl' in body ? String(body.callbackUrl) : ''
  const token = new URL(callbackUrl).searchParams.get('token') ?? ''
  return [
    stripeDoor({ secret: shop.secrets.stripe, sample: sampleOf('stripe'), now: shop.clock.now() }),
    prodigiDoor({ token, sample: sampleOf('prodigi') }),
    easypostDoor({ secret: shop.secrets.easypost, sample: sampleOf('easypost') }),
  ]
}
