import { describe, expect, it } from 'vitest'
import type { Given } from './http-world.ts'

const management = '/api/orders/management'
const elsewhere = {
  name: 'Grace Hopper',
  line1: '2 Harbour Road',
  city: 'Boston',
  state: 'MA',
  postalCode: '02110',
  country: 'US',
}

/** What comes after the sale: refunds, reprints, claims, changes, evidence. */
export function afterSalesCases(given: Given): void {
  const admin = (method: string, path: string, body?: unknown) => given().send('admin:root', method, path, body)
  const ada = (method: string, path: string, body?: unknown) => given().send('customer:ada', method, path, body)
  const act = (orderId: string, patch: object) => admin('PATCH', management, { orderId, ...patch })

  describe('refunds', () => {
    it('given a submitted order, when an admin refunds a line, then that much goes back, and the customer reads why', async () => {
      const { id, items } = await given().submittedOrder()
      const lines = [{ itemId: items[0]?.id, quantity: 1 }]
      const { status } = await act(id, {
        action: 'refund',
        lines,
        reason: 'Scratched',
        customerNote: 'With our apologies.',
      })
      expect(status).toBe(200)
      await given().settle()
      const { order } = (await ada('GET', `/api/orders/${id}/status`)).body
      expect([order.paymentStatus, order.refunds]).toEqual([
        'partially_refunded',
        [
          {
            id: expect.any(String),
            amount: { amount: 4900, currency: 'USD' },
            lines,
            note: 'With our apologies.',
            requestedAt: expect.any(String),
          },
        ],
      ])
      expect(JSON.stringify(order)).not.toContain('Scratched')
    })

    it('given more than was paid, or another currency, then nothing goes back', async () => {
      const { id, version } = await given().submittedOrder()
      for (const amount of [
        { amount: 1_000_000, currency: 'USD' },
        { amount: 100, currency: 'EUR' },
      ]) {
        const { status, body } = await act(id, { action: 'refund', amount })
        expect([status, body.error]).toEqual([409, 'command_rejected'])
      }
      expect((await given().quoin.orders.find({ id }))?.version).toBe(version)
    })

    it.each([
      ['amount', { amount: { amount: 0, currency: 'USD' } }, 'amount.amount'],
      ['amount', { amount: { amount: 1.5, currency: 'USD' } }, 'amount.amount'],
      ['amount', { amount: 500 }, 'amount'],
      ['lines', { lines: [] }, 'lines'],
      ['lines', { lines: [{ itemId: 'x', quantity: 0 }] }, 'lines[0].quantity'],
      ['a field of another action', { claimId: 'x' }, 'claimId'],
    ])('given a refund with wrong %s, then 400 names the field', async (_what, fields, path) => {
      const { id } = await given().unpaidOrder()
      const { status, body } = await act(id, { action: 'refund', ...fields })
      expect([status, body.error, body.issues[0].path]).toEqual([400, 'invalid_request', path])
    })
  })

  describe('reprints and claims', () => {
    it('given a shipped order, when an admin reprints it, then there is a second print, under another key (F68)', async () => {
      const { id } = await given().shippedOrder()
      const { status, body } = await act(id, { action: 'reprint', reason: 'Lost in the post' })
      expect([status, body.order.fulfillments.length]).toEqual([200, 2])
      await given().settle()
      expect(given().prodigi.ledger().orders).toHaveLength(2)
      const again = await act(id, { action: 'reprint', reason: 'Lost in the post' })
      expect([again.status, again.body.issues[0].code]).toEqual([409, 'reprint_open'])
    })

    it('given a reprint without a reason, then 400 names it', async () => {
      const { id } = await given().shippedOrder()
      const { status, body } = await act(id, { action: 'reprint' })
      expect([status, body.issues[0].path]).toEqual([400, 'reason'])
    })

    it('given a claim of the customer, when an admin decides it, then the customer reads the decision', async () => {
      const { id } = await given().shippedOrder()
      const claim = {
        reason: 'damaged',
        description: 'The frame is cracked.',
        photos: ['https://photos.example/1.jpg'],
      }
      const opened = await ada('POST', `/api/orders/${id}/claims`, claim)
      expect([opened.status, opened.body.order.claims[0]]).toMatchObject([
        201,
        { ...claim, kind: 'claim', decision: null },
      ])
      const claimId = opened.body.order.claims[0].id
      const decided = await act(id, {
        action: 'decide_claim',
        claimId,
        decision: 'reject',
        customerNote: 'It was packed well.',
      })
      expect(decided.status).toBe(200)
      const { order } = (await ada('GET', `/api/orders/${id}/status`)).body
      expect(order.claims[0]).toMatchObject({ decision: 'reject', note: 'It was packed well.' })
      expect(order.claims[0]).not.toHaveProperty('decidedBy')
      const twice = await act(id, { action: 'decide_claim', claimId, decision: 'refund' })
      expect([twice.status, twice.body.issues[0].code]).toEqual([409, 'claim_decided'])
    })

    it.each([
      ['http://photos.example/1.jpg'],
      ['javascript:alert(1)'],
      ['https://user:pass@photos.example/1.jpg'],
      ['file:///etc/passwd'],
    ])('given the photo %s, then 400 (F94, F95)', async (photo) => {
      const { id } = await given().unpaidOrder()
      const { status, body } = await ada('POST', `/api/orders/${id}/claims`, { reason: 'damaged', photos: [photo] })
      expect([status, body.issues[0].path]).toEqual([400, 'photos[0]'])
    })
  })

  describe('changes', () => {
    it('given a print that has not begun, when the owner gives another address, then Prodigi has it', async () => {
      const { id } = await given().submittedOrder()
      expect((await ada('GET', `/api/orders/${id}/actions`)).body).toMatchObject({ cancel: true, recipient: true })
      const { status } = await ada('PATCH', `/api/orders/${id}/recipient`, elsewhere)
      expect(status).toBe(200)
      await given().settle()
      const { order } = (await ada('GET', `/api/orders/${id}/status`)).body
      expect([order.edit, order.shippingAddress]).toMatchObject([null, elsewhere])
      expect(given().prodigi.orders()[0]?.recipient).toMatchObject({ name: 'Grace Hopper' })
    })

    it('given a shipped order, then nothing can be changed', async () => {
      const { id } = await given().shippedOrder()
      const { body } = await ada('GET', `/api/orders/${id}/actions`)
      expect(body).toEqual({ cancel: false, recipient: false, shippingMethod: false })
      const { status } = await ada('PATCH', `/api/orders/${id}/recipient`, elsewhere)
      expect(status).toBe(409)
    })

    it('given an address without a street, then 400 names it', async () => {
      const { id } = await given().unpaidOrder()
      const { status, body } = await ada('PATCH', `/api/orders/${id}/recipient`, { ...elsewhere, line1: ' ' })
      expect([status, body.issues[0].path]).toEqual([400, 'line1'])
    })
  })

  describe('the evidence', () => {
    it('given a shipped order, then an admin gets it as data, and as a page without scripts', async () => {
      const { id, number } = await given().shippedOrder()
      const { status, body } = await admin('GET', `/api/orders/${id}/evidence`)
      expect([status, JSON.stringify(body.evidence).includes(number)]).toEqual([200, true])
      const page = await admin('GET', `/api/orders/${id}/evidence?format=html`)
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
      expect(page.body).toContain(number)
      expect(page.body).not.toContain('<script')
    })
  })
}
