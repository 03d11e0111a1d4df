import { describe, expect, it } from 'vitest'
import { listAt, part } from './answer-part.ts'
import type { Given } from './http-world.ts'

const management = '/api/orders/management'

/** What admins do with orders. */
export function managementCases(given: Given): void {
  const admin = (method: string, path: string, body?: unknown) => given().send('admin:root', method, path, body)

  describe('order management', () => {
    const ids = (body: unknown) => listAt(body, 'orders[].id')

    it('given more orders than a page, then the cursor leads through all, each once', async () => {
      const made: string[] = []
      for (let count = 0; count < 5; count += 1) {
        made.push((await given().unpaidOrder()).id)
        // Two of a kind: pages must not lose or repeat what has the same time.
        if (count % 2 === 1) given().clock.advance(1000)
      }
      for (const sort of ['createdAt', '-createdAt', 'updatedAt', '-updatedAt']) {
        const found: unknown[] = []
        let cursor: unknown = ''
        for (let pages = 0; cursor !== null && pages < 9; pages += 1) {
          const { body } = await admin('GET', `${management}?limit=2&sort=${sort}${cursor && `&cursor=${cursor}`}`)
          found.push(...ids(body))
          cursor = part(body, 'nextCursor')
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
      const { id } = await given().shippedOrder()
      const { status, body } = await admin('PATCH', management, {
        orderId: id,
        trackingNumber: 'TRACK-1',
        trackingUrl: 'https://carrier.example/TRACK-1',
        action: 'mark_delivered',
        notes: 'The neighbour took it.',
      })
      expect([status, part(body, 'order.status')]).toEqual([200, 'delivered'])
      expect(part(body, 'order.fulfillments[0].shipments[0]')).toMatchObject({
        trackingNumber: 'TRACK-1',
        trackingUrl: 'https://carrier.example/TRACK-1',
        status: 'delivered',
      })
      const shown = await admin('GET', `/api/orders/${id}/status`)
      expect(listAt(shown.body, 'history').at(-1)).toMatchObject({
        type: 'note_added',
        note: 'The neighbour took it.',
        actor: 'admin:root',
      })
    })

    it('given an action that the order refuses, then 409, and the note is not kept', async () => {
      const { id, version } = await given().unpaidOrder()
      const patch = { orderId: id, action: 'mark_delivered', notes: 'Done.' }
      const { status, body } = await admin('PATCH', management, patch)
      expect([status, part(body, 'error')]).toEqual([409, 'command_rejected'])
      expect((await given().quoin.orders.find({ id }))?.version).toBe(version)
    })
  })

  describe('the jobs of an order', () => {
    it('given a provider that fails, then they say how often and why, also when they are given up; a retry begins anew', async () => {
      const { prodigi, stripe, clock, settle } = given()
      prodigi.faults.next({ endpoint: 'createOrder', fault: 'status-500', times: 1000 })
      const { id, payment } = await given().unpaidOrder()
      stripe.pay(payment.checkoutId ?? '')
      await settle()
      const submission = async () => {
        const jobs = listAt((await admin('GET', `/api/orders/${id}/jobs`)).body, 'jobs[]')
        return jobs.find((job) => part(job, 'kind') === 'submit_fulfillment')
      }
      const lastError = expect.stringContaining('fulfillment_provider_failed')
      expect(await submission()).toMatchObject({ state: 'waiting', attempts: 1, crashes: 0, lastError })
      clock.advance(97 * 3_600_000)
      await settle()
      expect(await submission()).toMatchObject({ state: 'dead', attempts: 2, lastError })
      await admin('PATCH', management, { orderId: id, action: 'retry' })
      expect(await submission()).toMatchObject({ state: 'waiting', attempts: 0 })
    })
  })

  describe('the print provider', () => {
    it('given a submitted order, then an admin sees the view of Prodigi, without the token of its callback URL', async () => {
      const { id, fulfillments } = await given().submittedOrder()
      const { status, body } = await admin('GET', `/api/dropship/prodigi?orderId=${id}`)
      const [fulfillment] = fulfillments
      expect([status, part(body, 'orderId'), listAt(body, 'fulfillments').length]).toEqual([200, id, 1])
      expect(part(body, 'fulfillments[0]')).toMatchObject({
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
      expect([status, part(body, 'error')]).toEqual([409, 'command_rejected'])
      expect(given().prodigi.ledger().orders).toEqual([])
    })
  })
}
