import type { Order, OrderItem, ShippingAddress } from '@quoin/core'
import { orderFixture, recordedFixture, unpaidOrderFixture } from '@quoin/testing'
import { describe, expect, it } from 'vitest'
import { served, shop, storageWith } from './shop.test.data.ts'
import { EvidenceView } from './views/evidence-view.ts'

/** The evidence of an order, as an admin gets it. */
async function evidenceOf(order: Order, format: 'html' | 'json'): Promise<Response> {
  const history = recordedFixture(order, [
    { type: 'order_created', order },
    { type: 'note_added', note: 'SECRET' },
  ])
  const quoin = shop({ storage: storageWith({ findOrder: async () => order, loadHistory: async () => history }) })
  return served({ quoin }).send(`/orders/${order.id}/evidence?format=${format}`)
}

const markup = `<script>alert(1)</script><img src=x onerror="alert(2)">'"&`
/** Every text that somebody outside wrote. */
function hostile(): Order {
  const order = orderFixture({ email: markup, userId: markup, shippingMethod: markup })
  const address: ShippingAddress = {
    name: markup,
    line1: markup,
    line2: markup,
    city: markup,
    state: markup,
    postalCode: markup,
    country: 'GB',
    phone: markup,
  }
  const items = order.items.map((item): OrderItem => ({ ...item, name: markup, sku: markup }))
  return {
    ...order,
    items,
    shippingAddress: address,
    payment: { ...order.payment, dispute: order.payment.dispute && { ...order.payment.dispute, reason: markup } },
    fulfillments: order.fulfillments.map((print) => ({
      ...print,
      shipments: print.shipments.map((parcel) => ({
        ...parcel,
        carrier: markup,
        trackingNumber: markup,
        trackingUrl: 'javascript:alert(3)',
        itemIds: items.map(({ id }) => id),
      })),
    })),
    refunds: order.refunds.map((refund) => ({ ...refund, note: markup })),
    claims: order.claims.map((claim) => ({
      ...claim,
      description: markup,
      note: markup,
      photos: [`https://photos.example/"onmouseover="alert(4)`, 'javascript:alert(5)'],
    })),
  }
}

describe('the evidence', () => {
  it.each([
    ['with everything', orderFixture()],
    ['that is not paid', unpaidOrderFixture()],
    ['of hostile words', hostile()],
  ])('given an order %s, then its data is as the document says', async (_what, order) => {
    const response = await evidenceOf(order, 'json')
    const body = await response.json()
    expect([response.status, Object.keys(body)]).toEqual([200, ['evidence']])
    expect(EvidenceView.parse(body.evidence)).toEqual(body.evidence)
    expect(JSON.stringify(body)).not.toMatch(/SECRET|"javascript:/)
  })

  it.each([
    ['with everything', orderFixture()],
    ['that is not paid', unpaidOrderFixture()],
  ])('given an order %s, then its page has no holes', async (_what, order) => {
    const page = await (await evidenceOf(order, 'html')).text()
    expect(page).toContain(`<h1>Order ${order.number}</h1>`)
    expect(page).not.toMatch(/undefined|null|\[object|NaN|Invalid Date|SECRET/)
  })

  it('given an order with everything, then who, where, what, when and how much are on its page', async () => {
    const page = await (await evidenceOf(orderFixture(), 'html')).text()
    for (const text of [
      'Ada Lovelace',
      '12 St James’s Square',
      'SW1Y 4JH',
      'ada@example.com',
      '250.11 USD',
      '190.08 GBP',
      'product not received',
      'DPD, DPD Next Day',
      '15501234567890',
      '3 Mar 2026, 16:20',
      'With our apologies',
      'A scratch in the frame',
      'https://photos.example/1.jpg',
    ]) {
      expect(page).toContain(text)
    }
  })

  it('given markup in every field, then it is text, and no link leads to a script (F95)', async () => {
    const page = await (await evidenceOf(hostile(), 'html')).text()
    expect(page).not.toMatch(/<script|<img|href="javascript:|"onmouseover/i)
    expect(page.match(/&lt;script&gt;alert\(1\)/g)?.length).toBeGreaterThan(15)
  })

  it('given its policy, then it allows the style of the page and nothing else', async () => {
    const response = await evidenceOf(orderFixture(), 'html')
    const style = /<style>(.*)<\/style>/s.exec(await response.text())?.[1] ?? ''
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style))
    const hash = btoa(String.fromCharCode(...new Uint8Array(digest)))
    expect(response.headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    )
    expect(response.headers.get('cache-control')).toBe('no-store')
  })
})
