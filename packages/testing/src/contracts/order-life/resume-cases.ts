import { type Catalog, money, type Product } from '@quoin/core'
import { expect, it } from 'vitest'
import type { TestShop } from '../../test-shop.ts'
import type { OrderLife } from '../order-life-contract.ts'
import { sessionsOf } from './at-stripe.ts'

const hour = 3_600_000
const items = [{ productId: 'sunrise', quantity: 2 }]

/** The way back to what was not paid. */
export function resumeCases(given: () => OrderLife): void {
  const openPages = async (shop: TestShop) => (await sessionsOf(shop)).filter(({ status }) => status === 'open').length

  it('given the page is open, when it is resumed, then it is the same page', async () => {
    const shop = await given().open()
    const { checkoutId: _, ...started } = await shop.checkout()
    expect(await shop.quoin.checkout.resume(started.orderId, 'guest')).toEqual(started)
  })

  it('given an order that expired, when it is resumed twice, also at once, then it is one new order at today’s prices', async () => {
    const prices = { today: 4_900 }
    const shop = await given().open({ overrides: { catalog: pricedBy(prices) } })
    const draft = { items, userId: 'ada', email: 'ada@example.com' }
    const { orderId } = await shop.quoin.checkout.create(draft, 'customer:ada')
    await shop.pass(26 * hour)
    prices.today = 5_200
    const second = shop.another()
    const resumed = await Promise.all([
      shop.quoin.checkout.resume(orderId, 'customer:ada'),
      second.checkout.resume(orderId, 'customer:ada'),
    ])
    expect(resumed[0]).toEqual(resumed[1])
    prices.today = 6_000
    expect(await shop.quoin.checkout.resume(orderId, 'customer:ada')).toEqual(resumed[0])

    const order = await shop.order(resumed[0].orderId)
    expect(order).toMatchObject({ status: 'pending', userId: 'ada', email: 'ada@example.com' })
    expect(order.items).toMatchObject([{ productId: 'sunrise', quantity: 2, unitPrice: money(5_200, 'USD') }])
    const history = await shop.quoin.orders.history(order.id)
    const { number } = await shop.order(orderId)
    expect(history.map(({ event }) => event)).toContainEqual({
      type: 'note_added',
      note: `Resumes the order ${number}, which was not paid.`,
    })
    expect(await openPages(shop)).toBe(1)

    shop.stripe.pay(order.payment.checkoutId ?? '')
    await shop.settle()
    const paid = { code: 'command_rejected', issues: [{ code: 'already_paid' }] }
    await expect(shop.quoin.checkout.resume(orderId, 'customer:ada')).rejects.toMatchObject(paid)
    expect(shop.prodigi.ledger().orders).toHaveLength(1)
  })

  it('given the cart went on, when an older order of its intent is resumed, then it leads to the page that is open', async () => {
    const shop = await given().open()
    const intent = 'cart-0198c5a0-7d51-7c3e'
    const older = await shop.quoin.checkout.create({ items, intent }, 'guest')
    const newer = await shop.quoin.checkout.create({ items: [{ productId: 'sunrise', quantity: 1 }], intent }, 'guest')
    expect(await shop.quoin.checkout.resume(older.orderId, 'guest')).toEqual(newer)
    await shop.pass(26 * hour)

    const resumed = await shop.quoin.checkout.resume(older.orderId, 'guest')
    expect(await shop.order(resumed.orderId)).toMatchObject({ items: [{ quantity: 2 }] })
    expect(await shop.quoin.checkout.create({ items, intent }, 'guest')).toEqual(resumed)
    expect(await openPages(shop)).toBe(1)
  })

  it('given an order without a page, when it is resumed, then another takes its place', async () => {
    const shop = await given().open()
    shop.stripe.faults.next({ endpoint: 'createSession', fault: 'rate-limited' })
    await expect(shop.quoin.checkout.create({ items }, 'guest')).rejects.toMatchObject({ retry: 'retryable' })
    const [left] = await shop.quoin.orders.list({ limit: 1 })
    const resumed = await shop.quoin.checkout.resume(left?.id ?? '', 'guest')
    expect(await shop.order(left?.id ?? '')).toMatchObject({ status: 'expired' })
    expect(await shop.order(resumed.orderId)).toMatchObject({ status: 'pending' })
  })

  it('given what was in it is not sold any more, when it is resumed, then the field is named and nothing is made', async () => {
    const shop = await given().open()
    const { orderId } = await shop.checkout()
    await shop.pass(26 * hour)
    const later = shop.another({ catalog: () => null })
    const refused = { code: 'invalid_checkout', issues: [{ path: 'items[0].productId', code: 'unknown_product' }] }
    await expect(later.checkout.resume(orderId, 'guest')).rejects.toMatchObject(refused)
    await expect(shop.quoin.checkout.resume('nothing', 'guest')).rejects.toMatchObject({ code: 'order_not_found' })
    expect(await shop.quoin.orders.list({ limit: 10 })).toHaveLength(1)
  })

  it('given a subscription to what was not paid, then it can tell it from what was replaced', async () => {
    const reminded: string[] = []
    const shop = await given().open({
      overrides: {
        subscribe: {
          'order.changed': ({ order, event: { event } }) => {
            if (event.type === 'order_closed' && event.as === 'expired' && event.reason === 'not_paid') {
              reminded.push(order.id)
            }
          },
        },
      },
    })
    const intent = 'cart-0198c5a0-7d51-7c3e'
    await shop.quoin.checkout.create({ items, intent }, 'guest')
    const newer = await shop.quoin.checkout.create({ items: [{ productId: 'sunrise', quantity: 1 }], intent }, 'guest')
    await shop.pass(26 * hour)
    expect(reminded).toEqual([newer.orderId])
  })
}

function pricedBy(prices: { readonly today: number }): Catalog {
  const assets = [{ printArea: 'default', url: 'https://shop.example/art/sunrise.jpg' }]
  return (id): Product => ({ id, name: 'Sunrise', sku: 'GLOBAL-FAP-16X24', price: money(prices.today, 'USD'), assets })
}
