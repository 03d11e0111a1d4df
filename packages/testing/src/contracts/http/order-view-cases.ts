import { describe, expect, it } from 'vitest'
import { part } from './answer-part.ts'
import type { Given } from './http-world.ts'

const management = '/api/orders/management'

/** What is shown of an order, and to whom. */
export function orderViewCases(given: Given): void {
  const admin = (method: string, path: string, body?: unknown) => given().send('admin:root', method, path, body)
  const ada = (method: string, path: string, body?: unknown) => given().send('customer:ada', method, path, body)

  describe('what is shown', () => {
    /** Every key of an answer with the path to it; lists count as their first element. */
    const keysOf = (value: unknown, path = ''): string[] => {
      if (Array.isArray(value)) return value.length === 0 ? [] : keysOf(value[0], `${path}[]`)
      if (typeof value !== 'object' || value === null) return []
      return Object.entries(value).flatMap(([key, inner]) => [`${path}.${key}`, ...keysOf(inner, `${path}.${key}`)])
    }
    const forAll = [
      '.attention',
      '.cancelRequestedAt',
      '.claims',
      '.createdAt',
      '.edit',
      '.fulfillments',
      '.fulfillments[].id',
      '.fulfillments[].lines',
      '.fulfillments[].lines[].itemId',
      '.fulfillments[].lines[].quantity',
      '.fulfillments[].provider',
      '.fulfillments[].providerOrderId',
      '.fulfillments[].shipments',
      '.fulfillments[].shipments[].carrier',
      '.fulfillments[].shipments[].deliveredAt',
      '.fulfillments[].shipments[].estimatedDeliveryAt',
      '.fulfillments[].shipments[].id',
      '.fulfillments[].shipments[].itemIds',
      '.fulfillments[].shipments[].service',
      '.fulfillments[].shipments[].shippedAt',
      '.fulfillments[].shipments[].status',
      '.fulfillments[].shipments[].trackingNumber',
      '.fulfillments[].shipments[].trackingUrl',
      '.fulfillments[].status',
      '.id',
      '.items',
      '.items[].attributes',
      '.items[].id',
      '.items[].name',
      '.items[].productId',
      '.items[].quantity',
      '.items[].sku',
      '.items[].unitPrice',
      '.items[].unitPrice.amount',
      '.items[].unitPrice.currency',
      '.number',
      '.paymentStatus',
      '.refunds',
      '.shippingAddress',
      '.shippingAddress.city',
      '.shippingAddress.country',
      '.shippingAddress.line1',
      '.shippingAddress.line2',
      '.shippingAddress.name',
      '.shippingAddress.phone',
      '.shippingAddress.postalCode',
      '.shippingAddress.state',
      '.shippingMethod',
      '.status',
      '.totals',
      '.totals.discount',
      '.totals.discount.amount',
      '.totals.discount.currency',
      '.totals.shipping',
      '.totals.shipping.amount',
      '.totals.shipping.currency',
      '.totals.subtotal',
      '.totals.subtotal.amount',
      '.totals.subtotal.currency',
      '.totals.tax',
      '.totals.tax.amount',
      '.totals.tax.currency',
      '.totals.total',
      '.totals.total.amount',
      '.totals.total.currency',
      '.updatedAt',
      '.version',
    ]
    const forAdmins = [
      '.archivedAt',
      '.costs',
      '.costs.charged',
      '.costs.charged[].amount',
      '.costs.charged[].currency',
      '.costs.margin',
      '.costs.margin.amount',
      '.costs.margin.currency',
      '.costs.quoted',
      '.costs.quoted.amount',
      '.costs.quoted.currency',
      '.email',
      '.fulfillments[].charges',
      '.fulfillments[].charges[].amount',
      '.fulfillments[].charges[].amount.amount',
      '.fulfillments[].charges[].amount.currency',
      '.fulfillments[].charges[].id',
      '.fulfillments[].charges[].itemId',
      '.fulfillments[].charges[].kind',
      '.fulfillments[].charges[].shipmentId',
      '.fulfillments[].approval',
      '.fulfillments[].generation',
      '.fulfillments[].issues',
      '.fulfillments[].readAt',
      '.fulfillments[].reason',
      '.fulfillments[].replaces',
      '.fulfillments[].submittedAt',
      '.metadata',
      '.payment',
      '.payment.amountCaptured',
      '.payment.amountCaptured.amount',
      '.payment.amountCaptured.currency',
      '.payment.amountRefunded',
      '.payment.amountRefunded.amount',
      '.payment.amountRefunded.currency',
      '.payment.capturedAt',
      '.payment.checkoutId',
      '.payment.dispute',
      '.payment.fraudWarning',
      '.payment.livemode',
      '.payment.paymentId',
      '.payment.presented',
      '.payment.provider',
      '.payment.underReview',
      '.userId',
    ]

    it('given a customer, then exactly these fields of an order (S08)', async () => {
      const { id } = await given().shippedOrder()
      const { body } = await ada('GET', `/api/orders/${id}/status`)
      expect(keysOf(part(body, 'order')).toSorted()).toEqual(forAll)
    })

    it('given an admin, then these as well (S08)', async () => {
      await given().shippedOrder()
      const { body } = await admin('GET', management)
      expect(keysOf(part(body, 'orders[0]')).toSorted()).toEqual([...forAll, ...forAdmins].toSorted())
    })

    it("given an admin's note and reason, then customers see neither", async () => {
      const { id } = await given().submittedOrder()
      await admin('PATCH', management, { orderId: id, notes: 'Looks like fraud.' })
      await admin('PATCH', management, { orderId: id, action: 'cancel', reason: 'Fraud, says the bank.' })
      const forCustomer = JSON.stringify((await ada('GET', `/api/orders/${id}/status`)).body)
      const forAdmin = JSON.stringify((await admin('GET', `/api/orders/${id}/status`)).body)
      expect([/fraud/i.test(forCustomer), /admin:root/.test(forCustomer)]).toEqual([false, false])
      expect([/Looks like fraud/.test(forAdmin), /says the bank/.test(forAdmin), /admin:root/.test(forAdmin)]).toEqual([
        true,
        true,
        true,
      ])
    })

    it('given an order, then nothing of it is kept by caches, and no secret is in it', async () => {
      const { id, fulfillments } = await given().submittedOrder()
      const { headers, body } = await admin('GET', `/api/orders/${id}/status`)
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      const [fulfillment] = fulfillments
      for (const secret of [
        fulfillment?.idempotencyKey,
        fulfillment?.requestHash,
        'token=',
        'callbackUrl',
        'sunrise.jpg',
      ]) {
        expect(JSON.stringify(body)).not.toContain(secret)
      }
    })

    it('given requests of all kinds, then no log line has personal data (INV-22)', async () => {
      const { id } = await given().shippedOrder()
      const order = await given().quoin.orders.find({ id })
      await ada('GET', `/api/orders/${id}/status`)
      await given().send('nobody', 'GET', `/api/orders/${id}/status?token=secret-guest-token`)
      await given().send('nobody', 'POST', '/api/webhooks/prodigi?token=secret-callback-token', {})
      const personal = [
        order?.email,
        order?.shippingAddress?.name,
        order?.shippingAddress?.line1,
        'secret-guest',
        'secret-callback',
      ]
      for (const datum of personal) {
        expect(datum).toBeTruthy()
        expect(given().log.filter((line) => line.includes(datum ?? ''))).toEqual([])
      }
      expect(given().log.some((line) => line.includes('unauthenticated'))).toBe(true)
    })
  })
}
