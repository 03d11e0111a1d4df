import { type FulfillmentSubmission, money } from '@quoin/core'
import { prodigiFulfillment } from '@quoin/core/prodigi'
import { createManualClock, createProdigiSimulator } from '@quoin/testing'
import { fulfillmentProviderContract } from '@quoin/testing/contracts'

const faults = { lost: 'drop', answer_lost: 'accept-then-drop', busy: 'rate-limited' } as const

fulfillmentProviderContract({
  name: 'Prodigi',
  create: async () => {
    const clock = createManualClock('2026-03-01T09:00:00Z')
    const prodigi = createProdigiSimulator({ apiKey: 'test_key', clock, seed: 1, callbacks: 'off' })
    const baseUrl = await prodigi.listen()
    let count = 0
    return {
      provider: prodigiFulfillment({ apiKey: 'test_key', environment: 'sandbox', baseUrl, clock }),
      submission(kind) {
        count += 1
        return submissionOf(count, kind === 'unprintable' ? 'NO-SUCH-SKU' : 'GLOBAL-CAN-10X10')
      },
      async ship(id) {
        prodigi.runOrder(id)
      },
      fail: (how) => prodigi.faults.next({ endpoint: 'createOrder', fault: faults[how] }),
      pass: (ms) => clock.advance(ms),
      made: async () => prodigi.ledger().orders.length,
      close: () => prodigi.close(),
    }
  },
})

function submissionOf(count: number, sku: string): FulfillmentSubmission {
  return {
    merchantReference: `A-${count}`,
    idempotencyKey: `A-${count}:1`,
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
        productId: 'canvas',
        name: 'Canvas',
        sku,
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
}
