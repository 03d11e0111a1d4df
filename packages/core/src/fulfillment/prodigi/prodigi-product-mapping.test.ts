import nock from 'nock'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { forgetful } from './prodigi-bodies.test.data.ts'
import { prodigiFulfillment } from './prodigi-fulfillment.ts'

const provider = prodigiFulfillment({ ...forgetful, apiKey: 'secret-key', environment: 'sandbox', quickRetries: 0 })
const answer = (status: number, body: string | object) =>
  nock('https://api.sandbox.prodigi.com/v4.0').get('/products/GLOBAL-CAN-4X6').reply(status, body)

beforeEach(() => nock.disableNetConnect())
afterEach(() => nock.cleanAll())

it('given a product, then it is told in our words', async () => {
  answer(200, {
    outcome: 'Ok',
    product: {
      sku: 'GLOBAL-CAN-4X6',
      description: 'Canvas',
      productDimensions: { width: 4, height: 6, units: 'in' },
      attributes: { wrap: ['Black', 'ImageWrap'], edge: ['38mm'] },
      printAreas: { default: { required: true } },
      variants: [
        {
          attributes: { wrap: 'Black', edge: '38mm' },
          shipsTo: ['GB', 'us'],
          printAreaSizes: { default: { horizontalResolution: 622, verticalResolution: 922 } },
        },
      ],
    },
  })
  expect(await provider.product('GLOBAL-CAN-4X6')).toEqual({
    sku: 'GLOBAL-CAN-4X6',
    attributes: { wrap: ['Black', 'ImageWrap'], edge: ['38mm'] },
    printAreas: { default: { required: true } },
    variants: [
      {
        attributes: { wrap: 'Black', edge: '38mm' },
        shipsTo: ['GB', 'US'],
        printAreaSizes: { default: { widthPx: 622, heightPx: 922 } },
      },
    ],
  })
})

it.each(['EntityNotFound', 'entityNotFound'])(
  'given 404 with the outcome %s, then there is no such product',
  async (outcome) => {
    answer(404, { outcome, traceParent: '00-1-1-00' })
    expect(await provider.product('GLOBAL-CAN-4X6')).toBeNull()
  },
)

it.each([
  [404, { outcome: 'EndpointDoesNotExist' }],
  [404, '<html>Not found</html>'],
  [401, { outcome: 'NotAuthenticated' }],
  [429, 'API calls quota exceeded! maximum admitted 30 per 30s.'],
  [503, '<html>Bad gateway</html>'],
  [200, { outcome: 'Ok' }],
])('given %i %j, then nothing is said of the product', async (status, body) => {
  answer(status, body)
  await expect(provider.product('GLOBAL-CAN-4X6')).rejects.toMatchObject({ code: 'fulfillment_provider_failed' })
})
