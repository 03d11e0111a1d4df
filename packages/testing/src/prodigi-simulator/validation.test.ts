import { expect, it } from 'vitest'
import { createProdigiSimulator } from './create-prodigi-simulator.ts'
import { itemFixture, orderRequestFixture } from './order-request-fixture.test.data.ts'

const simulator = createProdigiSimulator({ seed: 1 })

async function post(path: string, body: unknown): Promise<{ status: number; json: any }> {
  const response = await simulator.fetch(
    new Request(`https://prodigi.example/v4.0${path}`, {
      method: 'POST',
      headers: { 'x-api-key': 'test_key', 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
    }),
  )
  return { status: response.status, json: await response.json() }
}

const recipient = (change: object, address: object = {}) => {
  const { recipient: good } = orderRequestFixture()
  return { recipient: { ...good, ...change, address: { ...good.address, ...address } } }
}

it('given nothing but a shipping method, then the failures are those of the recorded answer', async () => {
  const { status, json } = await post('/orders', { shippingMethod: 'Budget', recipient: {}, items: [] })
  expect(status).toBe(400)
  const required = [{ code: 'Required', providedValue: null }]
  expect(json).toEqual({
    outcome: 'ValidationFailed',
    failures: {
      'recipient.name': required,
      'recipient.address.line1': required,
      'recipient.address.townOrCity': required,
      'recipient.address.countryCode': required,
      'recipient.address.postalOrZipCode': required,
      items: [{ code: 'MustNotBeEmptyArray', providedValue: [] }],
    },
    traceParent: expect.any(String),
  })
})

it.each([
  ['no shipping method', { shippingMethod: null }, 'shippingMethod', 'Required'],
  ['an unknown shipping method', { shippingMethod: 'Teleport' }, 'shippingMethod', 'InvalidValue'],
  ['no recipient', { recipient: null }, 'recipient.name', 'Required'],
  ['no items', { items: undefined }, 'items', 'MustNotBeEmptyArray'],
  ['an empty e-mail', recipient({ email: ' ' }), 'recipient.email', 'MustNotBeEmptyOrWhitespace'],
  ['an empty street', recipient({}, { line1: '' }), 'recipient.address.line1', 'MustNotBeEmptyOrWhitespace'],
  ['a country by name', recipient({}, { countryCode: 'USA' }), 'recipient.address.countryCode', 'InvalidValue'],
  [
    'a wrong US zip',
    recipient({}, { postalOrZipCode: 'W1A 1AA' }),
    'recipient.address.postalOrZipCode',
    'MustBeAValidUSZipCodeFormat',
  ],
  ['an unknown SKU', { items: [itemFixture(), itemFixture({ sku: 'NOPE-1' })] }, 'items[1].sku', 'SkuNotFound'],
  ['no attributes', { items: [itemFixture({ attributes: {} })] }, 'items[0].attributes', 'MissingRequiredAttributes'],
  [
    'an attribute that is not made',
    { items: [itemFixture({ attributes: { color: 'pink' } })] },
    'items[0].attributes.color',
    'InvalidValue',
  ],
  ['no copies', { items: [itemFixture({ copies: 0 })] }, 'items[0].copies', 'InvalidValue'],
  ['no assets', { items: [itemFixture({ assets: [] })] }, 'items[0].assets', 'MustNotBeEmptyArray'],
  [
    'artwork for another area',
    { items: [itemFixture({ assets: [{ printArea: 'back', url: 'https://cdn.example/a.jpg' }] })] },
    'items[0].assets',
    'MissingRequiredAssets',
  ],
  [
    'artwork that is no address',
    { items: [itemFixture({ assets: [{ printArea: 'default', url: 'a.jpg' }] })] },
    'items[0].assets[0].url',
    'InvalidValue',
  ],
  ['long metadata', { metadata: { note: 'x'.repeat(2000) } }, 'metadata', 'InvalidValue'],
])(
  'F45: given %s, then it is refused at the path with the code, and no key is used up',
  async (_, change, path, code) => {
    const body = orderRequestFixture({ idempotencyKey: `refused ${path} ${code}` })
    const refused = await post('/orders', { ...body, ...change })
    expect(refused).toMatchObject({ status: 400, json: { outcome: 'ValidationFailed' } })
    expect(refused.json.failures[path]).toMatchObject([{ code }])
    expect((await post('/orders', body)).json.outcome).toBe('Created')
  },
)

it('given a field that nobody knows, then the model does not bind', async () => {
  const refused = await post('/orders', orderRequestFixture({ items: [itemFixture({ colour: 'black' })] }))
  expect(refused).toMatchObject({
    status: 400,
    json: {
      outcome: 'ModelBindingFailed',
      failures: { 'items[0].colour': [{ code: 'UnknownField', providedValue: 'black' }] },
    },
  })
})

it('given other cases than ours, then they are understood', async () => {
  const items = [
    itemFixture({
      sku: 'global-cfpm-16x20',
      sizing: 'FitPrintArea',
      attributes: { Color: 'Black' },
      assets: [{ printArea: 'Default', url: 'https://cdn.example/a.jpg' }],
    }),
  ]
  const { json } = await post(
    '/orders',
    orderRequestFixture({ shippingMethod: 'express', idempotencyKey: null, items }),
  )
  expect(json).toMatchObject({
    outcome: 'Created',
    order: {
      shippingMethod: 'Express',
      items: [
        {
          sku: 'GLOBAL-CFPM-16X20',
          sizing: 'fitPrintArea',
          attributes: { color: 'black' },
          assets: [{ printArea: 'default' }],
        },
      ],
    },
  })
})

it('given an empty key, or none, then there is no duplicate check', async () => {
  const before = simulator.ledger().orders.length
  for (const idempotencyKey of [null, null, undefined, '']) {
    await post('/orders', orderRequestFixture({ idempotencyKey }))
  }
  expect(simulator.ledger().orders.length - before).toBe(4)
})

const quoteItem = {
  sku: 'GLOBAL-CAN-10X10',
  copies: 2,
  attributes: { wrap: 'Black' },
  assets: [{ printArea: 'default' }],
}

it('given a quote to Great Britain, then each method has prices that add up, with tax', async () => {
  const { status, json } = await post('/quotes', {
    destinationCountryCode: 'GB',
    currencyCode: 'GBP',
    items: [quoteItem, { sku: 'GLOBAL-MUG-W', copies: 1, assets: [{ printArea: 'default' }] }],
  })
  expect(status).toBe(200)
  expect(json).toMatchObject({ outcome: 'Created', issues: null })
  expect(json.quotes.map((quote: any) => quote.shipmentMethod)).toEqual(['Budget', 'Standard', 'Express', 'Overnight'])
  for (const { costSummary, shipments, items } of json.quotes) {
    const minor = (name: string) => Math.round(Number(costSummary[name].amount) * 100)
    const tax = minor('totalTax')
    expect(minor('totalCost')).toBe(minor('items') + minor('shipping') + tax)
    expect(tax).toBeGreaterThan(0)
    expect(shipments).toHaveLength(2)
    expect(shipments.flatMap((shipment: any) => shipment.items)).toEqual(items.map(({ id }: any) => id))
  }
})

it('given a quote to the United States, then it is created with a warning that blocks nothing', async () => {
  const { json } = await post('/quotes', {
    shippingMethod: 'standard',
    destinationCountryCode: 'us',
    items: [quoteItem],
  })
  expect(json.outcome).toBe('CreatedWithIssues')
  expect(json.issues).toMatchObject([{ errorCode: 'destinationCountryCode.UsSalesTaxWarning' }])
  expect(json.quotes[0].costSummary.items).toEqual({ amount: '36.50', currency: 'USD' })
})

it('given a currency without minor units, then amounts have none', async () => {
  const { json } = await post('/quotes', { destinationCountryCode: 'JP', currencyCode: 'JPY', items: [quoteItem] })
  expect(json.quotes[0].costSummary.items).toEqual({ amount: '5460', currency: 'JPY' })
})

it('given a country that the product is not sent to, then there is no quote', async () => {
  const { status, json } = await post('/quotes', { destinationCountryCode: 'AQ', items: [quoteItem] })
  expect(status).toBe(200)
  expect(json).toMatchObject({ outcome: 'NotAvailable', quotes: [] })
})

it.each([
  ['sizing', { items: [{ ...quoteItem, sizing: 'fillPrintArea' }] }, 'ModelBindingFailed', 'items[0].sizing'],
  ['an unknown SKU', { items: [{ ...quoteItem, sku: 'NOPE-1' }] }, 'ValidationFailed', 'items[0].sku'],
  ['no country', { destinationCountryCode: undefined }, 'ValidationFailed', 'destinationCountryCode'],
])('given a quote with %s, then it is refused', async (_, change, outcome, path) => {
  const refused = await post('/quotes', { destinationCountryCode: 'GB', items: [quoteItem], ...change })
  expect(refused).toMatchObject({ status: 400, json: { outcome } })
  expect(Object.keys(refused.json.failures)).toEqual([path])
})
