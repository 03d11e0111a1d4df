import { describe, expect, it } from 'vitest'
import { type Given, metricsToken } from './http-world.ts'

/** Numbers for Prometheus. */
export function metricsCases(given: Given): void {
  describe('metrics', () => {
    const scrape = async (authorization: string) => {
      const response = await given().fetch('/api/metrics', { headers: { authorization } })
      return { status: response.status, type: response.headers.get('content-type'), text: await response.text() }
    }

    it('given the token, then there is the health of every part, and what was answered', async () => {
      await given().submittedOrder()
      await scrape(`Bearer ${metricsToken}`)
      const { status, type, text } = await scrape(`Bearer ${metricsToken}`)
      expect([status, type]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8'])
      for (const check of ['database', 'prodigi', 'stripe', 'jobs', 'orders', 'notifications']) {
        expect(text).toContain(`quoin_health{check="${check}"} 0\n`)
      }
      expect(text).toMatch(/^quoin_jobs_dead 0$/m)
      expect(text).toMatch(/^quoin_jobs_oldest_due_seconds [\d.]+$/m)
      expect(text).toContain('quoin_http_requests_total{method="POST",path="/checkout",status="201"} 1\n')
      expect(text).toContain('quoin_http_request_duration_seconds_count{method="GET",path="/metrics"} 1\n')
      const names = new Set([...text.matchAll(/^(quoin_\w+?)(?:_bucket|_sum|_count)?[{ ]/gm)].map(([, name]) => name))
      for (const name of names) expect(text.split(`# TYPE ${name} `), name).toHaveLength(2)
    })

    it('given an id in the path, then it is in no label', async () => {
      const order = await given().unpaidOrder()
      await given().send('customer:ada', 'GET', `/api/orders/${order.id}/status`)
      const { text } = await scrape('Test admin:root')
      expect(text).toContain('path="/orders/{id}/status"')
      expect(text).not.toContain(order.id)
    })

    it.each(['', 'Bearer', `Bearer ${metricsToken}x`, `bearer ${metricsToken}`, `Basic ${metricsToken}`])(
      'given %j, then 401',
      async (authorization) => {
        expect((await scrape(authorization)).status).toBe(401)
      },
    )
  })
}
