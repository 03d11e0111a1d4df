import { describe, expect, test } from 'vitest'
import { forgetful } from './prodigi-bodies.test.data.ts'
import { prodigiFulfillment } from './prodigi-fulfillment.ts'
import { submission } from './prodigi-submission.test.data.ts'

const provider = prodigiFulfillment({ ...forgetful, apiKey: 'secret-key', environment: 'sandbox' })
const body = provider.prepare(submission)

describe('a prepared body', () => {
  test('says what the submission says, and nothing more (F38, F65, F66)', () => {
    expect(JSON.parse(body)).toEqual({
      merchantReference: 'A-1001',
      shippingMethod: 'Standard',
      idempotencyKey: 'key-1',
      callbackUrl: 'https://shop.example/api/webhooks/prodigi?token=t',
      recipient: {
        name: 'Ada Canary',
        email: 'ada.canary@example.com',
        phoneNumber: null,
        address: {
          line1: '1 Canary Street',
          line2: null,
          postalOrZipCode: '90210',
          countryCode: 'US',
          townOrCity: 'Hollywood',
          stateOrCounty: 'CA',
        },
      },
      items: [
        {
          merchantReference: 'item-1',
          sku: 'GLOBAL-CAN-10X10',
          copies: 2,
          sizing: 'fitPrintArea',
          attributes: { wrap: 'ImageWrap', edge: '38mm' },
          recipientCost: { amount: '49.05', currency: 'USD' },
          assets: [
            { printArea: 'default', url: 'https://example.com/a.jpg', md5Hash: 'daa1c811c6038e718a23f0d816914b7b' },
            { printArea: 'back', url: 'https://example.com/b.jpg' },
          ],
        },
      ],
      metadata: { orderId: '0198', fulfillmentId: '0199' },
    })
  })

  test('is the same text for the same submission, in whatever order a database gives its keys (INV-13)', () => {
    const item = submission.items[0]
    const shuffled = {
      ...submission,
      items: item ? [{ ...item, attributes: { edge: '38mm', wrap: 'ImageWrap' } }] : [],
      metadata: { fulfillmentId: '0199', orderId: '0198' },
    }
    expect(provider.prepare(shuffled)).toBe(body)
  })

  test.each([
    ['fill', 'fillPrintArea'],
    ['fit', 'fitPrintArea'],
    ['stretch', 'stretchToPrintArea'],
  ] as const)('calls the sizing %s %s', (sizing, word) => {
    const items = submission.items.map((item) => ({ ...item, sizing }))
    expect(provider.prepare({ ...submission, items })).toContain(`"sizing":"${word}"`)
  })
})
