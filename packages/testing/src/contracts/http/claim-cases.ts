import { describe, expect, it } from 'vitest'
import { listAt, part } from './answer-part.ts'
import type { Given } from './http-world.ts'

/** What customers claim, and what people decide about it. */
export function claimCases(given: Given): void {
  const send = (body: unknown, orderId: string, key?: string) =>
    given().send(
      'customer:ada',
      'POST',
      `/api/orders/${orderId}/claims`,
      body,
      key === undefined ? {} : { 'idempotency-key': key },
    )
  const act = (orderId: string, patch: object) =>
    given().send('admin:root', 'PATCH', '/api/orders/management', { orderId, ...patch })

  describe('claims', () => {
    it('given a claim of the customer, when an admin decides it, then the customer reads the decision', async () => {
      const { id, items } = await given().shippedOrder()
      const claim = {
        reason: 'damaged',
        description: 'The frame is cracked.',
        photos: ['https://photos.example/1.jpg'],
        lines: [{ itemId: items[0]?.id, quantity: 1 }],
      }
      const opened = await send(claim, id)
      expect([opened.status, part(opened.body, 'order.claims[0]')]).toMatchObject([
        201,
        { ...claim, kind: 'claim', decision: null },
      ])
      const claimId = part(opened.body, 'order.claims[0].id')
      const decided = await act(id, {
        action: 'decide_claim',
        claimId,
        decision: 'refund',
        customerNote: 'We are sorry.',
      })
      expect(decided.status).toBe(200)
      await given().settle()
      expect(given().stripe.ledger().refunds).toMatchObject([{ amount: 4900 }])
      const recovered = await act(id, { action: 'record_recovery', claimId, amount: 300 })
      expect(part(recovered.body, 'order.claims[0]')).toMatchObject({
        recovered: { amount: 300, currency: 'USD' },
        openedBy: 'customer:ada',
        decidedBy: 'admin:root',
      })
      const { body } = await given().send('customer:ada', 'GET', `/api/orders/${id}/status`)
      expect(part(body, 'order.claims[0]')).toMatchObject({ decision: 'refund', note: 'We are sorry.' })
      expect(part(body, 'order.claims[0]')).not.toHaveProperty('decidedBy')
      expect(JSON.stringify(body)).not.toMatch(/recovered/)
      const twice = await act(id, { action: 'decide_claim', claimId, decision: 'refund' })
      expect([twice.status, part(twice.body, 'issues[0].code')]).toEqual([409, 'claim_decided'])
    })

    it('given the same Idempotency-Key again, then it is the same claim (S09); another one is another', async () => {
      const { id } = await given().shippedOrder()
      const claim = (key: string) => send({ reason: 'lost' }, id, key)
      const twice = await Promise.all([claim('form-1'), claim('form-1')])
      expect(twice.map(({ status }) => status)).toEqual([201, 201])
      const once = await claim('form-1')
      expect([once.status, listAt(once.body, 'order.claims').length]).toEqual([201, 1])
      const other = await claim('form-2')
      expect([other.status, listAt(other.body, 'order.claims').length]).toEqual([201, 2])
      const without = await send({ reason: 'lost' }, id)
      expect(listAt(without.body, 'order.claims')).toHaveLength(3)
    })

    it.each([
      ['another reason', { reason: 'late' }, 'reason'],
      ['other words', { description: 'Both of them.' }, 'description'],
      ['another photo', { photos: ['https://photos.example/2.jpg'] }, 'photos'],
    ])('given the same Idempotency-Key with %s, then 409 names the field', async (_what, other, path) => {
      const { id } = await given().shippedOrder()
      const claim = (fields: object) =>
        send({ reason: 'damaged', description: 'One of them.', ...fields }, id, 'form-1')
      expect((await claim({})).status).toBe(201)
      const { status, body } = await claim(other)
      expect([status, part(body, 'issues[0].code'), part(body, 'issues[0].path')]).toEqual([409, 'key_reused', path])
      expect((await given().quoin.orders.find({ id }))?.claims).toHaveLength(1)
    })

    it('given an Idempotency-Key with a blank in it, then 400 names it', async () => {
      const { id } = await given().unpaidOrder()
      const { status, body } = await send({ reason: 'late' }, id, 'a b')
      expect([status, part(body, 'issues[0].path')]).toEqual([400, 'Idempotency-Key'])
    })

    it('given nothing was sent yet, then 409 says that it can be cancelled instead', async () => {
      const { id } = await given().submittedOrder()
      const { status, body } = await send({ reason: 'late' }, id)
      expect([status, part(body, 'issues[0].code')]).toEqual([409, 'not_shipped'])
    })

    it('given more copies than were sent, then 409 names the field and says why', async () => {
      const { id, items } = await given().shippedOrder()
      const lines = [{ itemId: items[0]?.id, quantity: 90 }]
      const { status, body } = await send({ reason: 'damaged', lines }, id)
      const issue = { code: 'line_not_found', path: 'lines[0].quantity' }
      expect([status, part(body, 'issues[0]')]).toMatchObject([409, issue])
      expect(part(body, 'issues[0].message')).toMatch(/that were sent: \d+/)
    })

    it.each<[string, unknown, string]>([
      ['no body', undefined, 'body'],
      ['no reason', {}, 'reason'],
      ['a reason that is none', { reason: 'angry' }, 'reason'],
      ['a decision of its own', { reason: 'late', decision: 'refund' }, 'decision'],
      ['a line without copies', { reason: 'late', lines: [{ itemId: 'x', quantity: 0 }] }, 'lines[0].quantity'],
      ['11 photos', { reason: 'late', photos: Array(11).fill('https://photos.example/1.jpg') }, 'photos'],
      ['a long story', { reason: 'late', description: 'x'.repeat(2001) }, 'description'],
      ['half of a character', { reason: 'late', description: 'a\ud800' }, 'description'],
      ['a control character', { reason: 'late', description: 'a\u0000b' }, 'description'],
    ])('given a claim with %s, then 400 names the field', async (_what, claim, path) => {
      const { id } = await given().unpaidOrder()
      const { status, body } = await send(claim, id)
      expect([status, part(body, 'error'), part(body, 'issues[0].path')]).toEqual([400, 'invalid_request', path])
    })

    it.each([
      'http://photos.example/1.jpg',
      'javascript:alert(1)',
      'https://user:pass@photos.example/1.jpg',
      'https://:pass@photos.example/1.jpg',
      'data:image/png;base64,AAAA',
      '//photos.example/1.jpg',
      'file:///etc/passwd',
    ])('given the photo %s, then 400 (F94, F95)', async (photo) => {
      const { id } = await given().unpaidOrder()
      const { status, body } = await send({ reason: 'damaged', photos: [photo] }, id)
      expect([status, part(body, 'issues[0].path')]).toEqual([400, 'photos[0]'])
    })
  })
}
