import { describe, expect, it } from 'vitest'
import { listAt, part } from './answer-part.ts'
import type { Given, Sender } from './http-world.ts'

const management = '/api/orders/management'

/** What comes after the sale: refunds, reprints, evidence. */
export function afterSalesCases(given: Given): void {
  const admin = (method: string, path: string, body?: unknown) => given().send('admin:root', method, path, body)
  const ada = (method: string, path: string, body?: unknown) => given().send('customer:ada', method, path, body)
  const act = (orderId: string, patch: object, sender: Sender = 'admin:root', headers: Record<string, string> = {}) =>
    given().send(sender, 'PATCH', management, { orderId, ...patch }, headers)
  const refunded = () =>
    given()
      .stripe.ledger()
      .refunds.map(({ amount }) => amount)

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
      const { body } = await ada('GET', `/api/orders/${id}/status`)
      expect([part(body, 'order.paymentStatus'), part(body, 'order.refunds')]).toEqual([
        'partially_refunded',
        [
          {
            id: expect.any(String),
            amount: { amount: 4900, currency: 'USD' },
            lines,
            includesShipping: false,
            note: 'With our apologies.',
            requestedAt: expect.any(String),
          },
        ],
      ])
      expect(part(body, 'history')).toContainEqual(
        expect.objectContaining({ type: 'refund_requested', note: 'With our apologies.', actor: 'admin' }),
      )
      expect(JSON.stringify(body)).not.toContain('Scratched')
    })

    it.each([
      ['minor units', 500],
      ['money', { amount: 500, currency: 'USD' }],
    ])('given an amount as %s, then so much goes back', async (_what, amount) => {
      const { id } = await given().submittedOrder()
      expect((await act(id, { action: 'refund', amount })).status).toBe(200)
      await given().settle()
      expect(refunded()).toEqual([500])
    })

    it('given the same Idempotency-Key again, then it is the same refund (S09); another one is another', async () => {
      const { id } = await given().submittedOrder()
      const refund = (key: string) =>
        act(id, { action: 'refund', amount: 500 }, 'admin:root', { 'idempotency-key': key })
      const twice = await Promise.all([refund('click-1'), refund('click-1')])
      expect(twice.map(({ status }) => status)).toEqual([200, 200])
      const once = await refund('click-1')
      expect([once.status, listAt(once.body, 'order.refunds').length]).toEqual([200, 1])
      await given().settle()
      expect(refunded()).toEqual([500])
      expect(part((await refund('click-2')).body, 'order.refunds')).toHaveLength(2)
      await given().settle()
      expect(refunded().reduce((sum, amount) => sum + amount, 0)).toBe(1000)
    })

    it.each([
      ['another amount', { amount: 700 }, 'amount'],
      ['lines instead', { amount: undefined, lines: [{ itemId: 'x', quantity: 1 }] }, 'lines'],
      ['all instead', { amount: undefined }, 'amount'],
      ['another reason', { reason: 'Another' }, 'reason'],
      ['other words for the customer', { customerNote: 'Sorry.' }, 'customerNote'],
    ])(
      'given the same Idempotency-Key with %s, then 409 names the field and nothing more goes back',
      async (_what, other, path) => {
        const { id } = await given().submittedOrder()
        const key = { 'idempotency-key': 'click-1' }
        expect((await act(id, { action: 'refund', amount: 500 }, 'admin:root', key)).status).toBe(200)
        const { status, body } = await act(id, { action: 'refund', amount: 500, ...other }, 'admin:root', key)
        expect([status, part(body, 'issues[0].code'), part(body, 'issues[0].path')]).toEqual([409, 'key_reused', path])
        await given().settle()
        expect(refunded()).toEqual([500])
      },
    )

    it('given all of a line or of the order again without a key, then 409 and it went back once', async () => {
      const { id, items } = await given().submittedOrder()
      const line = { action: 'refund', lines: [{ itemId: items[0]?.id, quantity: 2 }] }
      const all = { action: 'refund' }
      const statuses: number[] = []
      for (const patch of [line, line, all, all]) {
        statuses.push((await act(id, patch)).status)
        await given().settle()
      }
      expect(statuses).toEqual([200, 409, 200, 409])
      expect(refunded().reduce((sum, amount) => sum + amount, 0)).toBe(10_700)
    })

    it('given more than was paid, or another currency, then nothing goes back', async () => {
      const { id, version } = await given().submittedOrder()
      for (const amount of [1_000_000, Number.MAX_SAFE_INTEGER, { amount: 100, currency: 'EUR' }]) {
        const { status, body } = await act(id, { action: 'refund', amount })
        expect([status, part(body, 'error'), part(body, 'issues[0].code')]).toEqual([
          409,
          'command_rejected',
          'refund_too_large',
        ])
      }
      expect((await given().quoin.orders.find({ id }))?.version).toBe(version)
    })

    it.each<[string, (itemId: string) => object, string]>([
      ['more than was paid', () => ({ amount: 1_000_000 }), 'amount'],
      ['another currency', () => ({ amount: { amount: 100, currency: 'EUR' } }), 'amount.currency'],
      ['a line of no item', () => ({ lines: [{ itemId: 'x', quantity: 1 }] }), 'lines[0].itemId'],
      [
        'too many copies in two lines',
        (itemId) => ({ lines: [1, 2].map((quantity) => ({ itemId, quantity })) }),
        'lines[1].quantity',
      ],
      ['lines that nobody cancelled', () => ({ cancelledLines: true }), 'cancelledLines'],
    ])('given a refund of %s, then 409 names the field', async (_what, fields, path) => {
      const { id, items } = await given().submittedOrder()
      const { status, body } = await act(id, { action: 'refund', ...fields(items[0]?.id ?? '') })
      expect([status, part(body, 'issues[].path')]).toEqual([409, [path]])
    })

    it('given shipping that went back already, then 409 names its field', async () => {
      const { id, items } = await given().submittedOrder()
      const line = { action: 'refund', lines: [{ itemId: items[0]?.id, quantity: 1 }], includeShipping: true }
      expect((await act(id, line)).status).toBe(200)
      expect(part((await act(id, line)).body, 'issues')).toMatchObject([
        { code: 'refund_too_large', path: 'includeShipping' },
      ])
    })

    it.each([
      ['no money', { amount: 0 }, 'amount'],
      ['a negative amount', { amount: { amount: -5, currency: 'USD' } }, 'amount.amount'],
      ['half a cent', { amount: { amount: 1.5, currency: 'USD' } }, 'amount.amount'],
      ['half a cent of the order’s currency', { amount: 1.5 }, 'amount'],
      ['an amount as text', { amount: '500' }, 'amount'],
      ['an amount without its currency', { amount: { amount: 500 } }, 'amount.currency'],
      ['a currency in lower case', { amount: { amount: 500, currency: 'usd' } }, 'amount.currency'],
      ['a huge amount', { amount: 1e300 }, 'amount'],
      ['no lines', { lines: [] }, 'lines'],
      ['no copies of a line', { lines: [{ itemId: 'x', quantity: 0 }] }, 'lines[0].quantity'],
      ['an amount and lines', { amount: 5, lines: [{ itemId: 'x', quantity: 1 }] }, 'lines'],
      ['an amount and cancelled lines', { amount: 5, cancelledLines: true }, 'cancelledLines'],
      ['shipping without lines', { includeShipping: true }, 'includeShipping'],
      ['a field of another action', { claimId: 'x' }, 'claimId'],
      ['a field that nobody knows', { total: 1 }, 'total'],
    ])('given a refund of %s, then 400 names the field (F93)', async (_what, fields, path) => {
      const { id } = await given().unpaidOrder()
      const { status, body } = await act(id, { action: 'refund', ...fields })
      expect([status, part(body, 'error'), part(body, 'issues[0].path')]).toEqual([400, 'invalid_request', path])
    })

    it.each(['', 'a b', 'x'.repeat(256)])('given the Idempotency-Key "%s", then 400 names it', async (key) => {
      const { id } = await given().unpaidOrder()
      const { status, body } = await act(id, { action: 'refund' }, 'admin:root', { 'idempotency-key': key })
      expect([status, part(body, 'issues[0].path')]).toEqual([400, 'Idempotency-Key'])
    })
  })

  describe('reprints', () => {
    it('given two must agree, then one asks, another one agrees, and only then there is a second print (F68, S09)', async () => {
      const { id } = await given().shippedOrder()
      const asked = await act(id, { action: 'reprint', reason: 'Lost in the post' })
      expect([asked.status, listAt(asked.body, 'order.fulfillments').length]).toEqual([200, 2])
      const print = part(asked.body, 'order.fulfillments[1]')
      expect(print).toMatchObject({
        status: 'pending',
        reason: 'Lost in the post',
        approval: { requestedBy: 'admin:root', approvedBy: null },
      })
      const approve = (sender: Sender) =>
        act(id, { action: 'approve_reprint', fulfillmentId: part(print, 'id') }, sender)
      const alone = await approve('admin:root')
      expect([alone.status, part(alone.body, 'issues[0].code')]).toEqual([409, 'second_person_required'])
      await given().settle()
      expect(given().prodigi.ledger().orders).toHaveLength(1)

      expect((await approve('admin:sue')).status).toBe(200)
      await given().settle()
      expect(given().prodigi.ledger().orders).toHaveLength(2)
      const again = await approve('admin:sue')
      expect([again.status, part(again.body, 'issues[0].code')]).toEqual([409, 'approval_not_open'])
      const another = await act(id, { action: 'reprint', reason: 'Lost in the post' })
      expect([another.status, part(another.body, 'issues[0].code')]).toEqual([409, 'reprint_open'])
    })

    it('given a reprint that nobody agreed to, then its customer hears nothing of it (S08)', async () => {
      const { id } = await given().shippedOrder()
      const hers = async () => {
        const { body } = await ada('GET', `/api/orders/${id}/status`)
        return { ...Object(part(body, 'order')), history: part(body, 'history') }
      }
      const { updatedAt: _, version: __, ...unchanged } = await hers()
      const { body } = await act(id, { action: 'reprint', reason: 'SECRET' })
      const fulfillmentId = part(body, 'order.fulfillments[1].id')
      const waiting = await hers()
      await act(id, { action: 'reject_reprint', fulfillmentId, reason: 'SECRET' }, 'admin:sue')
      for (const { updatedAt: _, version: __, ...shown } of [waiting, await hers()]) expect(shown).toEqual(unchanged)
    })

    it.each([
      ['a reprint without a reason', { action: 'reprint' }, 'reason'],
      ['an approval of nothing', { action: 'approve_reprint' }, 'fulfillmentId'],
      ['a decision on nothing', { action: 'decide_claim', decision: 'refund' }, 'claimId'],
      ['a decision that is none', { action: 'decide_claim', claimId: 'x', decision: 'maybe' }, 'decision'],
      ['a recovery of nothing', { action: 'record_recovery', claimId: 'x' }, 'amount'],
      ['an edit of nothing', { action: 'edit' }, 'recipient'],
      ['an edit of a part that is none', { action: 'edit', recipient: { zip: '1' } }, 'recipient.zip'],
      ['metadata that is no text', { action: 'edit', metadata: { cart: 1 } }, 'metadata.cart'],
      ['a NUL in metadata', { action: 'edit', metadata: { cart: 'a\u0000' } }, 'metadata.cart'],
    ])('given %s, then 400 names the field', async (_what, patch, path) => {
      const { id } = await given().unpaidOrder()
      const { status, body } = await act(id, patch)
      expect([status, part(body, 'error'), part(body, 'issues[0].path')]).toEqual([400, 'invalid_request', path])
    })
  })

  describe('what the order refuses', () => {
    it.each([
      ['an approval of no print', { action: 'approve_reprint', fulfillmentId: 'x' }, 'fulfillmentId'],
      ['a decision on no claim', { action: 'decide_claim', claimId: 'x', decision: 'reject' }, 'claimId'],
      ['a recovery for no claim', { action: 'record_recovery', claimId: 'x', amount: 1 }, 'claimId'],
      ['no parcel of it', { action: 'mark_delivered', shipmentId: 'x' }, 'shipmentId'],
      ['tracking of no parcel', { trackingNumber: 'PH1', shipmentId: 'x' }, 'shipmentId'],
      ['a way to ship that was not offered', { action: 'edit', shippingMethod: 'Balloon' }, 'shippingMethod'],
    ])('given %s, then 409 names the field', async (_what, patch, path) => {
      const { id } = await given().submittedOrder()
      const { status, body } = await act(id, patch)
      expect([status, part(body, 'issues[].path')]).toEqual([409, [path]])
    })
  })

  describe('the evidence', () => {
    it('given a delivered order, then an admin gets it as data, and as a page without scripts', async () => {
      const { id, number } = await given().shippedOrder()
      await act(id, { action: 'mark_delivered', notes: 'SECRET' })
      const { status, body } = await admin('GET', `/api/orders/${id}/evidence`)
      expect([status, part(body, 'evidence')]).toMatchObject([
        200,
        {
          orderNumber: number,
          payment: { captured: { amount: 10_700, currency: 'USD' } },
          parcels: [
            {
              status: 'delivered',
              deliveredBy: 'admin:root',
              shippedAt: expect.any(String),
              sentTo: { line1: expect.any(String), country: 'US' },
            },
          ],
        },
      ])
      const texts = listAt(body, 'evidence.timeline[].text')
      expect(texts).toContain('Paid: 107.00 USD.')
      expect(texts.at(-1)).toMatch(/^Parcel .* was delivered\.$/)
      expect(JSON.stringify(body)).not.toContain('SECRET')

      const page = await admin('GET', `/api/orders/${id}/evidence?format=html`)
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
      expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
      expect(page.body).toContain(`Order ${number}`)
      expect(page.body).not.toMatch(/<script|SECRET/)
    })

    it.each(['format=pdf', 'format=', 'format=html&format=json', 'x=1'])(
      'given ?%s, then 400 names the field',
      async (query) => {
        const { status, body } = await admin(
          'GET',
          `/api/orders/01999999-0000-7000-8000-000000000000/evidence?${query}`,
        )
        expect([status, part(body, 'issues[0].path')]).toEqual([400, query.split('=')[0]])
      },
    )
  })
}
