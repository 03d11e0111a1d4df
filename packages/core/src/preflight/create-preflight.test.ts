import { once } from 'node:events'
import { createServer } from 'node:http'
import { createProdigiSimulator } from '@quoin/testing'
import { expect, it, onTestFinished } from 'vitest'
import type { FulfillmentProvider } from '../fulfillment/fulfillment-provider.ts'
import { prodigiFulfillment } from '../fulfillment/prodigi/index.ts'
import type { Asset, ShippingAddress } from '../order/order.ts'
import { QuoinError } from '../quoin-error.ts'
import { allowUrlsBelow } from './allow-urls-below.ts'
import type { PreflightItem } from './check-item.ts'
import { createPreflight, type PreflightOptions, type PreflightSubject } from './create-preflight.ts'
import { jpeg, pdf, png } from './image-bytes.test.data.ts'
import type { PreflightReport } from './preflight-report.ts'

/** The shop's own server of artwork, on loopback, and the simulated print shop. */
async function open(options: Partial<PreflightOptions> = {}) {
  const files: Record<string, Uint8Array> = {
    '/paper.jpg': jpeg(4800, 7200),
    '/paper-sideways.jpg': jpeg(7200, 4800, { orientation: 6 }),
    '/framed.png': png(3600, 4800),
    '/canvas.jpg': jpeg(2137, 2137),
    '/small.png': png(600, 600),
    '/middle.png': png(1500, 1500),
    '/book.pdf': pdf('[0 0 842 595]'),
  }
  const calls: string[] = []
  const art = createServer((request, response) => {
    const file = files[request.url ?? '']
    calls.push(request.url ?? '')
    if (request.url === '/slow.jpg') return
    response.writeHead(file ? 200 : 404).end(file)
  })
  art.listen(0, '127.0.0.1')
  await once(art, 'listening')
  const simulator = createProdigiSimulator({ apiKey: 'test_key', seed: 1, callbacks: 'off' })
  const baseUrl = await simulator.listen()
  onTestFinished(async () => {
    art.closeAllConnections()
    art.close()
    await simulator.close()
  })
  const address = art.address()
  const artUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const provider = prodigiFulfillment({ apiKey: 'test_key', environment: 'sandbox', baseUrl, quickRetryDelayMs: 0 })
  const preflight = createPreflight({ provider, allowUrl: allowUrlsBelow(artUrl), ...options })
  const asset = (path: string, printArea = 'default'): Asset => ({
    printArea,
    url: `${artUrl}/${path}`,
    md5Hash: 'daa1c811c6038e718a23f0d816914b7b',
  })
  const item = (sku: string, attributes: Record<string, string>, ...assets: Asset[]): PreflightItem => ({
    sku,
    quantity: 1,
    attributes,
    sizing: 'fill',
    assets,
  })
  const print = item('GLOBAL-FAP-16X24', {}, asset('paper.jpg'))
  const check = (subject: Partial<PreflightSubject> = {}) =>
    preflight.check({ items: [print], currency: 'USD', shippingMethod: 'Standard', country: 'US', ...subject })
  return { simulator, calls, artUrl, asset, item, print, check, preflight }
}

const list = ({ errors, warnings }: Pick<PreflightReport, 'errors' | 'warnings'>) => ({
  errors: errors.map(({ code, path }) => `${code} ${path}`),
  warnings: warnings.map(({ code, path }) => `${code} ${path}`),
})
const nothing = { errors: [], warnings: [] }

const home: ShippingAddress = {
  name: 'Ada Canary',
  line1: '1 Canary Street',
  line2: null,
  city: 'Hollywood',
  state: 'CA',
  postalCode: '90210',
  country: 'US',
  phone: null,
}

it('given prints that Prodigi makes, then there is nothing to say, and the quotes are there', async () => {
  const { check, item, print, asset } = await open()
  const report = await check({
    items: [
      print,
      item('GLOBAL-FAP-16X24', {}, asset('paper-sideways.jpg')),
      item('GLOBAL-CFPM-16X20', { color: 'black' }, asset('framed.png')),
      item('global-can-10x10', { Wrap: 'imagewrap' }, asset('canvas.jpg')),
      item('BOOK-A4-L-HARD-M', {}, asset('book.pdf')),
    ],
    shippingAddress: home,
    shippingMethod: 'STANDARD',
  })
  expect(list(report)).toEqual(nothing)
  expect(report.quotes.map(({ shippingMethod }) => shippingMethod)).toContain('Standard')
})

it('given a cart with every fault, then each is named by its field', async () => {
  const { check, item, asset } = await open()
  const faulty = [
    item('NO-SUCH-SKU', {}, asset('paper.jpg')),
    item('GLOBAL-CFPM-16X20', {}, asset('framed.png')),
    { ...item('GLOBAL-CFPM-16X20', { color: 'pink' }), quantity: 0 },
    item('GLOBAL-CAN-10X10', { wrap: 'Black' }, asset('small.png'), asset('small.png', 'lid')),
    item('GLOBAL-FAP-16X24', {}, { ...asset('gone.jpg'), md5Hash: 'short' }),
    item('GLOBAL-FAP-16X24', {}, { printArea: 'default', url: 'https://10.0.0.1/a.jpg', md5Hash: null }),
  ]
  const address = { ...home, state: null, postalCode: 'SW1A 1AA' }
  expect(list(await check({ items: faulty, shippingAddress: address }))).toEqual({
    errors: [
      'sku_unknown items[0].sku',
      'attribute_missing items[1].attributes.color',
      'quantity_invalid items[2].quantity',
      'attribute_not_allowed items[2].attributes.color',
      'print_area_missing items[2].assets',
      'print_area_unknown items[3].assets[1].printArea',
      'asset_hash_malformed items[4].assets[0].md5Hash',
      'asset_unreachable items[4].assets[0].url',
      'asset_url_not_public items[5].assets[0].url',
      'quote_refused items[2].copies',
      'address_field_missing shippingAddress.state',
    ],
    warnings: [
      'asset_resolution_low items[3].assets[0].url',
      'asset_not_pinned items[5].assets[0].md5Hash',
      'postal_code_unusual shippingAddress.postalCode',
    ],
  })
})

it('given artwork that is small for one variant and not for another, then the variant decides', async () => {
  const { check, item, asset } = await open()
  const canvas = (wrap: string) => check({ items: [item('GLOBAL-CAN-10X10', { wrap }, asset('middle.png'))] })
  const small = (sku: string) => check({ items: [item(sku, {}, asset('small.png'))] })
  expect(list(await canvas('Black'))).toEqual(nothing)
  expect((await canvas('ImageWrap')).warnings).toEqual([])
  expect((await small('GLOBAL-FAP-16X24')).errors).toMatchObject([
    { code: 'asset_resolution_too_low', details: { dpi: 25, printAreaWidthPx: 4800, printAreaHeightPx: 7200 } },
  ])
})

it('given a destination that is not served, then the item and the missing quote say so', async () => {
  const { check } = await open()
  expect(list(await check({ country: 'AQ' }))).toEqual({
    errors: ['destination_not_served items[0].sku', 'quote_unavailable items'],
    warnings: [],
  })
})

it('given a method that does not go there, then it is an error; given none is chosen, then it is none', async () => {
  const { check, preflight, print } = await open()
  expect(list(await check({ country: 'DE', shippingMethod: 'Overnight' })).errors).toEqual([
    'shipping_method_unavailable shippingMethod',
  ])
  expect(list(await preflight.check({ items: [print], currency: 'EUR', country: 'DE' }))).toEqual(nothing)
})

it('given nobody knows the country yet, then nothing is quoted and the rest is checked', async () => {
  const { preflight, print, simulator } = await open()
  const report = await preflight.check({ items: [print], currency: 'USD', shippingMethod: 'Standard' })
  expect({ ...list(report), quotes: report.quotes }).toEqual({ ...nothing, quotes: [] })
  expect(simulator.ledger().requests.map(({ endpoint }) => endpoint)).toEqual(['getProduct'])
})

it('given the same product and artwork in many lines, then each is asked for once', async () => {
  const { check, print, calls, simulator } = await open()
  await check({ items: Array.from({ length: 20 }, () => print) })
  expect(calls).toEqual(['/paper.jpg'])
  expect(simulator.ledger().requests).toHaveLength(2)
})

it('given artwork of the sandbox on loopback, then it passes only where the caller allows it', async () => {
  const { check, asset, item } = await open({ allowUrl: () => false })
  expect(list(await check({ items: [item('GLOBAL-FAP-16X24', {}, asset('paper.jpg'))] })).errors).toEqual([
    'asset_url_invalid items[0].assets[0].url',
  ])
})

it.each(['status-503', 'html', 'drop', 'rate-limited'] as const)(
  'F34 F48 F49: given Prodigi answers with %s, then it is a warning and the shop goes on selling',
  async (fault) => {
    const { check, simulator } = await open()
    simulator.faults.next({ fault, times: 100 })
    expect(list(await check({ shippingAddress: home }))).toEqual({
      errors: [],
      warnings: ['not_checked items[0].sku', 'not_checked items'],
    })
  },
)

it('given a provider that fails in ways of its own, then nothing is said against the cart', async () => {
  const { preflight, print } = await open({
    provider: {
      product: () => Promise.reject(new QuoinError('fulfillment_provider_failed', 'No.', { retry: 'retryable' })),
      quote: () => Promise.reject(new TypeError('canary')),
    },
  })
  const report = await preflight.check({ items: [print], currency: 'USD', country: 'US' })
  expect(report.errors).toEqual([])
  expect(report.warnings.map(({ details }) => details)).toEqual([
    { what: 'product', reason: 'fulfillment_provider_failed' },
    { what: 'quote', reason: 'TypeError' },
  ])
})

const silent: Pick<FulfillmentProvider, 'product' | 'quote'> = {
  product: () => new Promise<never>(() => {}),
  quote: () => new Promise<never>(() => {}),
}

it('given nobody answers at all, then it ends in time and says what was not checked', async () => {
  const { check, item, asset } = await open({ provider: silent, limits: { timeoutMs: 50 } })
  const report = await check({ items: [item('GLOBAL-FAP-16X24', {}, asset('slow.jpg'))] })
  expect(report.errors).toEqual([])
  expect(report.warnings.map(({ path, details }) => [path, details])).toEqual([
    ['items[0].sku', { what: 'product', reason: 'timeout' }],
    ['items[0].assets[0].url', { what: 'asset', reason: 'timeout' }],
    ['items', { what: 'quote', reason: 'timeout' }],
  ])
})

it('given the caller calls it off, then it rejects with the reason', async () => {
  const calling = new AbortController()
  const { preflight, print } = await open({ provider: silent })
  const report = preflight.check({ items: [print], currency: 'USD', country: 'US' }, { signal: calling.signal })
  calling.abort(new Error('The customer left.'))
  await expect(report).rejects.toThrow('The customer left.')
})

it('no finding holds a name, a street or a link to artwork', async () => {
  const { check, asset, item } = await open()
  const address = { ...home, state: '', postalCode: 'Canary' }
  const secret = { ...asset('gone.jpg?signature=Canary'), md5Hash: 'Canary' }
  const report = await check({ items: [item('GLOBAL-FAP-16X24', {}, secret)], shippingAddress: address })
  expect(report.errors.length + report.warnings.length).toBe(4)
  expect(JSON.stringify([report.errors, report.warnings])).not.toMatch(/Canary|http/)
})
