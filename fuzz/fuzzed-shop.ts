import type { JobDraft } from '@quoin/core'
import { createHttpHandler } from '@quoin/http'
import { createManualClock, openTestShop, type TestShop } from '@quoin/testing'
import { type Door, easypostDoor, prodigiDoor, type Seal, stripeDoor, wrongDoor } from './doors.ts'
import { type OpenFuzzedStorage, type StorageCall, watched } from './fuzzed-storage.ts'
import { asItWasSent, type HostileBody } from './hostile-bodies.ts'
import { load, mostTakenBytes, type Transport } from './hostile-transport.ts'

/** Something that knocks at a door. */
export interface Knock {
  readonly body: HostileBody
  readonly seal: Seal
  readonly transport: Transport
}

/** A shop with an order on its way, and its doors. */
export interface FuzzedShop extends AsyncDisposable {
  readonly doors: readonly Door[]
  /** The status of the answer. Throws when a rule was broken. */
  send(knock: Knock): Promise<number>
  /** Works off whatever was asked for, and throws when that has changed the order. */
  judge(): Promise<void>
}

export const limitBytes = 1024 * 1024
/** What a webhook may lead to: reads, and word to a person. Nothing that moves money or a print. */
const harmless = new Set(['sync_payment', 'refresh_fulfillment', 'track_shipment', 'send_alert'])
const refusals = new Set([400, 401, 404, 413])
/** To the store, for one request. */
const mostCalls = 3

export async function openFuzzedShop(open: OpenFuzzedStorage): Promise<FuzzedShop> {
  const clock = createManualClock('2026-03-01T09:00:00Z')
  const store = await open(clock)
  let calls: StorageCall[] = []
  const storage = watched(store.storage, (call) => calls.push(call))
  const shop = await openTestShop({ storage, clock, tracking: true })
  const { orderId } = await shop.buy()
  await shop.settle()
  shop.prodigi.runOrder((await shop.order(orderId)).fulfillments[0]?.providerOrderId ?? '')
  await shop.pass(60 * 60_000)
  const doors = doorsOf(shop, calls)
  const handle = createHttpHandler({ quoin: shop.quoin, authenticate: () => null, clock, bodyLimitBytes: limitBytes })
  const look = async () => ({
    mark: await store.mark(),
    order: JSON.stringify([await store.storage.findOrder({ id: orderId }), await store.storage.loadHistory(orderId)]),
  })
  let before = await look()

  return {
    doors,
    async send(knock) {
      calls = []
      const { request, takenBytes } = requestOf(knock)
      const { status } = await handle(request)
      const after = await look()
      const isChanged = after.mark !== before.mark
      const broken = [
        ...brokenRules(knock, status, calls),
        isChanged && status !== 200 && 'it was refused, and yet something was written',
        after.order !== before.order && 'a webhook has changed an order by itself',
        takenBytes() > mostTakenBytes(limitBytes) && `${takenBytes()} bytes of it were read`,
      ].filter((rule) => rule !== false)
      before = after
      if (broken.length > 0) throw new Error(`Answered by ${status}: ${broken.join('; ')}.`)
      return status
    },
    async judge() {
      const start = await shop.order(orderId)
      await shop.pass(60 * 60_000)
      const end = await shop.order(orderId)
      const prints = shop.prodigi.ledger().orders.length
      const isSame = end.paymentStatus === start.paymentStatus && end.fulfillments.length === start.fulfillments.length
      if (!isSame || prints !== 1) {
        throw new Error(`What came through the doors has changed the order: ${JSON.stringify(end)}, ${prints} prints.`)
      }
    },
    async [Symbol.asyncDispose]() {
      await shop.close()
      await store.close()
    },
  }
}

function brokenRules({ body, seal, transport }: Knock, status: number, calls: readonly StorageCall[]) {
  const isRead = ({ method }: StorageCall) => method === 'findOrder'
  const isReceived = ({ method }: StorageCall) => method === 'receiveWebhook'
  const jobs = calls.filter(isReceived).flatMap(({ args: [, drafts] }) => (isDrafts(drafts) ? drafts : []))
  const isInOrder = body.kind === asItWasSent && transport.kind === 'plain' && transport.headers.length === 0
  return [
    status !== 200 && !refusals.has(status) && 'that is no answer for a webhook',
    status === 200 && !seal.isGenuine && 'it was let in without a seal',
    status === 200 && (transport.kind === 'broken off' || transport.kind === 'without an end') && 'it was not whole',
    status !== 200 && seal.isGenuine && isInOrder && 'it was in order',
    calls.length > mostCalls && `${calls.length} calls to the store`,
    status === 200 && !calls.some(isReceived) && 'it was not stored',
    !calls.every((call) => isRead(call) || (status === 200 && isReceived(call))) &&
      `calls to the store: ${calls.map(({ method }) => method)}`,
    ...jobs.map(({ kind }) => !harmless.has(kind) && `it led to ${kind}`),
  ]
}

function isDrafts(value: unknown): value is readonly JobDraft[] {
  return Array.isArray(value)
}

function requestOf({ body, seal, transport }: Knock) {
  const cargo = load(body.bytes, transport)
  const headers = new Headers()
  for (const [name, value] of [...seal.headers, ...transport.headers]) headers.append(name, value)
  const init = { method: 'POST', headers, body: cargo.body, duplex: 'half' }
  return { request: new Request(`https://shop.example/api${seal.target}`, init), takenBytes: cargo.takenBytes }
}

/** The samples are what the providers have sent. */
function doorsOf({ prodigi, secrets, clock }: TestShop, calls: readonly StorageCall[]): readonly Door[] {
  const sampleOf = (source: string): string => {
    const records = calls.filter(({ method }) => method === 'receiveWebhook').map(({ args: [record] }) => record)
    const body = records.flatMap((record) => (isRecordOf(record, source) ? [record.body] : [])).at(-1)
    if (body === undefined) throw new Error(`Nothing came from ${source}.`)
    return body
  }
  const { body } = prodigi.ledger().orders[0] ?? {}
  const callbackUrl = typeof body === 'object' && body && 'callbackUrl' in body ? String(body.callbackUrl) : ''
  const token = new URL(callbackUrl).searchParams.get('token') ?? ''
  return [
    stripeDoor({ secret: secrets.stripe, sample: sampleOf('stripe'), now: clock.now() }),
    prodigiDoor({ token, sample: sampleOf('prodigi') }),
    easypostDoor({ secret: secrets.easypost, sample: sampleOf('easypost') }),
    wrongDoor({ secrets: [secrets.stripe, secrets.easypost], sample: sampleOf('easypost') }),
  ]
}

function isRecordOf(record: unknown, source: string): record is { readonly body: string } {
  return (
    typeof record === 'object' && record !== null && 'source' in record && record.source === source && 'body' in record
  )
}
