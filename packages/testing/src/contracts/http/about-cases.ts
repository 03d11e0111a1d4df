import { describe, expect, it } from 'vitest'
import { listAt, part } from './answer-part.ts'
import type { Given } from './http-world.ts'

const day = 86_400_000

/** What the API says about itself and the shop. */
export function aboutCases(given: Given): void {
  const admin = (method: string, path: string, body?: unknown) => given().send('admin:root', method, path, body)

  describe('health', () => {
    it('given a shop that works, then every check is there', async () => {
      const { status, body } = await admin('GET', '/api/admin/health')
      expect([status, part(body, 'status')]).toEqual([200, 'healthy'])
      expect(Object.keys(Object(part(body, 'checks'))).toSorted()).toEqual([
        'database',
        'jobs',
        'notifications',
        'orders',
        'prodigi',
        'stripe',
      ])
    })

    it('given each action, then the result names it', async () => {
      for (const action of ['process_pending_retries', 'reconcile', 'retry_dead', 'cleanup']) {
        const { status, body } = await admin('POST', '/api/admin/health', { action })
        expect([status, part(body, 'action')]).toEqual([200, action])
      }
    })

    it('given orders are to be archived, then those at rest leave the list, say so to admins, and are found when asked for', async () => {
      const { clock, settle, shippedOrder, unpaidOrder } = given()
      const { id } = await shippedOrder('customer:ada')
      await admin('PATCH', '/api/orders/management', { orderId: id, action: 'mark_delivered' })
      // Within the first days its carrier is asked once more, and its checkout is looked at for the last time.
      for (const days of [1, 4]) {
        clock.advance(days * day)
        await settle()
      }
      const open = await unpaidOrder('customer:ada')
      const archive = (fields: object) => admin('POST', '/api/admin/health', { action: 'archive', ...fields })
      for (const fields of [{}, { afterMs: 3 * day - 1 }, { afterMs: '4 days' }]) {
        expect((await archive(fields)).status).toBe(400)
      }
      expect((await archive({ afterMs: 4 * day })).body).toEqual({ action: 'archive', archived: 1, more: false })

      const list = async (query: string) =>
        listAt((await admin('GET', `/api/orders/management?sort=createdAt${query}`)).body, 'orders[].id')
      expect(await list('')).toEqual([open.id])
      expect(await list('&archived=exclude')).toEqual([open.id])
      expect(await list('&archived=only')).toEqual([id])
      expect(await list('&archived=include')).toEqual([id, open.id])
      const seen = async (who: 'admin:root' | 'customer:ada') => {
        const { body } = await given().send(who, 'GET', `/api/orders/${id}/status`)
        return [
          part(body, 'order.archivedAt'),
          listAt(body, 'history')
            .map((entry) => part(entry, 'type'))
            .at(-1),
        ]
      }
      expect(await seen('admin:root')).toEqual([clock.now().toISOString(), 'order_archived'])
      expect(await seen('customer:ada')).toEqual([undefined, 'status_changed'])
      const own = await given().send('customer:ada', 'GET', '/api/orders')
      expect(listAt(own.body, 'orders[].id')).toEqual([open.id, id])

      await admin('PATCH', '/api/orders/management', { orderId: id, notes: 'The customer called.' })
      expect(await list('&archived=only')).toEqual([])
      expect(await seen('admin:root')).toEqual([null, 'order_unarchived'])
    })

    it('given a customer who is to be forgotten, then what is over forgets them, and what is not is named', async () => {
      const sold = await given().shippedOrder('customer:ada')
      const open = await given().submittedOrder('customer:ada')
      const erase = (whom: object) => admin('POST', '/api/admin/health', { action: 'erase', ...whom })
      expect((await erase({ userId: 'ada' })).body).toEqual({ action: 'erase', erased: 1, waiting: [open.number] })
      const { body } = await admin('GET', `/api/orders/${sold.id}/status`)
      expect(body).toMatchObject({ order: { status: 'shipped', email: null, shippingAddress: { name: '' } } })
      expect((await given().send('customer:ada', 'GET', `/api/orders/${sold.id}/status`)).status).toBe(404)
      for (const whom of [{}, { userId: 'ada', email: 'ada@example.com' }, { email: 'nobody' }]) {
        expect((await erase(whom)).status).toBe(400)
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
      expect([status, Object.keys(Object(body)), part(body, 'status')]).toEqual([200, ['status', 'version'], 'ok'])
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
