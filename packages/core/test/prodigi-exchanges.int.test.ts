import { createProdigiClient, ProdigiError } from '@quoin/core/prodigi'
import { describe, expect, test } from 'vitest'
import { callFor, type ProdigiExchange, prodigiExchanges, toResponse } from './prodigi-exchange.ts'

/** What the client makes of each of them. */
const readings: Readonly<Record<string, object>> = {
  'cancel-order': { outcome: 'Cancelled', order: { status: { stage: 'Cancelled' }, shipments: [] } },
  'cancel-order-failed': { outcome: 'FailedToCancel', order: { status: { stage: 'Complete' } } },
  'cancel-order-not-available': { outcome: 'ActionNotAvailable', order: null },
  'cancel-order-recorded': {
    outcome: 'Cancelled',
    order: {
      status: { issues: [{ errorCode: 'order.items.assets.FailedToDownloaded', objectId: 'ori_1328088' }] },
      charges: [{ totalCost: { amount: 0, currency: 'GBP' }, items: [] }],
      shipments: [{ status: 'Cancelled', tracking: null }],
      items: [{ status: 'Invalid' }],
    },
  },
  'create-order-already-exists': { outcome: 'AlreadyExists', order: { idempotencyKey: '0b6c:1' } },
  'create-order-created': {
    outcome: 'Created',
    order: { status: { stage: 'InProgress' }, shippingMethod: 'Overnight' },
  },
  'create-order-invalid-content-type': { reason: 'refused', status: 415, retry: 'permanent' },
  'create-order-of-a-book': { outcome: 'Created' },
  'create-order-on-hold': { outcome: 'OnHold', order: { id: 'ord_1059863', status: null, items: [], recipient: null } },
  'create-order-recorded': { outcome: 'Created', order: { created: new Date('2022-04-28T14:05:59.303Z') } },
  'create-order-sku-not-found': { reason: 'validation_failed', failures: { 'items[0].sku': ['SkuNotFound'] } },
  'create-order-unknown-field': {
    reason: 'validation_failed',
    outcome: 'ModelBindingFailed',
    failures: { colour: ['UnknownField'] },
  },
  'create-order-validation-failed': {
    reason: 'validation_failed',
    retry: 'permanent',
    failures: {
      'recipient.name': ['Required'],
      'recipient.address.line1': ['Required'],
      'recipient.address.townOrCity': ['Required'],
      'recipient.address.countryCode': ['Required'],
      'recipient.address.postalOrZipCode': ['Required'],
      items: ['MustNotBeEmptyArray'],
    },
  },
  'create-order-with-issues': {
    outcome: 'CreatedWithIssues',
    order: {
      status: { issues: [{ authorisationDetails: { paymentDetails: { amount: 19502, currency: 'USD' } } }] },
    },
  },
  'create-quotes': {
    outcome: 'Created',
    quotes: [{ shippingMethod: 'Standard', costSummary: { totalCost: { amount: 15795, currency: 'GBP' } } }],
  },
  'create-quotes-not-available': { outcome: 'NotAvailable', quotes: [] },
  'create-quotes-with-tax': {
    quotes: [
      {
        costSummary: { totalCost: { amount: 3474, currency: 'GBP' }, totalTax: { amount: 579, currency: 'GBP' } },
        shipments: [{ tax: { amount: 199, currency: 'GBP' } }],
        items: [{ taxUnitCost: { amount: 380, currency: 'GBP' } }],
      },
    ],
  },
  'create-quotes-with-warning': {
    outcome: 'CreatedWithIssues',
    issues: [{ errorCode: 'destinationCountryCode.UsSalesTaxWarning' }],
  },
  'create-quotes-with-warning-in-quote': {
    outcome: 'CreatedWithIssues',
    quotes: [{ issues: [{ errorCode: 'destinationCountryCode.UsSalesTaxWarning' }] }],
  },
  'get-actions': { cancel: false, changeRecipientDetails: false, changeShippingMethod: false, changeMetadata: true },
  'get-order': {
    charges: [{ prodigiInvoiceNumber: '6340', totalTax: null, items: [{ chargeType: null }, {}, {}] }],
    shipments: [{ items: [{ itemId: 'ori_1142184' }, { itemId: 'ori_1142185' }] }],
  },
  'get-order-complete': {
    status: { stage: 'Complete' },
    shipments: [{ dispatchDate: new Date('2023-06-21T23:19:13.390Z'), tracking: { number: 'PH000000000GB' } }],
  },
  'get-order-internal-error': { reason: 'server_error', outcome: 'InternalServerError', retry: 'retryable' },
  'get-order-not-authenticated': { reason: 'not_authenticated', outcome: 'NotAuthenticated', retry: 'retryable' },
  'get-order-not-found': { reason: 'not_found', outcome: 'EntityNotFound', retry: 'permanent' },
  'get-order-quota': { reason: 'rate_limited', outcome: null, traceParent: null, retryAfterMs: 12_000 },
  'get-order-timed-out': { reason: 'timed_out', status: 500, retry: 'retryable' },
  'get-product': { variants: [{}, { printAreaSizes: { default: { horizontalResolution: 2137 } } }, {}, {}] },
  'get-product-not-found': { reason: 'not_found' },
  'get-product-recorded': { sku: 'GLOBAL-CAN-4X6', attributes: { edge: ['38mm'] } },
  'list-orders': { orders: [{}, {}, {}, {}, {}], next: { top: 5, skip: 5 } },
  'measure-spine': { success: true, widthMm: 25.4 },
  'measure-spine-not-required': { success: false, message: 'Requested product does not require a spine asset' },
  'update-metadata': { outcome: 'Updated', order: { metadata: { internalRef: 'abdef' } } },
  'update-recipient': { outcome: 'Updated', order: { recipient: { name: 'Ada Test' } }, shipments: [] },
  'update-recipient-partially': {
    outcome: 'PartiallyUpdated',
    shipments: [
      { shipmentId: 'shp_1', successful: true },
      { shipmentId: 'shp_2', successful: false, errorCode: 'order.shipments.notAvailable' },
    ],
  },
  'update-shipping-method': { outcome: 'Updated', order: { shippingMethod: 'Express' } },
  'update-shipping-method-failed': { outcome: 'FailedToUpdate', shipments: [{ successful: false }] },
  'update-shipping-method-not-available': { outcome: 'ActionNotAvailable', order: null },
}

test('every exchange that is kept has its reading here', () => {
  expect(prodigiExchanges.map(({ name }) => name).toSorted()).toEqual(Object.keys(readings).toSorted())
})

describe.each(prodigiExchanges)('$name', (exchange) => {
  test('is asked for as Prodigi was asked', async () => {
    const { sent } = await replay(exchange)
    expect(sent).toEqual([{ ...exchange.request, path: decodeURIComponent(exchange.request.path) }])
  })

  test('is read for what it is', async () => {
    expect((await replay(exchange)).reading).toMatchObject(readings[exchange.name] ?? {})
  })

  test('keeps its trace for the support', async () => {
    const { reading } = await replay(exchange)
    const trace = Object(exchange.response.body).traceParent
    const isResult = reading instanceof ProdigiError || 'outcome' in reading
    if (isResult && trace) expect(reading).toMatchObject({ traceParent: trace })
    else expect('traceParent' in reading ? reading.traceParent : null).toBeNull()
  })
})

const facts = prodigiExchanges.filter(({ name, response }) => response.status === 200 && name !== 'create-quotes')

test.each(facts)('$name: no id, word, number or amount is lost', async (exchange) => {
  const { reading } = await replay(exchange)
  const kept = new Set(factsOf(reading))
  expect(factsOf(exchange.response.body).filter((fact) => !kept.has(fact))).toEqual([])
})

/** The client's call, and what comes of the answer that was written down. */
async function replay(exchange: ProdigiExchange): Promise<{ sent: readonly object[]; reading: object }> {
  const sent: object[] = []
  const client = createProdigiClient({
    apiKey: 'key',
    environment: 'sandbox',
    quickRetries: 0,
    fetch: async (url, { method, body }) => {
      const { pathname, search } = new URL(url)
      const json = typeof body === 'string' ? { body: JSON.parse(body) } : {}
      sent.push({ method, path: decodeURIComponent(pathname + search), ...json })
      return toResponse(exchange)
    },
  })
  const reading = await callFor(exchange)(client).catch((error: unknown) => error)
  return { sent, reading: Object(reading) }
}

/** What identifies and counts, wherever it stands, as `name: value`. */
function factsOf(value: unknown, name = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => factsOf(each, name))
  if (value === null || typeof value !== 'object') return told.has(name) ? [`${name}: ${value}`] : []
  if ('amount' in value && 'currency' in value) {
    const minor = typeof value.amount === 'string' ? Math.round(Number(value.amount) * 100) : value.amount
    return [`money: ${minor} ${value.currency}`]
  }
  return Object.entries(value).flatMap(([key, each]) => factsOf(each, key))
}

const told = new Set([
  ...['id', 'itemId', 'shipmentId', 'objectId', 'sku', 'copies', 'merchantReference', 'idempotencyKey'],
  ...['stage', 'status', 'downloadAssets', 'allocateProductionLocation', 'inProduction', 'shipping', 'errorCode'],
  ...['number', 'url', 'carrier', 'service', 'labCode', 'countryCode', 'line1', 'postalOrZipCode', 'printArea'],
  ...['md5Hash', 'wrap', 'color', 'horizontalResolution', 'verticalResolution', 'shipsTo', 'units', 'widthMm'],
])
