import { describe, expect, it } from 'vitest'
import type { Given } from './http-world.ts'

/** What customers do with their orders. */
export function orderCases(given: Given): void {
  const ada = (method: string, path: string, body?: unknown) => given().send('customer:ada', method, path, body)

  describe('the way of an order', () => {
    it('given a checkout, a payment and a print, then its owner sees every step, oldest first', async () => {
      const { id } = await given().shippedOrder()
      const { status, body } = await ada('GET', `/api/orders/${id}/status`)
      expect([status, body.order.status, body.order.paymentStatus]).toEqual([200, 'shipped', 'paid'])
      const [fulfillment] = body.order.fulfillments
      expect(fulfillment).toMatchObject({ provider: 'prodigi', status: 'shipped' })
      expect(fulfillment.shipments.length).toBeGreaterThan(0)
      expect(fulfillment.shipments[0]).toMatchObject({ status: 'shipped', deliveredAt: null })
      const steps: { readonly from: string; readonly to: string }[] = body.history.filter(
        ({ type }: { type: string }) => type === 'status_changed',
      )
      expect(steps.map(({ to }) => to)).toEqual(expect.arrayContaining(['paid', 'submitted', 'shipped']))
      expect(['pending', ...steps.map(({ to }) => to)]).toEqual([...steps.map(({ from }) => from), 'shipped'])
      expect(body.history[0]).toMatchObject({ type: 'order_created', actor: 'customer' })
      const times = body.history.map(({ at }: { at: string }) => at)
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
        return body.order.status
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
      expect((await ada('GET', `/api/orders/${id}/status`)).body.order.status).toBe('cancelled')
    })

    it('given a shipped order, when its owner cancels, then 409 says why', async () => {
      const { id } = await given().shippedOrder()
      const { status, body } = await ada('POST', `/api/orders/${id}/cancel`)
      expect([status, body.error, body.issues[0].code]).toEqual([409, 'command_rejected', 'already_shipped'])
    })
  })
}
