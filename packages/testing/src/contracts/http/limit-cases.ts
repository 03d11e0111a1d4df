import { describe, expect, it } from 'vitest'
import { textAt } from './answer-part.ts'
import type { Given } from './http-world.ts'

/** What keeps one client from taking everything, and spares it what it has already. */
export function limitCases(given: Given): void {
  describe('limits of a client', () => {
    it('given more requests than a minute allows, then 429 says when to come again, to this client alone', async () => {
      const { send, clock } = given()
      const list = (sender: 'customer:ada' | 'customer:grace') => send(sender, 'GET', '/api/notifications')
      const first = await list('customer:ada')
      expect(first.headers.get('ratelimit-policy')).toBe('"client";q=300;w=60')
      expect(first.headers.get('ratelimit')).toBe('"client";r=299;t=1')
      const statuses = await Promise.all(Array.from({ length: 299 }, async () => (await list('customer:ada')).status))
      expect(new Set(statuses)).toEqual(new Set([200]))

      const refused = await list('customer:ada')
      expect([refused.status, textAt(refused.body, 'error')]).toEqual([429, 'rate_limited'])
      expect(refused.headers.get('retry-after')).toBe('1')
      expect((await list('customer:grace')).status).toBe(200)
      clock.advance(1_000)
      expect((await list('customer:ada')).status).toBe(200)
    })

    it('given checkouts without an end, then they use a limit up ten times as fast', async () => {
      const { send } = given()
      const before = await send('customer:ada', 'GET', '/api/notifications')
      const after = await send('customer:ada', 'POST', '/api/checkout', {})
      expect([before, after].map(({ headers }) => headers.get('ratelimit')?.split(';')[1])).toEqual([
        'r=299',
        undefined,
      ])
      const { headers } = await send('customer:ada', 'GET', '/api/notifications')
      expect(headers.get('ratelimit')).toContain('r=288;')
    })

    it('given probes and webhooks, then they are never turned away', async () => {
      const { fetch } = given()
      const answers = await Promise.all(
        Array.from({ length: 310 }, async (_, index) =>
          index % 2 === 0 ? fetch('/api/status') : fetch('/api/webhooks/stripe', { method: 'POST', body: '{}' }),
        ),
      )
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 400]))
    })
  })

  describe('tags of answers', () => {
    it('given the tag of what has not changed, then 304 without a body; of what has, then all of it', async () => {
      const { send, fetch, unpaidOrder } = given()
      await unpaidOrder('customer:ada')
      const first = await send('customer:ada', 'GET', '/api/orders')
      const etag = first.headers.get('etag') ?? ''
      expect(etag).toMatch(/^"[\w+/]{27}"$/)
      const again = (tag: string) => send('customer:ada', 'GET', '/api/orders', undefined, { 'if-none-match': tag })
      for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const { status, body, headers } = await again(tag)
        expect([tag, status, body, headers.get('etag')]).toEqual([tag, 304, '', etag])
      }
      await unpaidOrder('customer:ada')
      const { status, headers } = await again(etag)
      expect([status, headers.get('etag') === etag]).toEqual([200, false])
      expect((await fetch('/api/status', { headers: { 'if-none-match': '"none"' } })).status).toBe(200)
    })
  })

  describe('headers of every answer', () => {
    it.each(['/api/status', '/api/orders'])('%s runs nothing and stands in no frame', async (path) => {
      const { headers } = await given().fetch(path)
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'")
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
      expect(headers.get('cache-control')).toBe('no-store')
    })
  })
}
