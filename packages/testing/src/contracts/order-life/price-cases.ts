import { type CheckoutDraft, type Money, money, type QuoinOptions } from '@quoin/core'
import { expect, it } from 'vitest'
import type { PayOptions } from '../../stripe-simulator/pay-options.ts'
import type { TestShop } from '../../test-shop.ts'
import type { OrderLife } from '../order-life-contract.ts'
import { makeAtStripe, sessionsOf } from './at-stripe.ts'

const items = [{ productId: 'sunrise', quantity: 2 }]

/** What is paid for a cart: discounts, taxes, currencies, and how it is shown. */
export function priceCases(given: () => OrderLife): void {
  const bought = async (shop: TestShop, draft: CheckoutDraft, options: PayOptions = {}) => {
    const { orderId } = await shop.quoin.checkout.create(draft, 'guest')
    shop.stripe.pay((await shop.order(orderId)).payment.checkoutId ?? '', options)
    await shop.settle()
    return shop.order(orderId)
  }
  const usd = (amount: number) => money(amount, 'USD')

  it('given a coupon of the shop, then it is taken off and the order is printed', async () => {
    const shop = await given().open()
    const { id: coupon } = await makeAtStripe(shop, 'coupons', { percent_off: '25' })
    const order = await bought(shop, { items, discount: { coupon } })
    expect(order).toMatchObject({ status: 'submitted', attention: [], terms: { discounts: true } })
    expect(order.totals).toEqual({
      subtotal: usd(9_800),
      shipping: usd(900),
      discount: usd(2_450),
      tax: usd(0),
      total: usd(8_250),
    })
  })

  it('F07 given a coupon of everything and free shipping, then the order of nothing is printed', async () => {
    const shippingOptions = [{ method: 'Standard', displayName: 'Free', price: usd(0) }]
    const shop = await given().open({ overrides: { shippingOptions } })
    const { id: coupon } = await makeAtStripe(shop, 'coupons', { percent_off: '100' })
    const order = await bought(shop, { items, discount: { coupon } })
    expect(order).toMatchObject({ status: 'submitted', paymentStatus: 'paid', attention: [] })
    expect(order.totals.total).toEqual(usd(0))
    expect(order.payment).toMatchObject({ paymentId: null, amountCaptured: 0 })
    expect(shop.prodigi.ledger().orders).toHaveLength(1)
    expect(shop.stripe.ledger().charges).toEqual([])
  })

  it('given codes may be typed, then one that is typed is taken off', async () => {
    const shop = await given().open({ overrides: { checkout: { promotionCodes: true } } })
    const { id: coupon } = await makeAtStripe(shop, 'coupons', { amount_off: '1000', currency: 'usd' })
    await makeAtStripe(shop, 'promotion_codes', {
      'promotion[type]': 'coupon',
      'promotion[coupon]': coupon,
      code: 'TEN',
    })
    const order = await bought(shop, { items }, { promotionCode: 'TEN' })
    expect(order).toMatchObject({ status: 'submitted', attention: [] })
    expect(order.totals).toMatchObject({ discount: usd(1_000), total: usd(9_700) })
  })

  it('given a promotion code of the shop, then it is taken off without typing', async () => {
    const shop = await given().open()
    const { id: coupon } = await makeAtStripe(shop, 'coupons', { amount_off: '1000', currency: 'usd' })
    const { id: promotionCode } = await makeAtStripe(shop, 'promotion_codes', {
      'promotion[type]': 'coupon',
      'promotion[coupon]': coupon,
    })
    const order = await bought(shop, { items, discount: { promotionCode } })
    expect(order).toMatchObject({ status: 'submitted', totals: { discount: usd(1_000) } })
  })

  it('F19 given no codes may be typed, then there is nowhere to type one, and less money is a doubt', async () => {
    const shop = await given().open()
    const { orderId } = await shop.quoin.checkout.create({ items }, 'guest')
    const { payment } = await shop.order(orderId)
    expect(() => shop.stripe.pay(payment.checkoutId ?? '', { promotionCode: 'TEN' })).toThrow()
    shop.stripe.pay(payment.checkoutId ?? '', { amountTotal: 9_700 })
    await shop.settle()
    expect(await shop.order(orderId)).toMatchObject({ status: 'paid', attention: [{ code: 'amount_mismatch' }] })
    expect(shop.prodigi.ledger().orders).toEqual([])
  })

  it('given automatic tax, then it is added, kept, and no doubt', async () => {
    const shop = await given().open({ overrides: { checkout: { automaticTax: true } } })
    const order = await bought(shop, { items }, { tax: 809 })
    expect(order).toMatchObject({ status: 'submitted', attention: [] })
    expect(order.totals).toMatchObject({ tax: usd(809), total: usd(11_509) })
  })

  it('given prices in the customer’s own currency, then what they saw is kept beside what the shop gets', async () => {
    const shop = await given().open({ overrides: { checkout: { adaptivePricing: true } } })
    const order = await bought(shop, { items }, { presentment: { amount: 9_873, currency: 'EUR' } })
    expect(order).toMatchObject({ status: 'submitted', attention: [], currency: 'USD', totals: { total: usd(10_700) } })
    expect(order.payment.presented).toEqual(money(9_873, 'EUR'))
  })

  it.each([
    ['JPY', 7_400, 900, '14800'],
    ['KWD', 15_250, 2_750, '30.500'],
  ])(
    'given prices in %s, then they are asked for, paid, printed and given back to the unit',
    async (code, each, ship) => {
      const shop = await given().open({ overrides: pricedIn(money(each, code), money(ship, code)) })
      const order = await bought(shop, { items })
      const total = 2 * each + ship
      expect(order).toMatchObject({ status: 'submitted', attention: [], totals: { total: money(total, code) } })
      expect(shop.stripe.ledger().charges).toMatchObject([{ amount: total, currency: code.toLowerCase() }])
      expect(shop.prodigi.ledger().orders).toHaveLength(1)

      await shop.quoin.orders.cancel(order.id, { reason: 'asked' }, 'admin:1')
      await shop.settle()
      expect(shop.stripe.ledger().refunds).toMatchObject([{ amount: total, currency: code.toLowerCase() }])
    },
  )

  it.each(['embedded', 'elements'] as const)(
    'given the page is %s, then the shop gets a secret to show it with, twice the same, and no link',
    async (ui) => {
      const shop = await given().open()
      const draft = { items, ui, intent: 'cart-0198c5a0-7d51-7c3e' }
      const started = await shop.quoin.checkout.create(draft, 'guest')
      expect(started).toMatchObject({ url: null, clientSecret: expect.stringMatching(/_secret_/) })
      expect(await shop.quoin.checkout.create(draft, 'guest')).toEqual(started)
      expect(await shop.quoin.checkout.resume(started.orderId, 'guest')).toEqual(started)

      const order = await shop.order(started.orderId)
      shop.stripe.pay(order.payment.checkoutId ?? '')
      await shop.settle()
      expect(await shop.order(started.orderId)).toMatchObject({ status: 'submitted', payment: { url: null } })
      const kept = [await shop.quoin.orders.history(order.id), shop.logs, order]
      expect(JSON.stringify(kept)).not.toContain(started.clientSecret)
    },
  )

  it.each([30, 31, 90, 1_440])(
    'given a page may be open for %i minutes, then it is, and the order ends with it',
    async (minutes) => {
      const shop = await given().open({ overrides: { checkout: { openForMs: minutes * 60_000 } } })
      const { orderId } = await shop.quoin.checkout.create({ items }, 'guest')
      const { createdAt, payment } = await shop.order(orderId)
      const openMs = (payment.expiresAt?.getTime() ?? 0) - createdAt.getTime()
      expect(openMs).toBeGreaterThanOrEqual(minutes * 60_000)
      expect(openMs).toBeLessThanOrEqual(Math.max(minutes, 32) * 60_000)
      shop.stripe.configureWebhooks({ delivery: false })
      await shop.pass((minutes + 65) * 60_000)
      expect(await shop.order(orderId)).toMatchObject({ status: 'expired' })
      expect(await sessionsOf(shop)).toMatchObject([{ status: 'expired' }])
    },
  )
}

function pricedIn(price: Money, shipping: Money): Partial<QuoinOptions> {
  const assets = [{ printArea: 'default', url: 'https://shop.example/art/sunrise.jpg' }]
  return {
    catalog: (id) => ({ id, name: 'Sunrise', sku: 'GLOBAL-FAP-16X24', price, assets }),
    shippingOptions: [{ method: 'Standard', displayName: 'Standard', price: shipping }],
  }
}
