import { describe, expect, it } from 'vitest'
import { listAt, part } from './answer-part.ts'
import { bodyLimitBytes, type Given, type Sender } from './http-world.ts'

/** What is no valid input gets a 4xx that names the field. */
export function inputCases(given: Given): void {
  const refused = async (sender: Sender, method: string, path: string, body?: unknown) => {
    const answer = await given().send(sender, method, path, body)
    expect([path, answer.headers.get('content-type'), part(answer.body, 'status')]).toEqual([
      path,
      'application/problem+json',
      answer.status,
    ])
    return { status: answer.status, error: part(answer.body, 'error'), fields: pathsOf(answer.body) }
  }
  const pathsOf = (body: unknown) => [
    ...new Set(part(body, 'issues') === undefined ? [] : listAt(body, 'issues[].path')),
  ]

  describe('a checkout that is not valid', () => {
    const line = { productId: 'sunrise', quantity: 1 }
    it.each<[string, unknown, string]>([
      ['no items', {}, 'items'],
      ['an empty cart', { items: [] }, 'items'],
      ['51 lines', { items: Array.from({ length: 51 }, () => line) }, 'items'],
      ['no quantity', { items: [{ productId: 'sunrise' }] }, 'items[0].quantity'],
      ['a quantity of 0', { items: [{ ...line, quantity: 0 }] }, 'items[0].quantity'],
      ['a negative quantity', { items: [line, { ...line, quantity: -1 }] }, 'items[1].quantity'],
      ['half a print', { items: [{ ...line, quantity: 1.5 }] }, 'items[0].quantity'],
      ['a quantity of 101', { items: [{ ...line, quantity: 101 }] }, 'items[0].quantity'],
      ['a quantity as text', { items: [{ ...line, quantity: '1' }] }, 'items[0].quantity'],
      ['a huge quantity', { items: [{ ...line, quantity: 1e308 }] }, 'items[0].quantity'],
      ['an unknown product', { items: [{ ...line, productId: 'moonrise' }] }, 'items[0].productId'],
      ['a product that is no text', { items: [{ ...line, productId: { $ne: '' } }] }, 'items[0].productId'],
      ['half of a character in a product', { items: [{ ...line, productId: 'a\ud800' }] }, 'items[0].productId'],
      ['a NUL in a product', { items: [{ ...line, productId: 'a\u0000' }] }, 'items[0].productId'],
      ['a price of the client (F93)', { items: [{ ...line, unitPrice: 1 }] }, 'items[0].unitPrice'],
      ['a status of the client (F93)', { items: [line], status: 'paid' }, 'status'],
      ['a user of the client (F93)', { items: [line], userId: 'bob' }, 'userId'],
      ['an intent that can be guessed', { items: [line], intent: 'cart-1' }, 'intent'],
      ['an intent without end', { items: [line], intent: 'x'.repeat(201) }, 'intent'],
      ['a kind of page there is not', { items: [line], ui: 'popup' }, 'ui'],
      ['a discount of the client (F93)', { items: [line], discount: { coupon: 'FREE' } }, 'discount'],
      ['an e-mail address that is none', { items: [line], email: 'ada' }, 'email'],
      ['a field without end', { items: [line], ['x'.repeat(5000)]: 1 }, 'x'.repeat(200)],
      ['a list', [line], 'body'],
      ['null', null, 'body'],
    ])('given %s, then 400 names the field', async (_name, body, field) => {
      const { status, fields } = await refused('customer:ada', 'POST', '/api/checkout', body)
      expect([status, fields]).toEqual([400, [field]])
      expect(await given().quoin.orders.list({ limit: 1 })).toEqual([])
    })

    it('given several faults, then all are named', async () => {
      const items = [{ productId: '', quantity: 0 }]
      const { fields } = await refused('nobody', 'POST', '/api/checkout', { items, total: 1 })
      expect(fields).toEqual(['items[0].productId', 'items[0].quantity', 'total'])
    })

    it('given a body full of faults, then the answer names a hundred, and is no larger than the body', async () => {
      const fields = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`field${i}`, 1]))
      const { status, body } = await given().send('nobody', 'POST', '/api/checkout', { items: [], ...fields })
      expect([status, listAt(body, 'issues').length]).toEqual([400, 100])
      expect(part(body, 'detail')).toMatch(/, and 901 more\.$/)
      expect(JSON.stringify(body).length).toBeLessThan(JSON.stringify(fields).length)
    })

    it('given a prototype for every object (F93), then 400 names it', async () => {
      const headers = { 'content-type': 'application/json' }
      const body = '{"items":[{"productId":"sunrise","quantity":1}],"__proto__":{"role":"admin"}}'
      const response = await given().fetch('/api/checkout', { method: 'POST', headers, body })
      expect([response.status, pathsOf(await response.json())]).toEqual([400, ['__proto__']])
    })
  })

  describe('a body that is not valid', () => {
    const post = async (body: BodyInit, headers: HeadersInit = { 'content-type': 'application/json' }) => {
      const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body, duplex: 'half' }
      const response = await given().fetch('/api/checkout', init)
      const problem = await response.json()
      return { status: response.status, error: problem.error, fields: pathsOf(problem) }
    }
    const valid = JSON.stringify({ items: [{ productId: 'sunrise', quantity: 1 }] })

    it.each<[string, BodyInit]>([
      ['half of JSON', '{"items":'],
      ['no JSON', 'items=1'],
      ['invalid UTF-8 (F96)', new Uint8Array([0x22, 0xff, 0x22])],
      ['JSON of another encoding', new Uint8Array([...valid].flatMap((letter) => [letter.charCodeAt(0), 0]))],
    ])('given %s, then 400 names the body', async (_name, body) => {
      expect(await post(body)).toEqual({ status: 400, error: 'malformed_json', fields: ['body'] })
    })

    it('given JSON of great depth (F96), then 400', async () => {
      const depth = bodyLimitBytes / 2 - 1
      expect((await post('['.repeat(depth) + ']'.repeat(depth))).status).toBe(400)
    })

    it.each([
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/jsonp',
    ])('given %s, then 415', async (type) => {
      expect(await post(valid, { 'content-type': type })).toEqual({
        status: 415,
        error: 'unsupported_media_type',
        fields: [],
      })
    })

    it.each(['application/json', 'Application/JSON; charset=utf-8', 'application/problem+json'])(
      'given %s, then it is read',
      async (type) => {
        const response = await given().fetch('/api/checkout', {
          method: 'POST',
          headers: { 'content-type': type },
          body: valid,
        })
        expect(response.status).toBe(201)
      },
    )

    it('given more than the limit, then 413 and nothing is kept (F96)', async () => {
      const { status, error } = await post(`"${'x'.repeat(bodyLimitBytes)}"`)
      expect([status, error]).toEqual([413, 'payload_too_large'])
    })

    it('given a body without an end and without a length, then reading stops at the limit (F96)', async () => {
      let sent = 0
      const endless = new ReadableStream<Uint8Array>({
        pull(controller) {
          sent += 16 * 1024
          controller.enqueue(new Uint8Array(16 * 1024).fill(0x20))
        },
      })
      const answered = await post(endless).then(
        ({ status }) => status,
        () => 'hung up',
      )
      expect([413, 'hung up']).toContain(answered)
      expect(sent).toBeLessThan(64 * bodyLimitBytes)
    })

    it('given exactly the limit, then it is read', async () => {
      const padding = ' '.repeat(bodyLimitBytes - valid.length)
      const headers = { 'content-type': 'application/json' }
      const response = await given().fetch('/api/checkout', { method: 'POST', headers, body: valid + padding })
      expect(response.status).toBe(201)
    })
  })

  describe('a list that is not valid', () => {
    const management = '/api/orders/management'
    it.each([
      ['limit=0', 'limit'],
      ['limit=201', 'limit'],
      ['limit=-1', 'limit'],
      ['limit=1.5', 'limit'],
      ['limit=ten', 'limit'],
      ['limit=', 'limit'],
      ['limit=1&limit=2', 'limit'],
      ['cursor=nonsense', 'cursor'],
      ['cursor=WzEsMiwzXQ', 'cursor'],
      ['status=printed', 'status'],
      ['status=paid,printed', 'status'],
      ['status=', 'status'],
      ['paymentStatus=unknown', 'paymentStatus'],
      ['attention=maybe', 'attention'],
      ['dateFrom=yesterday', 'dateFrom'],
      ['dateFrom=2026-02-30', 'dateFrom'],
      ['dateFrom=2026-11-22T09:00', 'dateFrom'],
      ['dateTo=1', 'dateTo'],
      ['dateFrom=2026-11-22&dateTo=2026-11-21', 'dateTo'],
      ['userId=', 'userId'],
      ['q=', 'q'],
      ['q=%00', 'q'],
      [`q=${'x'.repeat(201)}`, 'q'],
      ['sort=id;drop table orders', 'sort'],
      ['sort=total', 'sort'],
      ['stauts=paid', 'stauts'],
      ['__proto__=1', '__proto__'],
    ])('given ?%s, then 400 names the field (F93)', async (query, field) => {
      const { status, error, fields } = await refused('admin:root', 'GET', `${management}?${query}`)
      expect([status, error, fields]).toEqual([400, 'invalid_request', [field]])
    })

    it('given a cursor of another sort, then 400', async () => {
      await given().unpaidOrder()
      await given().unpaidOrder()
      const { body } = await given().send('admin:root', 'GET', `${management}?limit=1`)
      const { status, fields } = await refused(
        'admin:root',
        'GET',
        `${management}?sort=updatedAt&cursor=${part(body, 'nextCursor')}`,
      )
      expect([status, fields]).toEqual([400, ['cursor']])
    })
  })

  describe('an admin action that is not valid', () => {
    const orderId = '01999999-0000-7000-8000-000000000000'
    it.each<[string, object, string]>([
      ['no order', { action: 'cancel' }, 'orderId'],
      ['nothing to do', { orderId }, 'action'],
      ['an unknown action', { orderId, action: 'explode' }, 'action'],
      ['an unknown reason for attention', { orderId, action: 'resolve_attention', code: 'mood' }, 'code'],
      ['empty notes', { orderId, notes: ' ' }, 'notes'],
      ['a script for a link (F95)', { orderId, trackingUrl: 'javascript:alert(1)' }, 'trackingUrl'],
      ['a file for a link', { orderId, trackingUrl: 'file:///etc/passwd' }, 'trackingUrl'],
      ['a line break in a tracking number (F95)', { orderId, trackingNumber: 'AB\r\nBcc: x' }, 'trackingNumber'],
      ['a total (F93)', { orderId, notes: 'x', totals: { total: 0 } }, 'totals'],
    ])('given %s, then 400 names the field', async (_name, body, field) => {
      const { status, fields } = await refused('admin:root', 'PATCH', '/api/orders/management', body)
      expect([status, fields]).toEqual([400, [field]])
    })

    it('given an order that is not there, then 404', async () => {
      for (const id of [orderId, 'no-such-order']) {
        const { status, error } = await refused('admin:root', 'PATCH', '/api/orders/management', {
          orderId: id,
          notes: 'x',
        })
        expect([status, error]).toEqual([404, 'order_not_found'])
      }
    })

    it('given an unknown health action, then 400 names it', async () => {
      const { status, fields } = await refused('admin:root', 'POST', '/api/admin/health', { action: 'reboot' })
      expect([status, fields]).toEqual([400, ['action']])
    })

    it.each<[string, object, string]>([
      ['neither', {}, 'ids'],
      ['both', { ids: ['01999999-0000-7000-8000-000000000000'], all: true }, 'ids'],
      ['an id that is none', { ids: ['1'] }, 'ids[0]'],
      ['all: false', { all: false }, 'all'],
    ])('given a choice of notifications that names %s, then 400', async (_name, body, field) => {
      for (const method of ['PATCH', 'DELETE']) {
        const { status, fields } = await refused('customer:ada', method, '/api/notifications', body)
        expect([status, fields[0]]).toEqual([400, field])
      }
    })
  })

  describe('what is not there', () => {
    it('given another method, then 405 says which there are', async () => {
      const { status, headers } = await given().send('admin:root', 'DELETE', '/api/orders/management')
      expect([status, headers.get('allow')]).toEqual([405, 'GET, PATCH'])
    })

    it('given an unknown path, then 404', async () => {
      expect((await given().send('admin:root', 'GET', '/api/orders/management/x')).status).toBe(404)
    })
  })
}
