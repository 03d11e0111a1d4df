import { describe, expect, it } from 'vitest'
import { listAt, part } from './answer-part.ts'
import type { Given } from './http-world.ts'

const elsewhere = {
  name: 'Grace Hopper',
  line1: '2 Harbour Road',
  city: 'Boston',
  state: 'MA',
  postalCode: '02110',
  country: 'US',
}

/** Another address, or no order after all. */
export function changeCases(given: Given): void {
  const ada = (method: string, path: string, body?: unknown) => given().send('customer:ada', method, path, body)
  const shown = async (id: string) => part((await ada('GET', `/api/orders/${id}/status`)).body, 'order')

  describe('changes', () => {
    it('given a print that has not begun, when the owner gives another address, then Prodigi has it', async () => {
      const { id } = await given().submittedOrder()
      const { body } = await ada('GET', `/api/orders/${id}/actions`)
      expect(body).toEqual({ cancel: true, recipient: true, shippingMethod: true })
      const change = () => ada('PATCH', `/api/orders/${id}/recipient`, elsewhere)
      const { status, body: pending } = await change()
      expect([status, part(pending, 'order.edit')]).toMatchObject([200, { recipient: elsewhere }])
      expect((await change()).status).toBe(200)
      await given().settle()
      const order = await shown(id)
      expect([part(order, 'edit'), part(order, 'shippingAddress')]).toEqual([
        null,
        { ...elsewhere, line2: null, phone: null },
      ])
      expect(given().prodigi.orders()[0]?.recipient).toMatchObject({ name: 'Grace Hopper' })
    })

    it('given a part of an address, then the rest stays; with a country it is a whole one', async () => {
      const { id } = await given().submittedOrder()
      const before = Object(part(await shown(id), 'shippingAddress'))
      const changed = async (change: object) => {
        expect((await ada('PATCH', `/api/orders/${id}/recipient`, change)).status).toBe(200)
        await given().settle()
        return part(await shown(id), 'shippingAddress')
      }
      expect(await changed({ line2: 'Flat 4', phone: '+1 555 0101' })).toEqual({
        ...before,
        line2: 'Flat 4',
        phone: '+1 555 0101',
      })
      expect(await changed({ line2: '', line1: '13 Main Street' })).toEqual({
        ...before,
        line1: '13 Main Street',
        line2: null,
        phone: '+1 555 0101',
      })
      expect(await changed(elsewhere)).toEqual({ ...elsewhere, line2: null, phone: null })
    })

    it('given an admin, then they change address and way at once', async () => {
      const { id } = await given().submittedOrder()
      const patch = { orderId: id, action: 'edit', recipient: { city: 'Burbank' }, metadata: { cart: 'c1' } }
      const { status } = await given().send('admin:root', 'PATCH', '/api/orders/management', patch)
      expect(status).toBe(200)
      await given().settle()
      expect(await given().quoin.orders.find({ id })).toMatchObject({
        edit: null,
        shippingAddress: { city: 'Burbank' },
        metadata: { cart: 'c1' },
      })
    })

    it('given production has begun, then 409 not_editable, and nobody is alarmed', async () => {
      const { id, fulfillments } = await given().submittedOrder()
      for (let step = 0; step < 5; step += 1) given().prodigi.advanceOrder(fulfillments[0]?.providerOrderId ?? '')
      const { status, body } = await ada('PATCH', `/api/orders/${id}/recipient`, elsewhere)
      expect([status, part(body, 'error'), part(body, 'issues[0].code')]).toEqual([
        409,
        'command_rejected',
        'not_editable',
      ])
      await given().settle()
      expect((await given().quoin.orders.find({ id }))?.attention).toEqual([])
    })

    it('given a shipped order, then nothing can be changed', async () => {
      const { id } = await given().shippedOrder()
      const { body } = await ada('GET', `/api/orders/${id}/actions`)
      expect(body).toEqual({ cancel: false, recipient: false, shippingMethod: false })
      const { status, body: refusal } = await ada('PATCH', `/api/orders/${id}/recipient`, elsewhere)
      expect([status, part(refusal, 'issues[0].code')]).toEqual([409, 'not_editable'])
    })

    it('given an unpaid order, then its address comes with the payment', async () => {
      const { id } = await given().unpaidOrder()
      const { status, body } = await ada('PATCH', `/api/orders/${id}/recipient`, elsewhere)
      expect([status, part(body, 'issues[0].code')]).toEqual([409, 'not_paid'])
    })

    it.each<[string, unknown, string, string[]]>([
      ['nothing', undefined, 'invalid_request', ['body']],
      ['an empty address', {}, 'invalid_request', ['body']],
      ['a blank street', { ...elsewhere, line1: ' ' }, 'invalid_request', ['line1']],
      ['a name that is none', { name: null }, 'invalid_request', ['name']],
      ['a line break in a name (F95)', { name: 'Ada\r\nBcc: x' }, 'invalid_request', ['name']],
      ['a long street', { line1: 'x'.repeat(201) }, 'invalid_request', ['line1']],
      ['a field that nobody knows', { ...elsewhere, zip: '02110' }, 'invalid_request', ['zip']],
      ['a country in lower case', { ...elsewhere, country: 'us' }, 'invalid_request', ['country']],
      ['a country that is none', { ...elsewhere, country: 'XX' }, 'invalid_address', ['country']],
      ['a country that is not served', { ...elsewhere, country: 'JP' }, 'invalid_address', ['country']],
      ['no state, where one is needed (F65)', { state: null }, 'invalid_address', ['state']],
      ['a country alone', { country: 'GB' }, 'invalid_address', ['name', 'line1', 'city', 'postalCode']],
    ])('given %s, then 400 names the field', async (_what, address, error, fields) => {
      const { id, version } = await given().submittedOrder()
      const { status, body } = await ada('PATCH', `/api/orders/${id}/recipient`, address)
      const paths = listAt(body, 'issues[].path')
      expect([status, part(body, 'error'), [...new Set(paths)]]).toEqual([400, error, fields])
      expect((await given().quoin.orders.find({ id }))?.version).toBe(version)
    })

    it('given the address of an admin’s edit is not valid, then the path leads to it', async () => {
      const { id } = await given().submittedOrder()
      const patch = { orderId: id, action: 'edit', recipient: { state: '' } }
      const { status, body } = await given().send('admin:root', 'PATCH', '/api/orders/management', patch)
      expect([status, part(body, 'error'), part(body, 'issues[0].path')]).toEqual([
        400,
        'invalid_address',
        'recipient.state',
      ])
    })
  })

  describe('cancelling', () => {
    it('given a print that has not begun, when its owner cancels twice, then it is cancelled and refunded once', async () => {
      const { id } = await given().submittedOrder()
      const cancel = () => ada('POST', `/api/orders/${id}/cancel`, { reason: 'Changed my mind.' })
      const answers = await Promise.all([cancel(), cancel()])
      expect(answers.map(({ status }) => status)).toEqual([200, 200])
      await given().settle()
      expect((await cancel()).status).toBe(200)
      await given().settle()
      expect(await shown(id)).toMatchObject({ status: 'cancelled', paymentStatus: 'refunded' })
      expect(given().stripe.ledger().refunds).toMatchObject([{ amount: 10_700 }])
      const { body } = await ada('GET', `/api/orders/${id}/actions`)
      expect(body).toEqual({ cancel: false, recipient: false, shippingMethod: false })
    })
  })

  describe('a field that stands twice', () => {
    it.each([
      ['PATCH', 'orders/management', '{"orderId":"x","action":"refund","amount":1,"amount":2}', 'amount'],
      ['POST', 'checkout', '{"items":[{"productId":"sunrise","quantity":1,"quantity":2}]}', 'quantity'],
    ])('given it in %s /%s, then 400 names it (F93)', async (method, path, body, field) => {
      const headers = { authorization: 'Test admin:root', 'content-type': 'application/json' }
      const response = await given().fetch(`/api/${path}`, { method, headers, body })
      expect([response.status, (await response.json()).issues]).toMatchObject([
        400,
        [{ path: field, code: 'duplicate_field' }],
      ])
    })
  })
}
