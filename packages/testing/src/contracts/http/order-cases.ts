import { describe, expect, it } from 'vitest'
import { listAt, part, textAt } from './answer-part.ts'
import type { Given } from './http-world.ts'

/** What customers do with their orders. */
export function orderCases(given: Given): void {
  const ada = (method: string, path: string, body?: unknown) => given().send('customer:ada', method, path, body)

  describe('the way of an order', () => {
    it('given a checkout, a payment and a print, then its owner sees every step, oldest first', async () => {
      const { id } = await given().shippedOrder()
      const { status, body } = await ada('GET', `/api/orders/${id}/status`)
      expect([status, part(body, 'order.status'), part(body, 'order.paymentStatus')]).toEqual([200, 'shipped', 'paid'])
      expect(part(body, 'order.fulfillments[0]')).toMatchObject({ provider: 'prodigi', status: 'shipped' })
      expect(part(body, 'order.fulfillments[0].shipments[0]')).toMatchObject({ status: 'shipped', deliveredAt: null })
      const steps = listAt(body, 'history').filter((entry) => part(entry, 'type') === 'status_changed')
      const [from, to] = [listAt(steps, '[].from'), listAt(steps, '[].to')]
      expect(to).toEqual(expect.arrayContaining(['paid', 'submitted', 'shipped']))
      expect(['pending', ...to]).toEqual([...from, 'shipped'])
      expect(part(body, 'history[0]')).toMatchObject({ type: 'order_created', actor: 'customer' })
      const times = listAt(body, 'history[].at')
      expect(times).toEqual(times.toSorted())
    })

    it('given news whose callbacks were not worked off, when the owner refreshes, then it is there', async () => {
      const { id } = await given().submittedOrder()
      const [print] = given().prodigi.orders()
      const refreshed = async () => {
        given().clock.advance(60_000)
        given().prodigi.advanceOrder(print?.id ?? '')
        const { status, body } = await ada('POST', `/api/orders/${id}/status`)
        expect(status).toBe(200)
        return textAt(body, 'order.status')
      }
      const seen = new Set<string>()
      while (!seen.has('shipped')) seen.add(await refreshed())
      expect([...seen]).toEqual(expect.arrayContaining(['submitted', 'in_production', 'shipped']))
    })

    it('given an unpaid order, when its owner cancels, then it is cancelled and can not be paid', async () => {
      const { id } = await given().unpaidOrder()
      const { status } = await ada('POST', `/api/orders/${id}/cancel`, { reason: 'Changed my mind.' })
      expect(status).toBe(200)
      await given().settle()
      expect(part((await ada('GET', `/api/orders/${id}/status`)).body, 'order.status')).toBe('cancelled')
    })

    it('given a shipped order, when its owner cancels, then 409 says why', async () => {
      const { id } = await given().shippedOrder()
      const { status, body } = await ada('POST', `/api/orders/${id}/cancel`)
      expect([status, part(body, 'error'), part(body, 'issues[0].code')]).toEqual([
        409,
        'command_rejected',
        'already_shipped',
      ])
    })
  })
}
