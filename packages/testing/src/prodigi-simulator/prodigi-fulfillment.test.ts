import { type FulfillmentSubmission, money } from '@quoin/core'
import { createProdigiClient, prodigiFulfillment } from '@quoin/core/prodigi'
import { expect, it } from 'vitest'
import type { ProdigiSimulatorOptions } from './prodigi-simulator.ts'
import { apiKey, startSimulatorFixture } from './start-simulator-fixture.test.data.ts'

// Quoin's own client against the simulator: neither was made from the other.

async function start(options: ProdigiSimulatorOptions = {}) {
  const { simulator, url, clock } = await startSimulatorFixture(options)
  const reach = { apiKey, environment: 'sandbox', baseUrl: url, quickRetryDelayMs: 0, clock } as const
  return { simulator, clock, provider: prodigiFulfillment(reach), client: createProdigiClient(reach) }
}

const submission: FulfillmentSubmission = {
  merchantReference: 'A-1001',
  idempotencyKey: 'A-1001:1',
  shippingMethod: 'Standard',
  recipient: {
    name: 'Ada Test',
    line1: '1 Main Street',
    line2: null,
    city: 'Hollywood',
    state: 'CA',
    postalCode: '90210',
    country: 'US',
    phone: null,
    email: 'ada@example.com',
  },
  items: [
    {
      id: 'item-1',
      productId: 'canvas-10x10',
      name: 'Canvas',
      sku: 'GLOBAL-CAN-10X10',
      quantity: 2,
      unitPrice: money(4900, 'USD'),
      attributes: { wrap: 'ImageWrap' },
      sizing: 'fill',
      assets: [{ printArea: 'default', url: 'https://cdn.example/a.jpg', md5Hash: null }],
    },
  ],
  callbackUrl: 'https://shop.example/api/webhooks/prodigi?token=t',
  metadata: { orderId: '0198' },
}

it('given a submission, when the shop prints it, then the provider sees it through to its tracking', async () => {
  const { simulator, provider } = await start()
  const { snapshot, alreadyExisted } = await provider.submit(provider.prepare(submission))
  expect(alreadyExisted).toBe(false)
  expect(snapshot).toMatchObject({ status: 'submitted', issues: [], shipments: [] })
  for (let step = 0; step < 5; step += 1) simulator.advanceOrder(snapshot.providerOrderId)
  expect(await provider.read(snapshot.providerOrderId)).toMatchObject({
    status: 'in_production',
    shipments: [{ status: 'processing', trackingNumber: null }],
  })
  simulator.runOrder(snapshot.providerOrderId)
  expect(await provider.read(snapshot.providerOrderId)).toMatchObject({
    status: 'shipped',
    shipments: [
      {
        status: 'shipped',
        carrier: 'USPS',
        trackingNumber: expect.stringMatching(/^PH/),
        shippedAt: new Date('2026-01-01T00:00:00Z'),
      },
    ],
  })
})

it.each([
  'accept-then-drop',
  'drop',
  'status-500',
  'status-503',
  'timed-out',
  'html',
  'truncated-json',
  'empty-200',
  'rate-limited',
] as const)(
  'INV-1 F34 F48 F49: given %s, when the same body is sent again, then one order is printed',
  async (fault) => {
    const { simulator, clock, provider } = await start()
    const body = provider.prepare(submission)
    simulator.faults.next({ endpoint: 'createOrder', fault })
    await expect(provider.submit(body)).rejects.toMatchObject({ code: 'fulfillment_provider_failed' })
    clock.advance(30_000)
    const { snapshot, mismatches } = await provider.submit(body)
    expect(mismatches).toEqual([])
    expect(simulator.ledger().orders.map(({ id }) => id)).toEqual([snapshot.providerOrderId])
  },
)

it('F42: given a pause window, then the order is held, shown by nobody, and goes on when it is released', async () => {
  const { simulator, provider } = await start({ plan: { pause: 'until_released' } })
  const { snapshot } = await provider.submit(provider.prepare(submission))
  expect(snapshot.status).toBe('on_hold')
  expect(await provider.read(snapshot.providerOrderId)).toBeNull()
  simulator.releaseOrder(snapshot.providerOrderId)
  expect(await provider.read(snapshot.providerOrderId)).toMatchObject({ status: 'submitted' })
})

it('F45: given an attribute is missing, then the error is for good and names the field', async () => {
  const { provider } = await start()
  const items = submission.items.map((item) => ({ ...item, attributes: {} }))
  await expect(provider.submit(provider.prepare({ ...submission, items }))).rejects.toMatchObject({
    retry: 'permanent',
    issues: [{ path: 'items[0].attributes', code: 'MissingRequiredAttributes' }],
  })
})

it.each([
  [{}, 'cancelled'],
  [{ cancel: 'fails' }, 'refused'],
] as const)('F59: given the plan %j, when the order is cancelled, then it is %s', async (plan, outcome) => {
  const { provider } = await start({ plan })
  const { snapshot } = await provider.submit(provider.prepare(submission))
  expect(await provider.cancel(snapshot.providerOrderId)).toMatchObject({ outcome })
})

it('when quotes, a product, the list and actions are asked for, then they are understood', async () => {
  const { provider, client } = await start()
  await provider.ping()
  const quotes = await provider.quote({ country: 'US', currency: 'USD', items: submission.items })
  expect(quotes.map(({ shippingMethod }) => shippingMethod)).toEqual(['Budget', 'Standard', 'Express', 'Overnight'])
  expect(quotes[0]?.items).toEqual(money(3650, 'USD'))
  expect((await client.products.get('global-can-10x10')).sku).toBe('GLOBAL-CAN-10X10')
  const { snapshot } = await provider.submit(provider.prepare(submission))
  const { orders, next } = await client.orders.list({ merchantReferences: ['A-1001'] })
  expect([orders.map(({ id }) => id), next]).toEqual([[snapshot.providerOrderId], null])
  expect(await client.orders.actions.updateShippingMethod(snapshot.providerOrderId, 'Express')).toMatchObject({
    outcome: 'Updated',
    order: { shippingMethod: 'Express' },
  })
})
