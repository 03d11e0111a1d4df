import { describe, expect, it } from 'vitest'
import { listAt, part, textAt } from './answer-part.ts'
import type { Answer, Given } from './http-world.ts'

interface Operation {
  readonly method: string
  readonly path: string
  readonly access: string
}

const noOrder = '01999999-0000-7000-8000-000000000000'

/** Who may do what: every cell of callers × endpoints, from the endpoints that the API itself declares. */
export function accessCases(given: Given): void {
  describe('access', () => {
    const operations = async (): Promise<Operation[]> => {
      const { body } = await given().send('nobody', 'GET', '/api/openapi.json')
      return Object.entries(Object(part(body, 'paths'))).flatMap(([path, item]) =>
        Object.entries(Object(item)).map(([method, operation]) => ({
          method: method.toUpperCase(),
          path: path.replace('{id}', noOrder),
          access: textAt(operation, 'x-access'),
        })),
      )
    }

    it('given the endpoints, then each declares who may call it (S06)', async () => {
      const found = (await operations()).map(
        ({ method, path, access }) => `${access} ${method} ${path.replace(noOrder, '{id}')}`,
      )
      expect(found.toSorted()).toEqual([
        'admin GET /api/admin/analytics',
        'admin GET /api/admin/health',
        'admin GET /api/dropship/prodigi',
        'admin GET /api/orders/management',
        'admin GET /api/orders/management/events',
        'admin GET /api/orders/{id}/evidence',
        'admin GET /api/orders/{id}/jobs',
        'admin PATCH /api/orders/management',
        'admin POST /api/admin/health',
        'admin POST /api/dropship/prodigi',
        'customer DELETE /api/notifications',
        'customer GET /api/notifications',
        'customer GET /api/orders',
        'customer GET /api/orders/{id}/actions',
        'customer PATCH /api/notifications',
        'customer PATCH /api/orders/{id}/recipient',
        'customer POST /api/orders/{id}/cancel',
        'customer POST /api/orders/{id}/guest-link',
        'guest POST /api/checkout',
        'link GET /api/orders/{id}/events',
        'link GET /api/orders/{id}/status',
        'link POST /api/orders/{id}/claims',
        'link POST /api/orders/{id}/resume',
        'link POST /api/orders/{id}/status',
        'public GET /api/docs',
        'public GET /api/openapi.json',
        'public GET /api/status',
        'scraper GET /api/metrics',
        'signed POST /api/webhooks/prodigi',
        'signed POST /api/webhooks/stripe',
        'signed POST /api/webhooks/{provider}',
      ])
    })

    it('given nobody signed in, then what is for customers and admins is 401', async () => {
      for (const { method, path, access } of await operations()) {
        const { status, body, headers } = await given().send('nobody', method, path)
        const closed = ['customer', 'admin', 'scraper', 'link'].includes(access)
        expect([method, path, part(body, 'error') === 'unauthenticated']).toEqual([method, path, closed])
        if (closed) expect([status, headers.has('www-authenticate')]).toEqual([401, true])
        if (access === 'public') expect(status).toBe(200)
      }
    })

    it('given a customer, then what is for admins is 403, and nothing else is', async () => {
      for (const { method, path, access } of await operations()) {
        const { status, body } = await given().send('customer:ada', method, path)
        const closed = access === 'admin' || access === 'scraper'
        expect([method, path, status === 403]).toEqual([method, path, closed])
        if (closed) expect(part(body, 'error')).toBe('forbidden')
      }
    })

    it('given an admin, then no door is closed', async () => {
      for (const { method, path, access } of await operations()) {
        if (access === 'signed') continue
        const { status } = await given().send('admin:root', method, path)
        expect([method, path, status === 401 || status === 403]).toEqual([method, path, false])
      }
    })

    it("given another's order, then it is as unknown as none (F92, INV-18)", async () => {
      const order = await given().submittedOrder('customer:ada')
      const bodies: Readonly<Record<string, unknown>> = { recipient: { phone: '1' }, claims: { reason: 'late' } }
      const problemOf = ({ status, body }: Answer) => [status, body]
      const ofOrders = (await operations()).filter(({ path, access }) => path.includes(noOrder) && access !== 'admin')
      expect(ofOrders).toHaveLength(9)
      for (const { method, path } of ofOrders) {
        const verb = path.slice(path.lastIndexOf('/') + 1)
        const answers = await Promise.all(
          [order.id, noOrder, order.number].map((id) =>
            given().send('customer:eve', method, `/api/orders/${id}/${verb}`, bodies[verb]),
          ),
        )
        const [hers, none, malformed] = answers.map(problemOf)
        expect([verb, hers]).toEqual([verb, [404, expect.objectContaining({ error: 'order_not_found' })]])
        expect([none, malformed]).toEqual([hers, hers])
      }
      expect((await given().quoin.orders.find({ id: order.id }))?.version).toBe(order.version)
    })

    it("given a guest's order, then no customer sees it (F33)", async () => {
      const order = await given().unpaidOrder('nobody')
      const { status } = await given().send('customer:ada', 'GET', `/api/orders/${order.id}/status`)
      const list = await given().send('customer:ada', 'GET', '/api/orders')
      expect([status, part(list.body, 'orders')]).toEqual([404, []])
    })

    it('given orders of two customers, then each lists their own, and an admin finds both', async () => {
      const hers = await given().unpaidOrder('customer:ada')
      const his = await given().unpaidOrder('customer:bob')
      const idsOf = async (sender: 'customer:ada' | 'admin:root', path: string) => {
        const { body } = await given().send(sender, 'GET', path)
        return listAt(body, 'orders[].id').toSorted()
      }
      expect(await idsOf('customer:ada', '/api/orders')).toEqual([hers.id])
      expect(await idsOf('admin:root', '/api/orders')).toEqual([])
      expect(await idsOf('admin:root', '/api/orders/management')).toEqual([hers.id, his.id].toSorted())
      expect(await idsOf('admin:root', '/api/orders/management?userId=bob')).toEqual([his.id])
    })
  })

  describe('guest links', () => {
    const checkout = async () => {
      const items = [{ productId: 'sunrise', quantity: 1 }]
      const { body } = await given().send('nobody', 'POST', '/api/checkout', { items })
      return body as { readonly orderId: string; readonly guestToken: string }
    }

    it('given a guest with the token of the checkout, then they see that order', async () => {
      const { orderId, guestToken } = await checkout()
      const shown = await given().send('nobody', 'GET', `/api/orders/${orderId}/status?token=${guestToken}`)
      expect([shown.status, part(shown.body, 'order.id'), 'email' in Object(part(shown.body, 'order'))]).toEqual([
        200,
        orderId,
        false,
      ])
      const refreshed = await given().send('nobody', 'POST', `/api/orders/${orderId}/status?token=${guestToken}`)
      expect(refreshed.status).toBe(200)
    })

    it('given no token, an altered one, or one of another order, then 401', async () => {
      const { orderId, guestToken } = await checkout()
      const other = await checkout()
      const flipped = guestToken.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
      const later = guestToken.replace(/^\d/, '9')
      for (const query of ['', '?token=x', `?token=${flipped}`, `?token=${later}`, `?token=${other.guestToken}`]) {
        const { status, body } = await given().send('nobody', 'GET', `/api/orders/${orderId}/status${query}`)
        expect([query, status, part(body, 'error')]).toEqual([query, 401, 'unauthenticated'])
      }
    })

    it('given a token whose time is over, then 401', async () => {
      const { orderId, guestToken } = await checkout()
      given().clock.advance(91 * 24 * 3_600_000)
      const { status } = await given().send('nobody', 'GET', `/api/orders/${orderId}/status?token=${guestToken}`)
      expect(status).toBe(401)
    })

    it('given a token, then personal data stays hidden', async () => {
      const { orderId, guestToken } = await checkout()
      const unpaid = await given().quoin.orders.find({ id: orderId })
      given().stripe.pay(unpaid?.payment.checkoutId ?? '')
      await given().settle()
      const note = { action: 'refund', amount: 100, reason: 'SECRET', customerNote: 'Dear SECRET' }
      await given().send('admin:root', 'PATCH', '/api/orders/management', { orderId, ...note })
      const order = await given().quoin.orders.find({ id: orderId })
      const { body } = await given().send('nobody', 'GET', `/api/orders/${orderId}/status?token=${guestToken}`)
      expect(part(body, 'order.shippingAddress')).toMatchObject({
        line1: '…',
        line2: null,
        postalCode: null,
        phone: null,
      })
      expect(part(body, 'order.refunds')).toMatchObject([{ amount: { amount: 100, currency: 'USD' }, note: null }])
      for (const secret of ['SECRET', order?.email, order?.shippingAddress?.name, order?.shippingAddress?.line1]) {
        expect(secret).toBeTruthy()
        expect(JSON.stringify(body)).not.toContain(secret)
      }
    })

    it('given a token, then something can be claimed by it, and its words stay with the shop', async () => {
      const { id } = await given().shippedOrder('nobody')
      const { body: link } = await given().send('admin:root', 'POST', `/api/orders/${id}/guest-link`)
      const claim = { reason: 'damaged', description: 'SECRET', photos: ['https://photos.example/SECRET.jpg'] }
      const path = `/api/orders/${id}/claims?token=${part(link, 'token')}`
      const { status, body } = await given().send('nobody', 'POST', path, claim)
      expect([status, part(body, 'order.claims')]).toMatchObject([
        201,
        [{ reason: 'damaged', description: null, photos: [] }],
      ])
      expect(JSON.stringify(body)).not.toContain('SECRET')
      const { claims } = (await given().quoin.orders.find({ id })) ?? {}
      expect(claims).toMatchObject([{ description: 'SECRET', openedBy: 'guest' }])
    })

    it('given a token, then it opens nothing else', async () => {
      const { orderId, guestToken } = await checkout()
      for (const [method, verb, body] of [
        ['POST', 'cancel', undefined],
        ['PATCH', 'recipient', { phone: '1' }],
        ['GET', 'actions', undefined],
        ['POST', 'guest-link', undefined],
        ['GET', 'evidence', undefined],
      ] as const) {
        const { status } = await given().send(
          'nobody',
          method,
          `/api/orders/${orderId}/${verb}?token=${guestToken}`,
          body,
        )
        expect([verb, status]).toEqual([verb, 401])
      }
    })

    it('given its owner, then they make another link, which ends when it says', async () => {
      const { id } = await given().unpaidOrder()
      const make = (body?: unknown) => given().send('customer:ada', 'POST', `/api/orders/${id}/guest-link`, body)
      const { status, body } = await make({ ttlMs: 3_600_000 })
      expect([status, body]).toEqual([
        201,
        { orderId: id, token: expect.any(String), expiresAt: '2026-11-22T10:00:00.000Z' },
      ])
      expect(part((await make()).body, 'expiresAt')).toBe('2026-12-22T09:00:00.000Z')
      const shown = async () =>
        (await given().send('nobody', 'GET', `/api/orders/${id}/status?token=${part(body, 'token')}`)).status
      expect(await shown()).toBe(200)
      given().clock.advance(3_600_001)
      expect(await shown()).toBe(401)
    })

    it.each([3_599_999, 90 * 24 * 3_600_000 + 1, 3_600_000.5, '3600000', null])(
      'given a link for %s ms, then 400 names it',
      async (ttlMs) => {
        const { id } = await given().unpaidOrder()
        const { status, body } = await given().send('customer:ada', 'POST', `/api/orders/${id}/guest-link`, { ttlMs })
        expect([status, part(body, 'issues[0].path')]).toEqual([400, 'ttlMs'])
      },
    )

    it('given a customer, then their checkout needs no token', async () => {
      const items = [{ productId: 'sunrise', quantity: 1 }]
      const { status, body } = await given().send('customer:ada', 'POST', '/api/checkout', { items })
      expect([status, Object.keys(Object(body))]).toEqual([201, ['orderId', 'orderNumber', 'url']])
    })
  })
}
