import { createManualClock, createProdigiSimulator, type OrderPlan } from '@quoin/testing'
import { expect, onTestFinished, test } from 'vitest'
import { type ProdigiExchange, prodigiExchanges } from './prodigi-exchange.ts'

/**
 * How an order gets to where the exchange found it. Left out are faults, which the simulator has by script, and
 * `create-quotes`: it names no colour of a frame, which other callers had to.
 */
const before: Readonly<Record<string, { readonly plan?: OrderPlan; readonly steps?: number | 'all' }>> = {
  'cancel-order': {},
  'cancel-order-failed': { plan: { cancel: 'fails' } },
  'cancel-order-not-available': { steps: 'all' },
  'cancel-order-recorded': { steps: 3 },
  'create-order-created': {},
  'create-order-of-a-book': {},
  'create-order-on-hold': { plan: { pause: 'until_released' } },
  'create-order-recorded': {},
  'create-order-with-issues': { plan: { paymentIssue: true } },
  'create-order-sku-not-found': {},
  'create-order-unknown-field': {},
  'create-order-validation-failed': {},
  'create-quotes-not-available': {},
  'create-quotes-with-tax': {},
  'create-quotes-with-warning': {},
  'get-actions': { steps: 'all' },
  'get-order': { steps: 'all' },
  'get-order-complete': { steps: 'all' },
  'get-order-not-found': {},
  'get-product': {},
  'get-product-not-found': {},
  'get-product-recorded': {},
  'list-orders': { steps: 'all' },
  'measure-spine': {},
  'measure-spine-not-required': {},
  'update-metadata': { steps: 'all' },
  'update-recipient': {},
  'update-recipient-partially': { plan: { updates: 'partial', parcels: 'by_item' }, steps: 3 },
  'update-shipping-method': {},
  'update-shipping-method-failed': { plan: { updates: 'fails' }, steps: 3 },
  'update-shipping-method-not-available': { steps: 'all' },
}
const exchanges = prodigiExchanges.filter(({ name }) => Object.hasOwn(before, name))

test('every exchange that is set up here is kept', () => {
  expect(exchanges.map(({ name }) => name).toSorted()).toEqual(Object.keys(before).toSorted())
})

test.each(exchanges)(
  'given the request of $name, then the simulator answers with all that was written down',
  async (real) => {
    const { status, body } = await simulate(real)
    expect(status).toBe(real.response.status)
    expect(Object(body).outcome).toBe(Object(real.response.body).outcome)
    const simulated = shapeOf(body)
    const missing = [...shapeOf(real.response.body)].filter(([path, type]) => {
      const known = simulated.get(path)
      return known === undefined ? hasParent(path, simulated) : type !== 'null' && known !== 'null' && known !== type
    })
    expect(missing).toEqual([])
  },
)

/** The same request, to the simulator in the same situation. */
async function simulate({ name, request }: ProdigiExchange): Promise<{ status: number; body: unknown }> {
  const { plan = {}, steps = 0 } = before[name] ?? {}
  const clock = createManualClock('2026-11-22T10:00:00Z')
  const prodigi = createProdigiSimulator({ apiKey: 'key', clock, seed: 1, callbacks: 'off', plan })
  onTestFinished(() => prodigi.close())
  const send = async (method: string, path: string, body?: unknown) => {
    const headers = { 'x-api-key': 'key', 'content-type': 'application/json' }
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
    const response = await prodigi.fetch(new Request(`https://prodigi.example${path}`, init))
    return { status: response.status, body: await response.json() }
  }
  if (/^create-order|product|quotes|spine|not-found/.test(name)) return send(request.method, request.path, request.body)
  const print = {
    copies: 1,
    sizing: 'fillPrintArea',
    assets: [{ printArea: 'default', url: 'https://cdn.example/a.jpg' }],
  }
  const order = {
    shippingMethod: 'Standard',
    recipient: prodigiExchanges.flatMap((each) => Object(each.request.body).recipient ?? [])[0],
    items: [
      { ...print, sku: 'GLOBAL-CFPM-16X20', attributes: { color: 'black' } },
      { ...print, sku: 'GLOBAL-FAP-16X24' },
    ],
    packingSlip: { url: 'https://cdn.example/slip.pdf' },
  }
  const { id } = Object(Object((await send('POST', '/v4.0/orders', order)).body).order)
  if (steps === 'all') prodigi.runOrder(id)
  else for (let step = 0; step < steps; step += 1) prodigi.advanceOrder(id)
  return send(request.method, request.path.replace(/ord_\d+/, id), request.body)
}

/** What is of every shape, and so of none. */
const free = new Set(['metadata', 'attributes', 'failures', 'providedValue'])

/** The kind of value at every path; elements of a list together. */
function shapeOf(value: unknown, path = '', shape = new Map<string, string>()): Map<string, string> {
  const type = value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value
  if (shape.get(path) === undefined || shape.get(path) === 'null') shape.set(path, type)
  if (free.has(path.split('.').at(-1) ?? '')) return shape
  if (Array.isArray(value)) for (const each of value) shapeOf(each, `${path}[]`, shape)
  else if (type === 'object')
    for (const [key, each] of Object.entries(Object(value))) shapeOf(each, `${path}.${key}`, shape)
  return shape
}

/** Whether there is something in the simulated answer that the path should be in, and no empty list or null instead. */
function hasParent(path: string, simulated: ReadonlyMap<string, string>): boolean {
  const parent = path.endsWith('[]') ? null : path.slice(0, path.lastIndexOf('.'))
  return parent !== null && simulated.get(parent) === 'object'
}
