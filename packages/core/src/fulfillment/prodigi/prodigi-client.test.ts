import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  answerOf,
  completeOrder,
  createdOrder,
  forgetful,
  productAnswer,
  quotesAnswer,
  withStage,
} from './prodigi-bodies.test.data.ts'
import { createProdigiClient } from './prodigi-client.ts'
import { ProdigiError } from './prodigi-error.ts'
import type { ProdigiOrderRequest, ProdigiRecipient } from './prodigi-order-request.ts'

const client = createProdigiClient({ ...forgetful, apiKey: 'secret-key', environment: 'sandbox' })
const prodigi = () => nock('https://api.sandbox.prodigi.com/v4.0')

const recipient: ProdigiRecipient = { name: 'Ada', address: { line1: '1 Main Street', countryCode: 'GB' } }
const request: ProdigiOrderRequest = {
  idempotencyKey: 'key-1',
  shippingMethod: 'Standard',
  recipient,
  items: [
    {
      sku: 'GLOBAL-CAN-10X10',
      copies: 1,
      sizing: 'fillPrintArea',
      assets: [{ printArea: 'default', url: 'https://example.com/a.jpg' }],
    },
  ],
}

beforeEach(() => nock.disableNetConnect())
afterEach(() => {
  expect(nock.pendingMocks()).toEqual([])
  nock.cleanAll()
})

describe('creating an order', () => {
  test('sends it and reads the answer', async () => {
    prodigi()
      .post('/orders', JSON.stringify(request))
      .matchHeader('content-type', 'application/json')
      .reply(200, answerOf('Created', createdOrder))
    const answer = await client.orders.create(request)
    expect(answer).toMatchObject({ outcome: 'Created', order: { id: 'ord_1059863', status: { stage: 'InProgress' } } })
    expect(answer.traceParent).toMatch(/^00-/)
  })

  test('sends a text byte for byte', async () => {
    const text = '{ "idempotencyKey": "key-1" ,\n "items":[] }'
    prodigi()
      .post('/orders')
      .reply(async (request: Request) => {
        expect(await request.text()).toBe(text)
        return [200, answerOf('Created', createdOrder)]
      })
    await client.orders.create(text)
  })

  test('sends what goes into the parcel besides', async () => {
    const branding = { postcard: { url: 'https://example.com/card.pdf' } }
    const packingSlip = { url: 'https://example.com/slip.pdf' }
    prodigi()
      .post('/orders', JSON.stringify({ ...request, branding, packingSlip }))
      .reply(200, answerOf('Created', { ...createdOrder, packingSlip: { ...packingSlip, status: 'NotYetDownloaded' } }))
    expect(await client.orders.create({ ...request, branding, packingSlip })).toMatchObject({
      order: { packingSlip: { url: packingSlip.url, status: 'NotYetDownloaded' } },
    })
  })

  test.each([
    ['created', { outcome: 'Created' }],
    ['alreadyExists', { outcome: 'AlreadyExists' }],
    ['CREATEDWITHISSUES', { outcome: 'CreatedWithIssues' }],
    ['onHold', { outcome: 'OnHold' }],
    ['Queued', { outcome: 'Unknown', given: 'Queued' }],
  ])('reads the outcome %s (F44)', async (word, outcome) => {
    prodigi().post('/orders').reply(200, answerOf(word, createdOrder))
    expect(await client.orders.create(request)).toMatchObject(outcome)
  })

  test('reads a held order, which has nothing but an id (F42)', async () => {
    prodigi()
      .post('/orders')
      .reply(200, answerOf('OnHold', { id: 'ord_9' }))
    expect(await client.orders.create(request)).toMatchObject({
      outcome: 'OnHold',
      order: { id: 'ord_9', status: null, items: [], shipments: [], recipient: null },
    })
  })
})

describe('reading an order', () => {
  test('gives money in minor units and times as dates', async () => {
    prodigi().get('/orders/ord_1').reply(200, answerOf('Ok', completeOrder))
    expect(await client.orders.get('ord_1')).toMatchObject({
      id: 'ord_1059863',
      created: new Date('2022-04-28T14:05:59.303Z'),
      charges: [{ totalCost: { amount: 1795, currency: 'USD' }, items: [{ chargeType: 'Shipping', itemId: null }] }],
      shipments: [{ status: 'Shipped', dispatchDate: new Date('2023-06-21T23:19:13.390Z') }],
      items: [{ sku: 'GLOBAL-CAN-10X10', copies: 2, recipientCost: { amount: 4900, currency: 'USD' } }],
    })
  })

  test('keeps words that are new, and knows the old ones in any case (F44)', async () => {
    const order = {
      ...withStage('Paused'),
      shippingMethod: 'standardplus',
      shipments: [{ id: 'shp_1', status: 'Lost' }],
    }
    prodigi().get('/orders/ord_1').reply(200, answerOf('ok', order))
    expect(await client.orders.get('ord_1')).toMatchObject({
      status: { stage: 'Paused' },
      shippingMethod: 'StandardPlus',
      shipments: [{ status: 'Lost', tracking: null, carrier: null }],
    })
  })

  test('knows fields by both of their names', async () => {
    const { shippingMethod, ...rest } = createdOrder
    const { phoneNumber, ...person } = createdOrder.recipient
    const order = { ...rest, shipmentMethod: shippingMethod, recipient: { ...person, mobilePhoneNumber: phoneNumber } }
    prodigi().get('/orders/ord_1').reply(200, answerOf('Ok', order))
    expect(await client.orders.get('ord_1')).toMatchObject({ shippingMethod, recipient: { phoneNumber } })
  })

  test('encodes an id, so that it stays one segment of the path', async () => {
    prodigi().get('/orders/ord_1%2Factions%2Fcancel').reply(404, { outcome: 'EntityNotFound' })
    await expect(client.orders.get('ord_1/actions/cancel')).rejects.toThrow(ProdigiError)
  })

  test.each(['', '.', '..'])('refuses the id "%s", which leads to another endpoint', async (id) => {
    await expect(client.orders.get(id)).rejects.toThrow(ProdigiError)
  })
})

describe('listing orders', () => {
  test('sends every filter', async () => {
    prodigi()
      .get('/orders')
      .query(
        new URLSearchParams([
          ['top', '2'],
          ['skip', '4'],
          ['createdFrom', '2026-11-01T00:00:00.000Z'],
          ['createdTo', '2026-11-22T00:00:00.000Z'],
          ['status', 'awaitingPayment'],
          ['orderIds', 'ord_1'],
          ['orderIds', 'ord_2'],
          ['merchantReferences', 'A-1'],
        ]),
      )
      .reply(200, { outcome: 'Ok', hasMore: false, orders: [] })
    const page = await client.orders.list({
      top: 2,
      skip: 4,
      createdFrom: new Date('2026-11-01T00:00:00Z'),
      createdTo: new Date('2026-11-22T00:00:00Z'),
      status: 'AwaitingPayment',
      orderIds: ['ord_1', 'ord_2'],
      merchantReferences: ['A-1'],
    })
    expect(page).toEqual({ orders: [], next: null })
  })

  test('makes the next page from the query, and never follows the link (F70)', async () => {
    const nextUrl = 'https://elsewhere.example/v4.0/Orders?Skip=2'
    prodigi()
      .get('/orders')
      .query({ top: '1', merchantReferences: 'A-1' })
      .reply(200, { hasMore: true, nextUrl, orders: [createdOrder] })
    prodigi()
      .get('/orders')
      .query({ top: '1', skip: '1', merchantReferences: 'A-1' })
      .reply(200, { hasMore: true, nextUrl, orders: [] })
    const first = await client.orders.list({ top: 1, merchantReferences: ['A-1'] })
    expect(first.next).toEqual({ top: 1, skip: 1, merchantReferences: ['A-1'] })
    expect((await client.orders.list(first.next ?? {})).next).toBeNull()
  })

  test('fails rather than lose an order that can not be read', async () => {
    prodigi()
      .get('/orders')
      .times(3)
      .reply(200, { hasMore: false, orders: [createdOrder, { status: {} }] })
    await expect(client.orders.list()).rejects.toThrow(ProdigiError)
  })
})

describe('actions', () => {
  test.each([
    ['as recorded', { cancel: { isAvailable: 'Yes' }, changeMetaData: { isAvailable: 'yes' } }],
    ['as other sources have it', { cancel: 'Yes', changeMetadata: 'Yes' }],
  ])('are read %s', async (_, answer) => {
    prodigi()
      .get('/orders/ord_1/actions')
      .reply(200, { outcome: 'Ok', changeShippingMethod: { isAvailable: 'No' }, ...answer })
    expect(await client.orders.actions.get('ord_1')).toEqual({
      cancel: true,
      changeRecipientDetails: false,
      changeShippingMethod: false,
      changeMetadata: true,
    })
  })

  test.each([
    ['Cancelled', { outcome: 'Cancelled' }],
    ['failedToCancel', { outcome: 'FailedToCancel' }],
    ['ActionNotAvailable', { outcome: 'ActionNotAvailable' }],
    ['Cancelling', { outcome: 'Unknown', given: 'Cancelling' }],
  ])('cancel with 200 and %s is no success by itself (F59)', async (word, outcome) => {
    prodigi().post('/orders/ord_1/actions/cancel', '').reply(200, answerOf(word))
    expect(await client.orders.actions.cancel('ord_1')).toMatchObject({ ...outcome, order: null })
  })

  test.each([
    ['shippingUpdateResults', { successful: true }],
    ['shipmentUpdateResults', { successful: true }],
    ['shipmentResult', { result: 'completed' }],
  ])('an update reads its results from %s', async (name, result) => {
    const results = [
      { shipmentId: 'shp_1', errorCode: null, description: null, ...result },
      { shipmentId: 'shp_2', successful: false, errorCode: 'order.shipments.notAvailable', description: 'Too late' },
    ]
    prodigi()
      .post('/orders/ord_1/actions/updateShippingMethod', { shippingMethod: 'Express' })
      .reply(200, { ...answerOf('PartiallyUpdated', createdOrder), [name]: results })
    expect(await client.orders.actions.updateShippingMethod('ord_1', 'Express')).toMatchObject({
      outcome: 'PartiallyUpdated',
      order: { id: 'ord_1059863' },
      shipments: [
        { shipmentId: 'shp_1', successful: true, errorCode: null },
        { shipmentId: 'shp_2', successful: false, errorCode: 'order.shipments.notAvailable' },
      ],
    })
  })

  test('a new recipient is sent flat and with every field', async () => {
    const address = {
      line1: '1 Main Street',
      line2: null,
      postalOrZipCode: null,
      countryCode: 'GB',
      townOrCity: null,
      stateOrCounty: null,
    }
    prodigi()
      .post('/orders/ord_1/actions/updateRecipient', { name: 'Ada', email: null, phoneNumber: null, address })
      .reply(200, answerOf('FailedToUpdate'))
    const answer = await client.orders.actions.updateRecipient('ord_1', recipient)
    expect(answer).toMatchObject({ outcome: 'FailedToUpdate', order: null, shipments: [] })
  })

  test('new metadata is sent wrapped', async () => {
    prodigi()
      .post('/orders/ord_1/actions/updateMetadata', { metadata: { orderId: '7' } })
      .reply(200, answerOf('Updated', createdOrder))
    expect(await client.orders.actions.updateMetadata('ord_1', { orderId: '7' })).toMatchObject({ outcome: 'Updated' })
  })
})

describe('quotes', () => {
  const asked = {
    destinationCountryCode: 'GB',
    items: [{ sku: 'ECO-CAN-16x24', copies: 1, assets: [{ printArea: 'default' }] }],
  }

  test('come with totals, even where Prodigi leaves them out', async () => {
    prodigi().post('/quotes', asked).reply(200, quotesAnswer)
    const { outcome, quotes, issues } = await client.quotes.create(asked)
    expect(outcome).toBe('CreatedWithIssues')
    expect(issues).toMatchObject([{ errorCode: 'destinationCountryCode.UsSalesTaxWarning' }])
    expect(quotes.map((quote) => [quote.shippingMethod, quote.costSummary.totalCost.amount])).toEqual([
      ['Budget', 2350],
      ['Standard', 3474],
    ])
    expect(quotes[1]?.items).toMatchObject([{ unitCost: { amount: 1900, currency: 'GBP' } }])
  })

  test('are of the method that was asked for', async () => {
    prodigi().post('/quotes').reply(200, quotesAnswer)
    const { quotes } = await client.quotes.create({ ...asked, shippingMethod: 'Standard' })
    expect(quotes.map((quote) => quote.shippingMethod)).toEqual(['Standard'])
  })

  test('may not be available', async () => {
    prodigi().post('/quotes').reply(200, { outcome: 'NotAvailable', quotes: null })
    expect(await client.quotes.create(asked)).toMatchObject({ outcome: 'NotAvailable', quotes: [], issues: [] })
  })

  test.each([
    ['without an amount', { shipping: { amount: '4.50', currency: 'GBP' } }],
    [
      'in two currencies',
      { items: { amount: '19.00', currency: 'USD' }, shipping: { amount: '4.50', currency: 'GBP' } },
    ],
  ])('%s are no quotes', async (_, costSummary) => {
    prodigi()
      .post('/quotes')
      .times(3)
      .reply(200, { outcome: 'Created', quotes: [{ shipmentMethod: 'Budget', costSummary }] })
    await expect(client.quotes.create(asked)).rejects.toThrow(ProdigiError)
  })
})

describe('a spine', () => {
  test('of an unknown product is an error', async () => {
    prodigi().post('/products/spine').reply(404, { outcome: 'EntityNotFound' })
    await expect(client.photobooks.spine(book)).rejects.toMatchObject({
      reason: 'not_found',
      outcome: 'EntityNotFound',
    })
  })

  const book = { sku: 'BOOK-A4-L-HARD-M', destinationCountryCode: 'US', state: 'CA', numberOfPages: 50 }

  test('is measured', async () => {
    prodigi()
      .post('/products/spine', book)
      .reply(200, { success: true, message: 'OK', spineInfo: { widthMm: 25.4 } })
    expect(await client.photobooks.spine(book)).toEqual({ success: true, widthMm: 25.4, message: 'OK' })
  })

  const message = 'Requested product does not require a spine asset'
  test.each([
    [200, { success: false, message, spineInfo: { widthMm: 0 } }],
    [200, { success: false, message }],
    [404, { outcome: 'EntityNotFound', message }],
  ])('is not there by %i %j', async (status, answer) => {
    prodigi().post('/products/spine').reply(status, answer)
    expect(await client.photobooks.spine(book)).toEqual({ success: false, widthMm: null, message })
  })

  test.each([{ success: true }, { success: true, spineInfo: { widthMm: 0 } }, {}])(
    'that %j does not tell is an error, no guess',
    async (answer) => {
      prodigi().post('/products/spine').times(3).reply(200, answer)
      await expect(client.photobooks.spine(book)).rejects.toMatchObject({ reason: 'unreadable' })
    },
  )
})

test('a product is read with its variants', async () => {
  prodigi().get('/products/GLOBAL-CAN-4X6').reply(200, productAnswer)
  expect(await client.products.get('GLOBAL-CAN-4X6')).toMatchObject({
    attributes: { wrap: ['Black', 'ImageWrap'] },
    printAreas: { default: { required: true } },
    variants: [{ shipsTo: ['GB', 'US'], printAreaSizes: { default: { horizontalResolution: 622 } } }],
  })
})
