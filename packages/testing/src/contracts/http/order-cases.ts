import type { Order } from '@quoin/core'
import { describe, expect, it } from 'vitest'
import type { HttpWorld } from './http-world.ts'

type Given = () => HttpWorld

const management = '/api/orders/management'

/** What customers and admins do with orders. */
export function orderCases(given: Given): void {
  const admin = (method: string, path: string, body?: unknown) => given().send('admin:root', method, path, body)
  const ada = (method: string, path: string, body?: unknown) => given().send('customer:ada', method, path, body)
  const shippedOrder = async (): Promise<Order> => {
    const order = await given().submittedOrder()
    for (const { id } of given().prodigi.orders()) {
      while (given().prodigi.order(id).status?.stage !== 'Complete') {
        given().clock.advance(60_000)
        given().prodigi.advanceOrder(id)
        await given().settle()
      }
    }
    return order
  }

  describe('the way of an order', () => {
    it('given a checkout, a payment and a print, then its owner sees every step, oldest first', async () => {
      const { id } = await shippedOrder()
      const { status, body } = await ada('GET', `/api/orders/${id}/status`)
      expect([status, body.order.status, body.order.paymentStatus]).toEqual([200, 'shipped', 'paid'])
      const [fulfillment] = body.order.fulfillments
      expect(fulfillment).toMatchObject({ provider: 'prodigi', status: 'shipped' })
      expect(fulfillment.shipments.length).toBeGreaterThan(0)
      expect(fulfillment.shipments[0]).toMatchObject({ status: 'shipped', deliveredAt: null })
      const steps: { readonly from: string; readonly to: string }[] = body.history.filter(
        ({ type }: { type: string }) => type === 'status_changed',
      )
      expect(steps.map(({ to }) => to)).toEqual(expect.arrayContaining(['paid', 'submitted', 'shipped']))
      expect(['pending', ...steps.map(({ to }) => to)]).toEqual([...steps.map(({ from }) => from), 'shipped'])
      expect(body.history[0]).toMatchObject({ type: 'order_created', actor: 'customer' })
      const times = body.history.map(({ at }: { at: string }) => at)
      expect(times).toEqual(times.toSorted())
    })

    it('given news whose callbacks were not worked off, when the owner refreshes, then it is there', async () => {
      const { id } = await given().submittedOrder()
      const [print] = given().prodigi.orders()
      const refreshed = async () => {
        given().clock.advance(60_000)
        given().prodigi.advanceOrder(print?.id ?? '')
        const { status, body } = await ada('POST', `/api/orders/${id}/status`)
        expect(status).toBe(200)
        return body.order.status
      }
      const seen = new Set<string>()
      while (!seen.has('shipped')) seen.add(await refreshed())
      expect([...seen]).toEqual(expect.arrayContaining(['submitted', 'in_production', 'shipped']))
    })

    it('given an unpaid order, when its owner cancels, then it is cancelled and can not be paid', async () => {
      const { id } = await given().unpaidOrder()
      const { status } = await ada('POST', `/api/orders/${id}/cancel`, { reason: 'Changed my mind.' })
      expect(status).toBe(200)
      await given().settle()
      expect((await ada('GET', `/api/orders/${id}/status`)).body.order.status).toBe('cancelled')
    })

    it('given a shipped order, when its owner cancels, then 409 says why', async () => {
      const { id } = await shippedOrder()
      const { status, body } = await ada('POST', `/api/orders/${id}/cancel`)
      expect([status, body.error, body.issues[0].code]).toEqual([409, 'command_rejected', 'already_shipped'])
    })
  })

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
      '.createdAt',
      '.fulfillments',
      '.fulfillments[].id',
      '.fulfillments[].provider',
      '.fulfillments[].providerOrderId',
      '.fulfillments[].shipments',
      '.fulfillments[].shipments[].carrier',
      '.fulfillments[].shipments[].deliveredAt',
      '.fulfillments[].shipments[].id',
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
    ]
    const forAdmins = [
      '.email',
      '.fulfillments[].generation',
      '.fulfillments[].issues',
      '.fulfillments[].readAt',
      '.fulfillments[].submittedAt',
      '.payment',
      '.payment.amountCaptured',
      '.payment.amountCaptured.amount',
      '.payment.amountCaptured.currency',
      '.payment.amountRefunded',
      '.payment.amountRefunded.amount',
      '.payment.amountRefunded.currency',
      '.payment.capturedAt',
      '.payment.checkoutId',
      '.payment.livemode',
      '.payment.paymentId',
      '.payment.provider',
      '.userId',
    ]

    it('given a customer, then exactly these fields of an order (S08)', async () => {
      const { id } = await shippedOrder()
      const { body } = await ada('GET', `/api/orders/${id}/status`)
      expect(keysOf(body.order).toSorted()).toEqual(forAll)
    })

    it('given an admin, then these as well (S08)', async () => {
      await shippedOrder()
      const { body } = await admin('GET', management)
      expect(keysOf(body.orders[0]).toSorted()).toEqual([...forAll, ...forAdmins].toSorted())
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
      const { id } = await shippedOrder()
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

  describe('order management', () => {
    const ids = (body: { readonly orders: readonly { readonly id: string }[] }) => body.orders.map(({ id }) => id)

    it('given more orders than a page, then the cursor leads through all, each once', async () => {
      const made: string[] = []
      for (let count = 0; count < 5; count += 1) {
        made.push((await given().unpaidOrder()).id)
        // Two of a kind: pages must not lose or repeat what has the same time.
        if (count % 2 === 1) given().clock.advance(1000)
      }
      for (const sort of ['createdAt', '-createdAt', 'updatedAt', '-updatedAt']) {
        const found: string[] = []
        let cursor: string | null = ''
        for (let pages = 0; cursor !== null && pages < 9; pages += 1) {
          const { body } = await admin('GET', `${management}?limit=2&sort=${sort}${cursor && `&cursor=${cursor}`}`)
          found.push(...ids(body))
          cursor = body.nextCursor
        }
        expect(found).toHaveLength(5)
        expect(found.toSorted()).toEqual(made.toSorted())
      }
    })

    it('given a day, then dateTo means the whole of it, in UTC; an instant means itself', async () => {
      given().clock.set('2026-11-22T23:59:59.999Z')
      const late = await given().unpaidOrder()
      given().clock.set('2026-11-23T00:00:00.000Z')
      const next = await given().unpaidOrder()
      const found = async (query: string) => ids((await admin('GET', `${management}?sort=createdAt&${query}`)).body)
      expect(await found('dateFrom=2026-11-22&dateTo=2026-11-22')).toEqual([late.id])
      expect(await found('dateFrom=2026-11-23')).toEqual([next.id])
      expect(await found('dateTo=2026-11-22T23:59:59.999Z')).toEqual([late.id])
      expect(await found('dateTo=2026-11-22T23:59:59.998Z')).toEqual([])
      expect(await found('dateTo=2026-11-23T01:00:00%2B01:00')).toEqual([late.id, next.id])
    })

    it('given filters, then each holds', async () => {
      const unpaid = await given().unpaidOrder('customer:ada')
      const paid = await given().submittedOrder('customer:bob')
      const found = async (query: string) => ids((await admin('GET', `${management}?${query}`)).body)
      expect(await found('status=pending')).toEqual([unpaid.id])
      expect((await found('status=pending,submitted')).toSorted()).toEqual([unpaid.id, paid.id].toSorted())
      expect((await found('status=pending&status=submitted')).toSorted()).toEqual([unpaid.id, paid.id].toSorted())
      expect(await found('paymentStatus=paid')).toEqual([paid.id])
      expect(await found(`q=${paid.number.toLowerCase()}`)).toEqual([paid.id])
      expect(await found('attention=true')).toEqual([])
      expect((await found('attention=false')).length).toBe(2)
      expect(await found('status=paid&userId=ada')).toEqual([])
    })

    it('given tracking, delivery and notes in one patch, then all are done', async () => {
      const { id } = await shippedOrder()
      const { status, body } = await admin('PATCH', management, {
        orderId: id,
        trackingNumber: 'TRACK-1',
        trackingUrl: 'https://carrier.example/TRACK-1',
        action: 'mark_delivered',
        notes: 'The neighbour took it.',
      })
      expect([status, body.order.status]).toEqual([200, 'delivered'])
      expect(body.order.fulfillments[0].shipments[0]).toMatchObject({
        trackingNumber: 'TRACK-1',
        trackingUrl: 'https://carrier.example/TRACK-1',
        status: 'delivered',
      })
      const { history } = (await admin('GET', `/api/orders/${id}/status`)).body
      expect(history.at(-1)).toMatchObject({ type: 'note_added', note: 'The neighbour took it.', actor: 'admin:root' })
    })

    it('given an action that the order refuses, then 409, and the note is not kept', async () => {
      const { id, version } = await given().unpaidOrder()
      const patch = { orderId: id, action: 'mark_delivered', notes: 'Done.' }
      const { status, body } = await admin('PATCH', management, patch)
      expect([status, body.error]).toEqual([409, 'command_rejected'])
      expect((await given().quoin.orders.find({ id }))?.version).toBe(version)
    })
  })

  describe('the print provider', () => {
    it('given a submitted order, then an admin sees the view of Prodigi, without the token of its callback URL', async () => {
      const { id, fulfillments } = await given().submittedOrder()
      const { status, body } = await admin('GET', `/api/dropship/prodigi?orderId=${id}`)
      const [fulfillment] = fulfillments
      expect([status, body.orderId, body.fulfillments.length]).toEqual([200, id, 1])
      expect(body.fulfillments[0]).toMatchObject({
        fulfillmentId: fulfillment?.id,
        providerOrderId: fulfillment?.providerOrderId,
        view: { id: fulfillment?.providerOrderId },
      })
      expect(JSON.stringify(body)).not.toMatch(/token=[^…]/)
    })

    it('given a submitted order, when an admin submits it again, then there is still one print (INV-1)', async () => {
      const { id } = await given().submittedOrder()
      const { status } = await admin('POST', '/api/dropship/prodigi', { orderId: id })
      await given().settle()
      expect([200, 409]).toContain(status)
      expect(given().prodigi.ledger().orders).toHaveLength(1)
    })

    it('given an unpaid order, when an admin submits it, then 409 and no print (INV-3)', async () => {
      const { id } = await given().unpaidOrder()
      const { status, body } = await admin('POST', '/api/dropship/prodigi', { orderId: id })
      await given().settle()
      expect([status, body.error]).toEqual([409, 'command_rejected'])
      expect(given().prodigi.ledger().orders).toEqual([])
    })
  })

  describe('notifications', () => {
    it('given news, then their owner lists, reads and deletes them, and nobody else does', async () => {
      await shippedOrder()
      const { body } = await ada('GET', '/api/notifications')
      const [newest, ...older] = body.notifications
      expect(newest).toMatchObject({ type: 'order_shipped', readAt: null })
      expect(body.unreadCount).toBe(1 + older.length)

      const bob = await given().send('customer:bob', 'GET', '/api/notifications')
      expect(bob.body).toEqual({ notifications: [], unreadCount: 0, nextCursor: null })
      const meddled = await given().send('customer:bob', 'DELETE', '/api/notifications', { ids: [newest.id] })
      expect(meddled.body).toEqual({ deleted: 0, unreadCount: 0 })

      const read = await ada('PATCH', '/api/notifications', { ids: [newest.id] })
      expect(read.body).toEqual({ updated: 1, unreadCount: older.length })
      expect((await ada('GET', '/api/notifications?unread=true')).body.notifications).toEqual(older)
      expect((await ada('PATCH', '/api/notifications', { all: true })).body.unreadCount).toBe(0)
      const deleted = await ada('DELETE', '/api/notifications', { all: true })
      expect(deleted.body).toEqual({ deleted: 1 + older.length, unreadCount: 0 })
      expect((await ada('GET', '/api/notifications')).body.notifications).toEqual([])
    })

    it('given more than a page, then the cursor leads on', async () => {
      await shippedOrder()
      const first = (await ada('GET', '/api/notifications?limit=1')).body
      const second = (await ada('GET', `/api/notifications?limit=1&cursor=${first.nextCursor}`)).body
      expect(second.notifications).toHaveLength(1)
      expect(second.notifications[0].id).not.toBe(first.notifications[0].id)
    })
  })

  describe('health', () => {
    it('given a shop that works, then every check is there', async () => {
      const { status, body } = await admin('GET', '/api/admin/health')
      expect([status, body.status]).toEqual([200, 'healthy'])
      expect(Object.keys(body.checks).toSorted()).toEqual([
        'database',
        'jobs',
        'notifications',
        'orders',
        'prodigi',
        'stripe',
      ])
    })

    it('given each action, then the result names it', async () => {
      for (const action of ['process_pending_retries', 'reconcile', 'retry_dead']) {
        const { status, body } = await admin('POST', '/api/admin/health', { action })
        expect([status, body.action]).toEqual([200, action])
      }
    })

    it('given a webhook that never came, when an admin reconciles, then the order is found paid (F11)', async () => {
      given().stripe.configureWebhooks({ delivery: false })
      const { id, payment } = await given().unpaidOrder()
      given().stripe.pay(payment.checkoutId ?? '')
      given().clock.advance(3_600_000)
      const { body } = await admin('POST', '/api/admin/health', { action: 'reconcile' })
      expect(body).toMatchObject({ action: 'reconcile', changed: 1, failures: [] })
      expect((await given().quoin.orders.find({ id }))?.paymentStatus).toBe('paid')
    })
  })

  describe('about the API', () => {
    it('given a probe, then it says that it lives, and no more', async () => {
      const { status, body } = await given().send('nobody', 'GET', '/api/status?probe=1')
      expect([status, Object.keys(body), body.status]).toEqual([200, ['status', 'version'], 'ok'])
      const head = await given().fetch('/api/status', { method: 'HEAD' })
      expect([head.status, await head.text()]).toEqual([200, ''])
    })

    it('given a request id, then it is kept when it is sane, and made otherwise', async () => {
      const idFor = async (id: string) =>
        (await given().fetch('/api/status', { headers: { 'x-request-id': id } })).headers.get('x-request-id')
      expect(await idFor('trace-1:a.b_c')).toBe('trace-1:a.b_c')
      for (const bad of ['a b', '"x"', 'x'.repeat(129), '']) expect(await idFor(bad)).toMatch(/^[\w-]{20,}$/)
    })

    it('given a reader, then the page needs nothing else: no script, no other host, and a policy that forbids them', async () => {
      const { status, headers, body } = await given().send('nobody', 'GET', '/api/docs')
      expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
      expect(body).toContain('POST /api/checkout')
      expect(body).not.toMatch(/<script|src=|href="(?!openapi\.json")/)
    })
  })
}
