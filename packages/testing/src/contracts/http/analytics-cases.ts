import { describe, expect, it } from 'vitest'
import { listAt, part } from './answer-part.ts'
import type { Given } from './http-world.ts'

/** What admins see of all orders together. */
export function analyticsCases(given: Given): void {
  const analytics = (query = '') => given().send('admin:root', 'GET', `/api/admin/analytics${query}`)

  describe('analytics', () => {
    it('given orders, then those of the last 30 days are counted, by the day on which they were paid', async () => {
      await given().submittedOrder()
      given().clock.advance(31 * 86_400_000)
      const { fulfillments } = await given().shippedOrder()
      await given().unpaidOrder()
      const cost = fulfillments.flatMap((f) => f.charges).reduce((sum, { amount }) => sum + amount.amount, 0)
      const { status, body } = await analytics()
      expect(status).toBe(200)
      expect(body).toMatchObject({
        groupBy: 'day',
        total: {
          orders: 1,
          copies: 2,
          withAttention: 0,
          attentionShare: 0,
          money: [{ currency: 'USD', orders: 1, captured: 10_700, refunded: 0, revenue: 10_700 }],
          stages: { submitted: { orders: 1 }, shipped: { orders: 1 }, delivered: { orders: 0, p50Ms: null } },
        },
        groups: [{ key: '2026-12-23', orders: 1 }],
        groupsTotal: 1,
      })
      const [usd] = listAt(body, 'total.money')
      const billed = part(usd, 'billed')
      expect([part(usd, 'cost'), part(usd, 'margin')]).toEqual(billed === 1 ? [cost, 10_700 - cost] : [0, 0])
    })

    it('given a time and a grouping, then they hold, and dateTo means the whole day', async () => {
      await given().submittedOrder()
      given().clock.advance(1)
      const groups = async (query: string) => {
        const { body } = await analytics(query)
        return [part(body, 'from'), part(body, 'before'), listAt(body, 'groups[].key')]
      }
      expect(await groups('?groupBy=sku&dateFrom=2026-11-22&dateTo=2026-11-22')).toEqual([
        '2026-11-22T00:00:00.000Z',
        '2026-11-23T00:00:00.000Z',
        ['GLOBAL-FAP-16X24'],
      ])
      expect((await groups('?groupBy=country&dateFrom=2026-11-22'))[2]).toHaveLength(1)
      expect(await groups('?dateTo=2026-11-21')).toEqual(['2026-10-23T00:00:00.000Z', '2026-11-22T00:00:00.000Z', []])
      const none = (await analytics('?dateFrom=2027-06-01')).body
      expect(part(none, 'total')).toMatchObject({ orders: 0, attentionShare: null })
    })

    it.each([
      ['groupBy=hour', 'groupBy'],
      ['groupBy=day&groupBy=sku', 'groupBy'],
      ['dateFrom=yesterday', 'dateFrom'],
      ['dateFrom=2026-11-22&dateTo=2026-11-21', 'dateTo'],
      ['dateFrom=2025-01-01&dateTo=2026-01-02', 'dateTo'],
      ['limit=5', 'limit'],
    ])('given %s, then 400 names the field', async (query, field) => {
      const { status, body } = await analytics(`?${query}`)
      expect([status, listAt(body, 'issues[].path')]).toEqual([400, [field]])
    })
  })
}
