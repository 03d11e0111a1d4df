import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerOf, completeOrder, forgetful } from './prodigi-bodies.test.data.ts'
import { createProdigiClient } from './prodigi-client.ts'
import { ProdigiError } from './prodigi-error.ts'
import { prodigiFulfillment } from './prodigi-fulfillment.ts'

type Step = string | number
type Change = { readonly path: readonly Step[]; readonly value: unknown }

const issue = {
  objectId: 'ori_1',
  errorCode: 'order.items.ItemUnavailable',
  description: 'Gone',
  authorisationDetails: null,
}
const order = { ...completeOrder, status: { ...completeOrder.status, issues: [issue] } }
const paths = pathsOf(order)

/** One to eight places of the order, each left out (undefined) or of another type. */
const changes = fc.array(
  fc.record({
    path: fc.constantFrom(...paths),
    value: fc.constantFrom(undefined, null, true, 0, -1.5, 'x', '', [], {}, [null], ['x'], { id: 7 }),
  }),
  { minLength: 1, maxLength: 8 },
)

describe('an order of another shape (F18)', () => {
  test('is read, or fails as what it is: an answer that can not be read', async () => {
    await fc.assert(
      fc.asyncProperty(changes, async (list) => {
        const body = JSON.stringify(answerOf('Created', changed(list)))
        for (const call of callsOver(body)) {
          await call().catch((error: unknown) => expect(error).toBeInstanceOf(ProdigiError))
        }
      }),
      { numRuns: 300 },
    )
  })

  test('never loses its id and its stage, whatever else is wrong with it', async () => {
    const elsewhere = changes.map((list) =>
      list.filter(({ path }) => !['id', 'status', 'status.stage'].includes(path.join('.'))),
    )
    await fc.assert(
      fc.asyncProperty(elsewhere, async (list) => {
        const { client, provider } = over(JSON.stringify(answerOf('Ok', changed(list))))
        expect(await client.orders.get('ord_1')).toMatchObject({ id: order.id, status: { stage: 'Complete' } })
        expect(await provider.read('ord_1')).toMatchObject({ providerOrderId: order.id, status: 'shipped' })
      }),
      { numRuns: 300 },
    )
  })

  test('that lost its id is never taken for a success', async () => {
    for (const value of [undefined, null, 7, '', {}]) {
      const { provider } = over(JSON.stringify(answerOf('Created', changed([{ path: ['id'], value }]))))
      await expect(provider.submit('{"idempotencyKey":"key-1"}')).rejects.toMatchObject({ retry: 'unknown' })
    }
  })
})

function over(body: string) {
  const fetch = () => Promise.resolve(new Response(body))
  const options = { ...forgetful, apiKey: 'key', environment: 'sandbox', fetch, quickRetries: 0 } as const
  return { client: createProdigiClient(options), provider: prodigiFulfillment(options) }
}

function callsOver(body: string): (() => Promise<unknown>)[] {
  const { client, provider } = over(body)
  return [
    () => client.orders.get('ord_1'),
    () => client.orders.list(),
    () => client.orders.create(body),
    () => client.orders.actions.get('ord_1'),
    () => client.orders.actions.cancel('ord_1'),
    () => client.orders.actions.updateMetadata('ord_1', {}),
    () => provider.submit('{"idempotencyKey":"key-1"}'),
    () => provider.read('ord_1'),
    () => provider.cancel('ord_1'),
    () => provider.inspect('ord_1'),
  ]
}

function pathsOf(value: unknown, path: readonly Step[] = []): (readonly Step[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  const below = Object.entries(value).flatMap(([key, each]) => pathsOf(each, [...path, key]))
  return path.length > 0 ? [path, ...below] : below
}

function changed(list: readonly Change[]): object {
  const copy: unknown = structuredClone(order)
  for (const { path, value } of list) {
    const parent = path.slice(0, -1).reduce<unknown>((at, step) => (isRecord(at) ? at[step] : undefined), copy)
    if (isRecord(parent)) parent[path.at(-1) ?? ''] = structuredClone(value)
  }
  return Object(copy)
}

function isRecord(value: unknown): value is Record<Step, unknown> {
  return typeof value === 'object' && value !== null
}
