import type { CheckoutDraft } from '@quoin/core'
import { expect, it } from 'vitest'
import type { TestShop } from '../../test-shop.ts'
import type { OrderLife } from '../order-life-contract.ts'
import { sessionsOf } from './at-stripe.ts'

const minute = 60_000
const hour = 60 * minute
const intent = 'cart-0198c5a0-7d51-7c3e'
const draft: CheckoutDraft = { items: [{ productId: 'sunrise', quantity: 2 }], intent }
const more: CheckoutDraft = { ...draft, items: [{ productId: 'sunrise', quantity: 3 }] }

/** One cart, one page; and the way back to it. */
export function checkoutCases(given: () => OrderLife): void {
  const start = (shop: TestShop, wish: CheckoutDraft, quoin = shop.quoin) => quoin.checkout.create(wish, 'guest')
  const allOrders = (shop: TestShop) => shop.quoin.orders.list({ limit: 100, sort: 'createdAt' })
  const openPages = async (shop: TestShop) => (await sessionsOf(shop)).filter(({ status }) => status === 'open').length
  const codeOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => 'done',
      (error: { code: string; issues: { code: string }[] }) => error.issues[0]?.code ?? error.code,
    )

  it('given the same intent and cart at once at two instances, then there is one order and one page', async () => {
    const shop = await given().open()
    const second = shop.another()
    const started = await Promise.all(
      Array.from({ length: 10 }, (_, index) => start(shop, draft, index % 2 ? second : shop.quoin)),
    )

    expect(new Set(started.map(({ orderId }) => orderId)).size).toBe(1)
    expect(new Set(started.map(({ url }) => url)).size).toBe(1)
    expect(await allOrders(shop)).toHaveLength(1)
    expect(await sessionsOf(shop)).toHaveLength(1)
  })

  it('given the same intent and cart again later, then it is the same page, and a new one when that is over', async () => {
    const shop = await given().open()
    const first = await start(shop, draft)
    await shop.pass(23 * hour)
    expect(await start(shop, draft)).toEqual(first)

    await shop.pass(2 * hour)
    const next = await start(shop, draft)
    expect(next.orderId).not.toBe(first.orderId)
    expect((await allOrders(shop)).map(({ status }) => status)).toEqual(['expired', 'pending'])
    expect(await start(shop, draft)).toEqual(next)
  })

  it('given an intent of many rounds, then the next one is found all the same', async () => {
    const shop = await given().open()
    const rounds: string[] = []
    for (let round = 0; round < 9; round += 1) {
      const { orderId } = await start(shop, { ...draft, email: `ada+${round}@example.com` })
      rounds.push(orderId)
    }
    expect(new Set(rounds).size).toBe(9)
    expect(await openPages(shop)).toBe(1)
    expect((await start(shop, { ...draft, email: 'ada+8@example.com' })).orderId).toBe(rounds.at(-1))
  })

  it('given another cart of the same intent, then only its page can be paid', async () => {
    const shop = await given().open()
    const first = await start(shop, draft)
    const second = await start(shop, more)
    await shop.settle()

    expect(second.orderId).not.toBe(first.orderId)
    expect(await shop.order(first.orderId)).toMatchObject({ status: 'expired', attention: [] })
    expect(await shop.order(second.orderId)).toMatchObject({ status: 'pending' })
    expect(await openPages(shop)).toBe(1)
    // Nobody is told that an order they never paid was cancelled.
    expect(shop.notified).toEqual([])
    const history = await shop.quoin.orders.history(first.orderId)
    expect(history.map(({ event }) => event)).toContainEqual({
      type: 'order_closed',
      as: 'expired',
      reason: 'replaced',
    })
  })

  it('given two carts of one intent at once, then at most one page can be paid', async () => {
    const shop = await given().open()
    const second = shop.another()
    const outcomes = await Promise.allSettled([
      start(shop, draft),
      start(shop, more, second),
      start(shop, draft, second),
      start(shop, more),
    ])

    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'order_conflict' })
    }
    expect(await openPages(shop)).toBeLessThanOrEqual(1)
    const last = await start(shop, more)
    expect(await openPages(shop)).toBe(1)
    expect(await shop.order(last.orderId)).toMatchObject({ status: 'pending', items: [{ quantity: 3 }] })
  })

  it('given the intent of another customer, then it leads elsewhere', async () => {
    const shop = await given().open()
    const guest = await start(shop, draft)
    const ada = await start(shop, { ...draft, userId: 'ada' })
    const bob = await start(shop, { ...draft, userId: 'bob' })
    expect(new Set([guest, ada, bob].map(({ orderId }) => orderId)).size).toBe(3)
    expect(await openPages(shop)).toBe(3)
  })

  it.each([
    ['the same cart', draft],
    ['another cart', more],
  ])('given the intent was paid, then %s is not sold once more, whether the webhook came or not', async (_, again) => {
    const shop = await given().open()
    shop.stripe.configureWebhooks({ delivery: false })
    const { orderId } = await start(shop, draft)
    const { payment } = await shop.order(orderId)
    shop.stripe.pay(payment.checkoutId ?? '')

    expect(await codeOf(start(shop, again))).toBe('already_paid')
    await shop.settle()
    expect(await shop.order(orderId)).toMatchObject({ status: 'submitted' })
    expect(await codeOf(start(shop, again))).toBe('already_paid')
    expect(await codeOf(shop.quoin.checkout.resume(orderId, 'guest'))).toBe('already_paid')
    expect(await allOrders(shop)).toHaveLength(1)
    expect(shop.prodigi.ledger().orders).toHaveLength(1)
  })

  it('F06 given a delayed payment is under way, then no second page is opened, and a failed one may be tried again', async () => {
    const shop = await given().open()
    const { orderId } = await start(shop, draft)
    const checkoutId = (await shop.order(orderId)).payment.checkoutId ?? ''
    shop.stripe.pay(checkoutId, { method: 'delayed' })

    expect(await codeOf(start(shop, more))).toBe('payment_processing')
    expect(await codeOf(shop.quoin.checkout.resume(orderId, 'guest'))).toBe('payment_processing')
    shop.stripe.settleDelayed(checkoutId, 'failed')
    await shop.settle()
    const again = await shop.quoin.checkout.resume(orderId, 'guest')
    expect(again.orderId).not.toBe(orderId)
    expect(await shop.quoin.checkout.resume(orderId, 'guest')).toEqual(again)
    expect(await openPages(shop)).toBe(1)
  })

  it('given a paid order that was cancelled and given back, then its intent may be bought anew', async () => {
    const shop = await given().open()
    const { orderId } = await start(shop, draft)
    shop.stripe.pay((await shop.order(orderId)).payment.checkoutId ?? '')
    await shop.stripe.deliverPending()
    await shop.stripe.idle()
    await shop.quoin.orders.refresh(orderId, 'admin:1')
    await shop.quoin.orders.cancel(orderId, { reason: 'asked' }, 'admin:1')
    expect(await codeOf(start(shop, draft))).toBe('already_paid')
    await shop.settle()
    expect(await shop.order(orderId)).toMatchObject({ status: 'cancelled', paymentStatus: 'refunded' })
    expect((await start(shop, draft)).orderId).not.toBe(orderId)
  })

  it('given Stripe made the page and its answer was lost, then the same intent leads to that page', async () => {
    const shop = await given().open()
    shop.stripe.faults.next({ endpoint: 'createSession', fault: 'accept-then-drop', times: 3 })
    await expect(start(shop, draft)).rejects.toMatchObject({ code: 'payment_provider_failed', retry: 'unknown' })
    shop.stripe.faults.clear()
    await shop.pass(10 * minute)
    const started = await start(shop, draft)

    expect(await allOrders(shop)).toHaveLength(1)
    expect(await sessionsOf(shop)).toMatchObject([{ url: started.url, client_reference_id: started.orderId }])
  })

  it('given Stripe repeats a fault under the key, then another order takes the place after a minute', async () => {
    const shop = await given().open()
    shop.stripe.faults.next({ endpoint: 'createSession', fault: 'status-500' })
    await expect(start(shop, draft)).rejects.toMatchObject({ code: 'payment_provider_failed' })
    await expect(start(shop, draft)).rejects.toMatchObject({ code: 'payment_provider_failed' })
    shop.clock.advance(2 * minute)
    const { orderId } = await start(shop, draft)
    expect((await allOrders(shop)).map(({ id, status }) => [id === orderId, status])).toEqual([
      [false, 'expired'],
      [true, 'pending'],
    ])
  })

  it('given an order is cancelled before it is paid, then its page is not handed out again', async () => {
    const shop = await given().open()
    const { orderId } = await start(shop, draft)
    await shop.quoin.orders.cancel(orderId, { reason: 'asked' }, 'guest')
    const next = await start(shop, draft)
    expect(next.orderId).not.toBe(orderId)
    expect(await shop.order(orderId)).toMatchObject({ status: 'cancelled' })
  })
}
