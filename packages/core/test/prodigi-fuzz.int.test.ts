import {
  chargesOf,
  createProdigiClient,
  ProdigiError,
  parseProdigiCallback,
  prodigiFulfillment,
} from '@quoin/core/prodigi'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { callFor, type ProdigiExchange, prodigiExchanges } from './prodigi-exchange.ts'

type Step = string | number
type Change = { readonly path: readonly Step[]; readonly value: unknown }

const bodies = prodigiExchanges.filter(({ response }) => response.body !== undefined)

describe.each(bodies)('$name, changed by chance (F18)', (exchange) => {
  const paths = pathsOf(exchange.response.body)
  const change = fc.record({
    path: fc.constantFrom(...paths),
    value: fc.oneof(
      fc.constantFrom(
        undefined,
        null,
        true,
        -1.5,
        'x',
        '',
        [],
        {},
        [null],
        { id: 7 },
        '\u0000',
        '9'.repeat(400),
        1e300,
      ),
      fc.jsonValue({ maxDepth: 2 }),
    ),
  })
  const changed = fc
    .array(change, { minLength: 1, maxLength: 8 })
    .map((changes) => changes.reduce(withChange, structuredClone(exchange.response.body)))
  const text = changed.map((body) => JSON.stringify(body))
  const broken = fc
    .tuple(text, fc.nat(), fc.nat(), fc.string({ maxLength: 3 }))
    .map(([whole, from, to, filling]) => whole.slice(0, from % whole.length) + filling + whole.slice(to % whole.length))

  test('is read, or is an error of the client, never another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(text, broken), async (body) => {
        await resultOf(exchange, body)
        for (const call of providerCalls(body)) {
          await call().catch((error: unknown) => expect(error).toBeInstanceOf(ProdigiError))
        }
      }),
      { numRuns: 60 },
    )
  })

  test('loses no id, no stage and no tracking number that is where it belongs', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (body) => {
        const result = await resultOf(exchange, body)
        if (result instanceof ProdigiError) return
        const kept = factsOf(result)
        expect([...factsOf(JSON.parse(body))].filter((fact) => !kept.has(fact))).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

test('an order is read whenever it has an id, however little else', async () => {
  const one = bodies.find(({ name }) => name === 'get-order-complete')
  if (!one) throw new Error('The exchange is gone.')
  const order = fc.record({ id: fc.string({ minLength: 1 }), rest: fc.dictionary(fc.string(), fc.jsonValue()) })
  await fc.assert(
    fc.asyncProperty(order, async ({ id, rest }) => {
      const result = await resultOf(one, JSON.stringify({ outcome: 'Ok', order: { ...rest, id } }))
      expect(result).toMatchObject({ id })
    }),
  )
})

test('a callback of any shape is read, or refused as malformed', () => {
  const shapes = fc.oneof(
    fc.json(),
    fc.string(),
    fc.record({ id: fc.string(), data: fc.jsonValue(), subject: fc.jsonValue() }).map((event) => JSON.stringify(event)),
  )
  fc.assert(
    fc.property(shapes, (body) => {
      try {
        expect(parseProdigiCallback(body).eventId).not.toBe('')
      } catch (error) {
        expect(error).toMatchObject({ code: 'malformed_webhook' })
      }
    }),
    { numRuns: 500 },
  )
})

/** What the client makes of a body in place of the exchange's own: a result or a ProdigiError. */
async function resultOf(exchange: ProdigiExchange, body: string): Promise<unknown> {
  const { status } = exchange.response
  const client = createProdigiClient(over(body, status))
  try {
    const result = await callFor(exchange)(client)
    for (const order of ordersOf(result)) chargesOf(order as Parameters<typeof chargesOf>[0])
    return result
  } catch (error) {
    expect(error).toBeInstanceOf(ProdigiError)
    expect(`${error}`).not.toMatch(/ada@example\.com|Ada Test|Main Street|a-secret-key/)
    return error
  }
}

function providerCalls(body: string): (() => Promise<unknown>)[] {
  const provider = prodigiFulfillment(over(body, 200))
  const items = [{ sku: 'GLOBAL-FAP-16X24', quantity: 1, attributes: {}, assets: [] }]
  return [
    () => provider.submit('{"idempotencyKey":"key-1"}'),
    () => provider.read('ord_1'),
    () => provider.find({ merchantReference: 'A-1', idempotencyKey: 'key-1' }),
    () => provider.cancel('ord_1'),
    () => provider.product('GLOBAL-FAP-16X24'),
    () => provider.quote({ country: 'GB', currency: 'GBP', items }),
    () => provider.inspect('ord_1'),
  ]
}

function over(body: string, status: number) {
  const fetch = async () => new Response(body, { status })
  const off = { rateLimit: 'off', circuit: 'off', cache: 'off', quickRetries: 0 } as const
  return { ...off, apiKey: 'a-secret-key', environment: 'sandbox', fetch } as const
}

/** Orders in an answer of Prodigi or in a result of the client, which has some of them unwrapped. */
function ordersOf(value: unknown): readonly object[] {
  if (!isRecord(value)) return []
  const found = Array.isArray(value['orders']) ? value['orders'] : [value['order'] ?? value]
  return found.filter((each) => isRecord(each) && isId(each['id']))
}

/** Where each stands, so that none can take the place of another. */
function factsOf(body: unknown): ReadonlySet<string> {
  const facts = new Set<string>()
  for (const order of ordersOf(body)) {
    if (!isRecord(order)) continue
    const { id, status } = order
    facts.add(`order ${id}`)
    if (isRecord(status) && typeof status['stage'] === 'string') facts.add(`${id} is ${status['stage'].toLowerCase()}`)
    for (const item of recordsOf(order['items'])) if (isId(item['sku'])) facts.add(`${id} has item ${item['id']}`)
    for (const shipment of recordsOf(order['shipments'])) {
      facts.add(`${id} has parcel ${shipment['id']}`)
      const number = isRecord(shipment['tracking']) ? shipment['tracking']['number'] : null
      if (typeof number === 'string' || typeof number === 'number')
        facts.add(`${shipment['id']} is tracked as ${number}`)
    }
  }
  return facts
}

function recordsOf(value: unknown): readonly Record<Step, unknown>[] {
  return (Array.isArray(value) ? value : []).filter((each) => isRecord(each) && isId(each['id']))
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

function pathsOf(value: unknown, path: readonly Step[] = []): (readonly Step[])[] {
  if (!isRecord(value)) return [path]
  const below = Object.entries(value).flatMap(([key, each]) => pathsOf(each, [...path, key]))
  return path.length > 0 ? [path, ...below] : below
}

function withChange(body: unknown, { path, value }: Change): unknown {
  const parent = path.slice(0, -1).reduce<unknown>((at, step) => (isRecord(at) ? at[step] : undefined), body)
  if (isRecord(parent)) parent[path.at(-1) ?? ''] = structuredClone(value)
  return body
}

function isRecord(value: unknown): value is Record<Step, unknown> {
  return typeof value === 'object' && value !== null
}
