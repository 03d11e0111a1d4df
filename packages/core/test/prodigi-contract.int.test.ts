import type { FulfillmentSubmission } from '@quoin/core'
import { prodigiFulfillment } from '@quoin/core/prodigi'
import { createManualClock, createProdigiSimulator } from '@quoin/testing'
import { fulfillmentProviderContract } from '@quoin/testing/contracts'
import { submission } from '../src/fulfillment/prodigi/prodigi-submission.test.data.ts'

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
  const names = { merchantReference: `A-${count}`, idempotencyKey: `A-${count}:1` }
  const items = submission.items.map((item) => ({
    ...item,
    sku,
    attributes: { wrap: 'ImageWrap' },
    assets: item.assets.slice(0, 1),
  }))
  return { ...submission, ...names, items }
}
