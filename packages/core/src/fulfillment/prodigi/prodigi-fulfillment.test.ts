import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { money } from '../../money/money.ts'
import {
  answerOf,
  completeOrder,
  createdOrder,
  forgetful,
  quotesAnswer,
  validationFailed,
  withStage,
} from './prodigi-bodies.test.data.ts'
import { prodigiFulfillment } from './prodigi-fulfillment.ts'
import { submission } from './prodigi-submission.test.data.ts'

const provider = prodigiFulfillment({ ...forgetful, apiKey: 'secret-key', environment: 'sandbox' })
const prodigi = () => nock('https://api.sandbox.prodigi.com/v4.0')

const body = provider.prepare(submission)

beforeEach(() => nock.disableNetConnect())
afterEach(() => {
  expect(nock.pendingMocks()).toEqual([])
  nock.cleanAll()
})

test('only production is live', () => {
  expect(provider).toMatchObject({ name: 'prodigi', livemode: false })
  expect(prodigiFulfillment({ apiKey: 'key', environment: 'production' }).livemode).toBe(true)
})

describe('submitting', () => {
  test('sends exactly the prepared bytes', async () => {
    prodigi()
      .post('/orders')
      .reply(async (request: Request) => {
        expect(await request.text()).toBe(body)
        return [200, answerOf('Created', createdOrder)]
      })
    expect(await provider.submit(body)).toEqual({
      providerTrace: '00-38a75dea34848e73a06948bcb9b219b8-115eb96de1858145-00',
      snapshot: { providerOrderId: 'ord_1059863', status: 'submitted', charges: [], issues: [], shipments: [] },
      alreadyExisted: false,
      mismatches: [],
    })
  })

  test('of an order created with issues brings them along (F41)', async () => {
    const issues = [{ objectId: 'ord_1', errorCode: 'RequiresPaymentAuthorisation', description: 'Pay' }]
    const order = { ...createdOrder, status: { ...createdOrder.status, issues } }
    prodigi().post('/orders').reply(200, answerOf('CreatedWithIssues', order))
    expect(await provider.submit(body)).toMatchObject({
      snapshot: { status: 'submitted', issues: [{ attention: 'provider_payment_required' }] },
      mismatches: [],
    })
  })

  test.each([
    ['only its id', { id: 'ord_9' }],
    ['more than its id', { ...createdOrder, id: 'ord_9' }],
  ])('of an order that is held, shown with %s (F42)', async (_, order) => {
    prodigi().post('/orders').reply(200, answerOf('OnHold', order))
    expect(await provider.submit(body)).toMatchObject({
      snapshot: { providerOrderId: 'ord_9', status: 'on_hold' },
      alreadyExisted: false,
    })
  })

  test('again gives the first order, and finds it the same (F34)', async () => {
    const order = {
      ...createdOrder,
      shippingMethod: 'standard',
      items: [{ ...createdOrder.items[0], sku: 'global-can-10x10 ' }],
    }
    prodigi().post('/orders').reply(200, answerOf('AlreadyExists', order))
    expect(await provider.submit(body)).toMatchObject({ alreadyExisted: true, mismatches: [] })
  })

  test('again finds the order the same when its items come in another order', async () => {
    const poster = { id: 'ori_2', sku: 'GLOBAL-FAP-16X24', copies: 1 }
    const items = submission.items.flatMap((item) => [item, { ...item, sku: poster.sku, quantity: 1 }])
    prodigi()
      .post('/orders')
      .reply(200, answerOf('AlreadyExists', { ...createdOrder, items: [poster, ...createdOrder.items] }))
    expect(await provider.submit(provider.prepare({ ...submission, items }))).toMatchObject({ mismatches: [] })
  })

  test('again while the order is held finds nothing to compare (F42)', async () => {
    prodigi()
      .post('/orders')
      .reply(200, answerOf('AlreadyExists', { id: 'ord_9' }))
    expect(await provider.submit(body)).toMatchObject({
      snapshot: { status: 'on_hold' },
      alreadyExisted: true,
      mismatches: [],
    })
  })

  const { address, ...person } = createdOrder.recipient
  test.each([
    ['the reference', { merchantReference: 'B-2' }, ['merchantReference']],
    ['no reference', { merchantReference: null }, ['merchantReference']],
    ['the method', { shippingMethod: 'Express' }, ['shippingMethod']],
    [
      'the country',
      { recipient: { ...person, address: { ...address, countryCode: 'CA' } } },
      ['recipient.address.countryCode'],
    ],
    ['the SKU', { items: [{ ...createdOrder.items[0], sku: 'GLOBAL-CAN-12X12' }] }, ['items']],
    ['the copies', { items: [{ ...createdOrder.items[0], copies: 1 }] }, ['items']],
    [
      'one item more',
      { items: [...createdOrder.items, { id: 'ori_2', sku: 'GLOBAL-CAN-10X10', copies: 2 }] },
      ['items'],
    ],
    ['cancelled (F40)', { status: { ...createdOrder.status, stage: 'Cancelled' } }, ['status.stage: Cancelled']],
  ])('again finds that the order is another: %s (F39)', async (_, other, mismatches) => {
    prodigi()
      .post('/orders')
      .reply(200, answerOf('AlreadyExists', { ...createdOrder, ...other }))
    expect(await provider.submit(body)).toMatchObject({ alreadyExisted: true, mismatches })
  })

  test('with an outcome that is new keeps the order and asks for a person (F44)', async () => {
    prodigi().post('/orders').reply(200, answerOf('Queued', createdOrder))
    expect(await provider.submit(body)).toMatchObject({
      snapshot: { providerOrderId: 'ord_1059863', issues: [{ code: 'unknown_outcome', attention: 'provider_issue' }] },
      mismatches: [],
    })
  })

  test('fails for good when Prodigi refuses the body (F45)', async () => {
    prodigi().post('/orders').reply(400, validationFailed)
    await expect(provider.submit(body)).rejects.toMatchObject({
      code: 'fulfillment_provider_failed',
      retry: 'permanent',
    })
  })

  test.each(['', 'no json', '{}', '{"idempotencyKey":""}'])(
    'sends nothing without a key, such as %s (F37)',
    async (bad) => {
      await expect(provider.submit(bad)).rejects.toMatchObject({ retry: 'permanent' })
    },
  )
})

describe('reading', () => {
  test('gives the order as it is now', async () => {
    prodigi().get('/orders/ord_1').reply(200, answerOf('Ok', completeOrder))
    expect(await provider.read('ord_1')).toMatchObject({ status: 'shipped', shipments: [{ status: 'shipped' }] })
  })

  test('gives null for what Prodigi does not show, held or unknown (F42, F47)', async () => {
    prodigi().get('/orders/ord_1').twice().reply(404, { outcome: 'EntityNotFound' })
    expect(await provider.read('ord_1')).toBeNull()
    expect(await provider.inspect('ord_1')).toBeNull()
  })

  test('fails when Prodigi is down: not shown is not the same as not reached', async () => {
    prodigi().get('/orders/ord_1').times(3).reply(503)
    await expect(provider.read('ord_1')).rejects.toMatchObject({ retry: 'retryable' })
  })

  test('for an admin gives all that Prodigi says', async () => {
    const order = { ...createdOrder, somethingNew: { deep: [1] } }
    prodigi().get('/orders/ord_1').reply(200, answerOf('Ok', order))
    expect(await provider.inspect('ord_1')).toEqual(order)
  })
})

describe('finding by key', () => {
  const key = { merchantReference: 'A-1001', idempotencyKey: 'key-1' }
  const query = { merchantReferences: 'A-1001', top: '100' }

  test('looks through every page', async () => {
    const reprint = { ...createdOrder, id: 'ord_2', idempotencyKey: 'key-2' }
    prodigi()
      .get('/orders')
      .query(query)
      .reply(200, { hasMore: true, orders: [reprint] })
    prodigi()
      .get('/orders')
      .query({ ...query, skip: '1', createdTo: '2022-04-28T14:06:59.303Z' })
      .reply(200, { hasMore: false, orders: [createdOrder] })
    expect(await provider.find(key)).toMatchObject({ providerOrderId: 'ord_1059863' })
  })

  test('gives null when no order has it', async () => {
    prodigi()
      .get('/orders')
      .query(query)
      .reply(200, { hasMore: false, orders: [{ ...createdOrder, idempotencyKey: null }] })
    expect(await provider.find(key)).toBeNull()
  })
})

describe('cancelling', () => {
  const cancel = () => prodigi().post('/orders/ord_1/actions/cancel')
  const get = () => prodigi().get('/orders/ord_1')
  const [parcel] = completeOrder.shipments
  const parcels = (...words: string[]) => ({
    shipments: words.map((status, index) => ({ ...parcel, id: `shp_${index}`, status })),
  })

  test.each([
    ['Cancelled', withStage('Cancelled'), 'cancelled'],
    ['Cancelled', withStage('Cancelled', parcels('Cancelled')), 'cancelled'],
    ['ActionNotAvailable', withStage('Cancelled'), 'cancelled'],
    ['SomethingNew', withStage('Cancelled'), 'cancelled'],
    ['Cancelled', withStage('InProgress', parcels('Cancelled', 'Processing')), 'partial'],
    ['FailedToCancel', withStage('InProgress', parcels('Cancelled', 'Shipped')), 'partial'],
    ['Cancelled', withStage('Cancelled', parcels('Cancelled', 'Shipped')), 'partial'],
    ['FailedToCancel', withStage('InProgress', parcels('Processing')), 'refused'],
    ['actionNotAvailable', completeOrder, 'refused'],
  ])('answered by %s is judged by the order (F57, F59, INV-11)', async (word, order, outcome) => {
    cancel().reply(200, answerOf(word, order))
    expect(await provider.cancel('ord_1')).toMatchObject({ outcome, snapshot: { providerOrderId: order.id } })
  })

  test.each([
    ['ActionNotAvailable', withStage('InProgress'), 'refused'],
    ['ActionNotAvailable', withStage('Cancelled'), 'cancelled'],
    ['Cancelled', withStage('Cancelled'), 'cancelled'],
  ])('answered by %s without an order looks it up', async (word, order, outcome) => {
    cancel().reply(200, answerOf(word))
    get().reply(200, answerOf('Ok', order))
    expect(await provider.cancel('ord_1')).toMatchObject({ outcome, snapshot: { providerOrderId: order.id } })
  })

  test.each([
    ['Cancelled', 'cancelled'],
    ['ActionNotAvailable', 'refused'],
  ])('of a held order has only the word %s to go by', async (word, outcome) => {
    cancel().reply(200, answerOf(word, { id: 'ord_1' }))
    get().reply(404, { outcome: 'EntityNotFound' })
    expect(await provider.cancel('ord_1')).toEqual({ outcome, snapshot: null })
  })

  test('of an order that Prodigi does not show is refused', async () => {
    cancel().reply(404, { outcome: 'EntityNotFound' })
    expect(await provider.cancel('ord_1')).toEqual({ outcome: 'refused', snapshot: null })
  })

  test.each(['Cancelled', 'SomethingNew'])('answered by %s is open while the order goes on (INV-11)', async (word) => {
    cancel().reply(200, answerOf(word, withStage('InProgress')))
    await expect(provider.cancel('ord_1')).rejects.toMatchObject({ retry: 'unknown' })
  })

  test('without an answer is open too (F58)', async () => {
    cancel().reply(504)
    await expect(provider.cancel('ord_1')).rejects.toMatchObject({ retry: 'unknown' })
  })
})

describe('quoting', () => {
  const request = { country: 'GB', currency: 'GBP', items: submission.items }

  test('asks only what Prodigi knows and gives each way to ship', async () => {
    const items = [
      {
        sku: 'GLOBAL-CAN-10X10',
        copies: 2,
        attributes: { wrap: 'ImageWrap', edge: '38mm' },
        assets: [{ printArea: 'default' }, { printArea: 'back' }],
      },
    ]
    prodigi().post('/quotes', { destinationCountryCode: 'GB', currencyCode: 'GBP', items }).reply(200, quotesAnswer)
    expect(await provider.quote(request)).toEqual([
      { shippingMethod: 'Budget', items: money(1900, 'GBP'), shipping: money(450, 'GBP'), total: money(2350, 'GBP') },
      { shippingMethod: 'Standard', items: money(1900, 'GBP'), shipping: money(995, 'GBP'), total: money(3474, 'GBP') },
    ])
  })

  test('asks for the account’s own currency where Prodigi does not reckon in the shop’s', async () => {
    const failures = { currencyCode: [{ code: 'InvalidValue' }] }
    const own = (body: object) => !('currencyCode' in body)
    prodigi().post('/quotes', /KWD/).reply(400, { outcome: 'ValidationFailed', failures })
    prodigi().post('/quotes', own).reply(200, quotesAnswer)
    expect(await provider.quote({ ...request, currency: 'KWD' })).toHaveLength(2)
  })

  test('gives none for what can not be shipped there, even when quotes come along', async () => {
    prodigi()
      .post('/quotes')
      .reply(200, { ...quotesAnswer, outcome: 'NotAvailable' })
    expect(await provider.quote(request)).toEqual([])
  })
})

test('a callback is only a hint (F53)', () => {
  const callback = {
    id: 'evt_1',
    type: 'com.prodigi.order.status.stage.changed#Complete',
    data: { order: completeOrder },
  }
  expect(provider.readCallback(JSON.stringify(callback))).toEqual({
    eventId: 'evt_1',
    type: 'com.prodigi.order.status.stage.changed#Complete',
  })
  expect(() => provider.readCallback('{}')).toThrow(expect.objectContaining({ code: 'malformed_webhook' }))
})

test('a ping reads one order and makes none', async () => {
  prodigi().get('/orders').query({ top: '1' }).reply(200, { outcome: 'Ok', hasMore: false, orders: [] })
  await provider.ping()
  prodigi().get('/orders').query({ top: '1' }).reply(401, { outcome: 'NotAuthenticated' })
  await expect(provider.ping()).rejects.toMatchObject({ status: 401 })
})
