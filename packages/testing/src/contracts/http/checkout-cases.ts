import { describe, expect, it } from 'vitest'
import { part, textAt } from './answer-part.ts'
import type { Answer, Given } from './http-world.ts'

const day = 24 * 3_600_000
const intent = 'cart-0198c5a0-7d51-7c3e'
const items = [{ productId: 'sunrise', quantity: 2 }]

/** How a checkout is started over HTTP, again, and come back to. */
export function checkoutCases(given: Given): void {
  const checkout = (sender: 'nobody' | 'customer:ada' | 'customer:bob', body: object = {}) =>
    given().send(sender, 'POST', '/api/checkout', { items, ...body })
  const pay = async (orderId: string) => {
    const order = await given().quoin.orders.find({ id: orderId })
    given().stripe.pay(order?.payment.checkoutId ?? '')
    await given().settle()
  }
  const outcomeOf = ({ status, body }: Answer) => [status, part(body, 'error'), part(body, 'issues[0].code')]

  describe('an intent', () => {
    it('given it is sent again, then it is the same checkout; with another cart another one', async () => {
      const first = await checkout('customer:ada', { intent })
      const again = await checkout('customer:ada', { intent })
      expect([first.status, again.status, again.body]).toEqual([201, 201, first.body])
      const changed = await checkout('customer:ada', { intent, items: [{ ...items[0], quantity: 3 }] })
      expect(part(changed.body, 'orderId')).not.toBe(part(first.body, 'orderId'))
      const { body } = await given().send('customer:ada', 'GET', `/api/orders/${part(first.body, 'orderId')}/status`)
      expect(part(body, 'order.status')).toBe('expired')
    })

    it('given others know it, then it leads them to no checkout but their own', async () => {
      const hers = await checkout('customer:ada', { intent })
      for (const sender of ['customer:bob', 'nobody'] as const) {
        const theirs = await checkout(sender, { intent })
        expect(part(theirs.body, 'orderId')).not.toBe(part(hers.body, 'orderId'))
        expect(part(theirs.body, 'url')).not.toBe(part(hers.body, 'url'))
      }
    })

    it('given it was paid, then 409 says so', async () => {
      const { body } = await checkout('customer:ada', { intent })
      await pay(textAt(body, 'orderId'))
      expect(outcomeOf(await checkout('customer:ada', { intent }))).toEqual([409, 'command_rejected', 'already_paid'])
    })
  })

  describe('a page inside the shop’s own', () => {
    it.each(['embedded', 'elements'])(
      'given it is %s, then there is a secret in place of a link, and no view shows it',
      async (ui) => {
        const { status, body } = await checkout('customer:ada', { ui })
        expect([status, part(body, 'url'), typeof part(body, 'clientSecret')]).toEqual([201, null, 'string'])
        const shown = await given().send('customer:ada', 'GET', `/api/orders/${part(body, 'orderId')}/status`)
        const managed = await given().send('admin:root', 'GET', '/api/orders/management')
        expect(JSON.stringify([shown.body, managed.body, given().log])).not.toContain(part(body, 'clientSecret'))
      },
    )
  })

  describe('coming back', () => {
    const resume = (
      sender: 'nobody' | 'customer:ada' | 'customer:bob' | 'admin:root',
      orderId: string,
      token?: string,
    ) => given().send(sender, 'POST', `/api/orders/${orderId}/resume${token === undefined ? '' : `?token=${token}`}`)

    it('given the page is open, then its owner and admins get the same page, and nobody else', async () => {
      const { body } = await checkout('customer:ada')
      for (const sender of ['customer:ada', 'admin:root'] as const) {
        const { status, body: resumed } = await resume(sender, textAt(body, 'orderId'))
        expect([status, resumed]).toEqual([200, body])
      }
      expect((await resume('customer:bob', textAt(body, 'orderId'))).status).toBe(404)
      expect((await resume('nobody', textAt(body, 'orderId'))).status).toBe(401)
    })

    it('given it expired, then a guest link leads to one new order, with a link of its own', async () => {
      const { body } = await checkout('nobody')
      given().clock.advance(2 * day)
      await given().settle()
      const [once, twice] = [
        await resume('nobody', textAt(body, 'orderId'), textAt(body, 'guestToken')),
        await resume('nobody', textAt(body, 'orderId'), textAt(body, 'guestToken')),
      ]
      expect(once.status).toBe(200)
      expect(part(once.body, 'orderId')).not.toBe(part(body, 'orderId'))
      expect(part(twice.body, 'orderId')).toBe(part(once.body, 'orderId'))
      expect(part(twice.body, 'url')).toBe(part(once.body, 'url'))
      const [orderId, guestToken] = [textAt(once.body, 'orderId'), textAt(once.body, 'guestToken')]
      expect((await given().send('nobody', 'GET', `/api/orders/${orderId}/status?token=${guestToken}`)).status).toBe(
        200,
      )

      await pay(orderId)
      const late = await resume('nobody', textAt(body, 'orderId'), textAt(body, 'guestToken'))
      expect(outcomeOf(late)).toEqual([409, 'command_rejected', 'already_paid'])
    })

    it('given it was paid, then 409 says so', async () => {
      const { body } = await checkout('customer:ada')
      await pay(textAt(body, 'orderId'))
      expect(outcomeOf(await resume('customer:ada', textAt(body, 'orderId')))).toEqual([
        409,
        'command_rejected',
        'already_paid',
      ])
    })
  })
}
