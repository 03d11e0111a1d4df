import { expect, it } from 'vitest'
import { itemFixture, orderRequestFixture } from './order-request-fixture.test.data.ts'
import { startSimulatorFixture } from './start-simulator-fixture.test.data.ts'

const book = { sku: 'BOOK-A4-L-HARD-M', destinationCountryCode: 'US', state: 'CA', numberOfPages: 50 }

it('given a book and its pages, then the width of its spine is told, wider for more pages', async () => {
  const { simulator, call } = await startSimulatorFixture()
  const thin = await call('POST', '/products/spine', book)
  expect(thin).toMatchObject({
    status: 200,
    json: { success: true, message: expect.any(String), spineInfo: { widthMm: expect.any(Number) } },
  })
  expect(thin.json).not.toHaveProperty('outcome')
  expect(thin.headers.get('traceparent')).toBe(thin.json.traceParent)
  const thick = await call('POST', '/Products/Spine', { ...book, numberOfPages: 300 })
  expect(thick.json.spineInfo.widthMm).toBeGreaterThan(thin.json.spineInfo.widthMm)
  expect(simulator.ledger().requests[0]).toMatchObject({ endpoint: 'measureSpine', status: 200, outcome: null })
})

it.each([
  ['more pages than it can have', { numberOfPages: 301 }],
  ['no state of the United States', { state: undefined }],
])('given %s, then the body tells that there is no width', async (_, change) => {
  const { call } = await startSimulatorFixture()
  expect(await call('POST', '/products/spine', { ...book, ...change })).toMatchObject({
    status: 200,
    json: { success: false, message: expect.any(String), spineInfo: { widthMm: 0 } },
  })
})

it.each([
  ['a book without a printed spine', 'BOOK-A4-P-HARD-M', 'Requested product does not require a spine asset'],
  ['no book', 'GLOBAL-CAN-10X10', 'Requested product does not require a spine asset'],
  ['an unknown SKU', 'NOPE-1', undefined],
])('given %s, then there is no spine to be found', async (_, sku, message) => {
  const { call } = await startSimulatorFixture()
  const { status, json } = await call('POST', '/products/spine', { ...book, sku })
  expect(status).toBe(404)
  expect(json).toEqual({ outcome: 'EntityNotFound', ...(message && { message }), traceParent: json.traceParent })
})

it('given a wrong body, then it is refused at its paths', async () => {
  const { call } = await startSimulatorFixture()
  expect(await call('POST', '/products/spine', { sku: '', pages: 1, numberOfPages: 0 })).toMatchObject({
    status: 400,
    json: {
      outcome: 'ModelBindingFailed',
      failures: {
        sku: [{ code: 'MustNotBeEmptyOrWhitespace' }],
        destinationCountryCode: [{ code: 'Required' }],
        numberOfPages: [{ code: 'InvalidValue' }],
        pages: [{ code: 'UnknownField' }],
      },
    },
  })
})

it('when a book is ordered, then its spine may have artwork, and its pages must be as many as it can have', async () => {
  const { call } = await startSimulatorFixture()
  const ordered = (pageCount: number) => {
    const url = 'https://cdn.example/book.pdf'
    const assets = [
      { printArea: 'default', url, pageCount },
      { printArea: 'spine', url },
    ]
    const items = [itemFixture({ sku: 'BOOK-FE-A4-P-LF-G', attributes: {}, assets })]
    return call('POST', '/orders', orderRequestFixture({ items, idempotencyKey: null }))
  }
  expect((await ordered(122)).json).toMatchObject({
    outcome: 'Created',
    order: { items: [{ assets: [{ printArea: 'default', pageCount: 122 }, { printArea: 'spine' }] }] },
  })
  expect((await ordered(123)).json).toMatchObject({
    outcome: 'ValidationFailed',
    failures: { 'items[0].assets[0].pageCount': [{ code: 'InvalidValue', providedValue: 123 }] },
  })
})
