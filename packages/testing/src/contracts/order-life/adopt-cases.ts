import { type AdoptCheckout, createMemoryStorage } from '@quoin/core'
import { describe, expect, it } from 'vitest'
import type { TestShop } from '../../test-shop.ts'
import type { OrderLife } from '../order-life-contract.ts'
import { makeAtStripe } from './at-stripe.ts'

const recipient = {
  name: 'Grace Hopper',
  line1: '1 Navy Yard',
  line2: null,
  city: 'New York',
  state: 'NY',
  postalCode: '10001',
  country: 'US',
  phone: null,
}
/** A host with a checkout of its own, which writes down what was bought. */
const adoptCheckout: AdoptCheckout = ({ metadata }) => {
  const productId = metadata['print']
  if (productId === undefined) return null
  return { items: [{ productId, quantity: 2 }], shippingMethod: 'standard', userId: 'ada', recipient }
}
const page = {
  mode: 'payment',
  success_url: 'https://shop.example/thanks',
  'line_items[0][quantity]': '2',
  'line_items[0][price_data][currency]': 'usd',
  'line_items[0][price_data][unit_amount]': '4900',
  'line_items[0][price_data][product_data][name]': 'A print',
}
const foreign = { ...page, 'metadata[print]': 'sunrise' }

/** Orders of checkouts that no order knows. */
export function adoptCases(given: () => OrderLife): void {
  const allOrders = (shop: TestShop) => shop.quoin.orders.list({ limit: 10 })

  it('given a checkout of the host’s own is paid, then its webhook leads to an order that is printed once', async () => {
    const shop = await given().open({ overrides: { adoptCheckout } })
    const { id } = await makeAtStripe(shop, 'checkout/sessions', foreign)
    shop.stripe.configureWebhooks({ copies: 3 })
    shop.stripe.pay(id)
    await Promise.all([shop.settle(), shop.another().worker.tick()])
    await shop.settle()

    const [order] = await allOrders(shop)
    expect(order).toMatchObject({
      status: 'submitted',
      attention: [],
      userId: 'ada',
      email: 'ada@example.com',
      shippingMethod: 'Standard',
      shippingAddress: recipient,
      totals: { total: { amount: 9_800 } },
      payment: { checkoutId: id, url: null },
    })
    expect(await allOrders(shop)).toHaveLength(1)
    expect(shop.prodigi.ledger().orders).toHaveLength(1)
    expect(shop.notified.map(({ type }) => type)).toEqual(['order_confirmed'])
  })

  it('given it is asked for many times at several instances, then it is one order', async () => {
    const shop = await given().open({ overrides: { adoptCheckout } })
    const { id } = await makeAtStripe(shop, 'checkout/sessions', foreign)
    shop.stripe.configureWebhooks({ delivery: false })
    shop.stripe.pay(id)
    const second = shop.another()
    const adopted = await Promise.all(
      Array.from({ length: 8 }, (_, index) => (index % 2 ? second : shop.quoin).checkout.adopt(id, 'admin:1')),
    )
    await shop.settle()
    expect(new Set(adopted.map((order) => order?.id)).size).toBe(1)
    expect(await shop.quoin.checkout.adopt(id, 'admin:1')).toMatchObject({ id: adopted[0]?.id, status: 'submitted' })
    expect(shop.prodigi.ledger().orders).toHaveLength(1)
  })

  it('given it is none of ours, or not paid, or has gone back, then there is no order', async () => {
    const shop = await given().open({ overrides: { adoptCheckout } })
    const { id: other } = await makeAtStripe(shop, 'checkout/sessions', page)
    const { id: unpaid } = await makeAtStripe(shop, 'checkout/sessions', foreign)
    const { id: delayed } = await makeAtStripe(shop, 'checkout/sessions', foreign)
    const { id: refunded } = await makeAtStripe(shop, 'checkout/sessions', foreign)
    shop.stripe.configureWebhooks({ delivery: false })
    shop.stripe.pay(other)
    shop.stripe.pay(delayed, { method: 'delayed' })
    shop.stripe.refund(String(shop.stripe.pay(refunded).payment_intent))
    for (const id of [other, unpaid, delayed, refunded])
      expect(await shop.quoin.checkout.adopt(id, 'admin:1')).toBeNull()
    expect(await allOrders(shop)).toEqual([])

    shop.stripe.configureWebhooks({ delivery: true })
    shop.stripe.settleDelayed(delayed, 'succeeded')
    await shop.settle()
    expect((await allOrders(shop)).map(({ payment }) => payment.checkoutId)).toEqual([delayed])
  })

  it('given another amount than its lines cost, then nothing is printed and a person is asked', async () => {
    const shop = await given().open({ overrides: { adoptCheckout } })
    const cheap = { ...foreign, 'line_items[0][price_data][unit_amount]': '100' }
    const { id } = await makeAtStripe(shop, 'checkout/sessions', cheap)
    shop.stripe.pay(id)
    await shop.settle()
    expect(await allOrders(shop)).toMatchObject([{ status: 'paid', attention: [{ code: 'amount_mismatch' }] }])
    expect(shop.alerts.map(({ code }) => code)).toEqual(['amount_mismatch'])
    expect(shop.prodigi.ledger().orders).toEqual([])
  })

  it('given the host’s own price for one, then that is what has to fit', async () => {
    const priced: AdoptCheckout = async (checkout) => {
      const mapped = await adoptCheckout(checkout)
      const unitPrice = { amount: 100, currency: 'USD' }
      return mapped && { ...mapped, items: mapped.items.map((item) => ({ ...item, unitPrice })) }
    }
    const shop = await given().open({ overrides: { adoptCheckout: priced } })
    const cheap = { ...foreign, 'line_items[0][price_data][unit_amount]': '100' }
    const { id } = await makeAtStripe(shop, 'checkout/sessions', cheap)
    shop.stripe.pay(id)
    await shop.settle()
    expect(await allOrders(shop)).toMatchObject([{ status: 'submitted', attention: [] }])
  })

  it('given the checkout asked for the address, then it goes there', async () => {
    const shop = await given().open({ overrides: { adoptCheckout } })
    const asking = { ...foreign, 'shipping_address_collection[allowed_countries][0]': 'DE' }
    const { id } = await makeAtStripe(shop, 'checkout/sessions', asking)
    shop.stripe.pay(id)
    await shop.settle()
    expect(await allOrders(shop)).toMatchObject([{ status: 'submitted', shippingAddress: { country: 'DE' } }])
  })

  it.each([
    ['a product there is not', { productId: 'moonrise', quantity: 1 }, 'items[0].productId'],
    ['half a print', { productId: 'sunrise', quantity: 0.5 }, 'items[0].quantity'],
  ])('given the host maps it to %s, then a person is alerted, by its name', async (_, item, path) => {
    const mapped = { items: [item], shippingMethod: 'Standard' }
    const shop = await given().open({ overrides: { adoptCheckout: () => mapped } })
    const { id } = await makeAtStripe(shop, 'checkout/sessions', foreign)
    shop.stripe.configureWebhooks({ delivery: false })
    shop.stripe.pay(id)
    const refusal = { code: 'invalid_checkout', issues: [{ path }], message: expect.stringContaining(id) }
    await expect(shop.quoin.checkout.adopt(id, 'admin:1')).rejects.toMatchObject(refusal)
    shop.stripe.configureWebhooks({ delivery: true })
    await resendAll(shop)
    expect(await allOrders(shop)).toEqual([])
    expect(shop.alerts).toContainEqual(expect.objectContaining({ message: expect.stringContaining(id) }))
  })

  describe('F89 given the database lost an order', () => {
    /** Sold by an instance whose storage is not the one that is left. */
    const lose = async (shop: TestShop, options: { readonly printed: boolean }) => {
      const gone = shop.another({ storage: createMemoryStorage({ clock: shop.clock }) })
      shop.stripe.configureWebhooks({ delivery: false })
      const items = Array.from({ length: 12 }, () => ({ productId: 'sunrise', quantity: 2 }))
      const { orderId } = await gone.checkout.create({ items }, 'guest')
      const checkoutId = (await gone.orders.find({ id: orderId }))?.payment.checkoutId ?? ''
      shop.stripe.pay(checkoutId, { shippingIndex: 1 })
      if (options.printed) {
        await gone.orders.refresh(orderId, 'admin:1')
        await gone.worker.tick()
      }
      const order = await gone.orders.find({ id: orderId })
      if (!order) throw new Error('The order was not there to be lost.')
      return order
    }
    const hearOfIt = async (shop: TestShop) => {
      shop.stripe.configureWebhooks({ delivery: true })
      await resendAll(shop)
    }

    it('that was printed, then it comes back by its own id and number, and is not printed again', async () => {
      const shop = await given().open()
      const lost = await lose(shop, { printed: true })
      expect(lost.status).toBe('submitted')
      await hearOfIt(shop)

      const back = await shop.order(lost.id)
      expect(back).toMatchObject({
        number: lost.number,
        status: 'submitted',
        items: lost.items,
        totals: lost.totals,
        shippingMethod: 'Express',
        shippingAddress: lost.shippingAddress,
      })
      expect(back.fulfillments).toMatchObject([{ providerOrderId: lost.fulfillments[0]?.providerOrderId }])
      expect(shop.prodigi.ledger().orders).toHaveLength(1)
    })

    it('that was not printed, then it is', async () => {
      const shop = await given().open()
      const lost = await lose(shop, { printed: false })
      await hearOfIt(shop)
      expect(await shop.order(lost.id)).toMatchObject({ status: 'submitted', number: lost.number, attention: [] })
      expect(shop.prodigi.ledger().orders).toMatchObject([{ merchantReference: lost.number }])
    })

    it('whose product is gone or is another by now, then a person is alerted', async () => {
      for (const sku of [null, 'GLOBAL-FAP-12X16']) {
        const shop = await given().open()
        const lost = await lose(shop, { printed: false })
        const price = { amount: 1, currency: 'USD' }
        const left = shop.another({ catalog: (id) => (sku ? { id, name: 'Dusk', sku, price, assets: [] } : null) })
        const checkoutId = lost.payment.checkoutId ?? ''
        await expect(left.checkout.adopt(checkoutId, 'admin:1')).rejects.toMatchObject({
          code: 'invalid_checkout',
          message: expect.stringContaining(checkoutId),
          issues: expect.arrayContaining([expect.objectContaining({ code: sku ? 'sku_changed' : 'unknown_product' })]),
        })
        expect(await allOrders(shop)).toEqual([])
      }
    })

    it('of another shop on the same account, then it is left to that shop', async () => {
      const shop = await given().open()
      const lost = await lose(shop, { printed: false })
      const neighbour = shop.another({ publicUrl: 'https://neighbour.example' })
      expect(await neighbour.checkout.adopt(lost.payment.checkoutId ?? '', 'admin:1')).toBeNull()
      expect(await allOrders(shop)).toEqual([])
    })
  })
}

/** Stripe tells of everything once more. */
async function resendAll(shop: TestShop): Promise<void> {
  await shop.stripe.deliverPending({ all: true })
  await shop.settle()
}
