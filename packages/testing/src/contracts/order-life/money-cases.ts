import { costsOf, money, type Product } from '@quoin/core'
import { expect, it } from 'vitest'
import { printableArtwork } from '../../printable-artwork.ts'
import type { TestShop } from '../../test-shop.ts'
import type { OrderLife } from '../order-life-contract.ts'

const product: Product = {
  id: 'sunrise',
  name: 'Sunrise',
  sku: 'GLOBAL-CFPM-16X20',
  price: { amount: 4_900, currency: 'USD' },
  attributes: { color: 'black' },
  assets: [{ printArea: 'default', url: 'https://shop.example/art/sunrise.jpg' }],
}

/** Looked at before money is taken, and once more before it is spent. */
export function moneyCases(given: () => OrderLife): void {
  it.each([
    ['a product that is not printed', { sku: 'NOPE-1' }, 'items[0].sku', 'sku_unknown'],
    ['a choice that is missing', { attributes: {} }, 'items[0].attributes.color', 'attribute_missing'],
    ['a choice there is not', { attributes: { color: 'plaid' } }, 'items[0].attributes.color', 'attribute_not_allowed'],
    ['no artwork', { assets: [] }, 'items[0].assets', 'print_area_missing'],
  ] as const)('F64 F65 given %s, then no money is taken, and the field is named', async (_, change, path, code) => {
    const shop = await given().open({ overrides: { catalog: () => ({ ...product, ...change }) } })
    const attempt = shop.checkout()
    await expect(attempt).rejects.toMatchObject({ code: 'invalid_checkout', issues: [{ path, code }] })
    const draft = { items: [{ productId: 'sunrise', quantity: 1 }] }
    expect(await shop.quoin.preflight(draft)).toMatchObject({ errors: [{ path, code }] })
    expect(await shop.quoin.orders.list({ limit: 10 })).toEqual([])
  })

  it('given artwork of too few pixels, then no money is taken', async () => {
    const preflight = printableArtwork({ width: 300, height: 400 })
    const shop = await given().open({ overrides: { preflight } })
    await expect(shop.checkout()).rejects.toMatchObject({ issues: [{ code: 'asset_resolution_too_low' }] })
  })

  it('given the print provider is away, then the shop goes on selling', async () => {
    const shop = await given().open()
    shop.prodigi.faults.next({ endpoint: 'getProduct', fault: 'status-503', times: 100 })
    const { orderId } = await shop.checkout()
    expect(await shop.order(orderId)).toMatchObject({ status: 'pending' })
  })

  it('given the country is known, then shipping is priced by a live quote and its cost is kept', async () => {
    const shop = await given().open({ overrides: { quotedShipping: { addPercent: 10 } } })
    const { orderId, checkoutId } = await shop.checkout('US')
    const [option] = (await shop.order(orderId)).shippingOptions
    expect(option?.cost?.amount).toBeGreaterThan(0)
    expect(option?.price.amount).not.toBe(900)

    const session = shop.stripe.pay(checkoutId)
    expect(session.shipping_address_collection?.allowed_countries).toEqual(['US'])
    await shop.settle()
    const order = await shop.order(orderId)
    expect(order).toMatchObject({ status: 'submitted', attention: [], totals: { shipping: option?.price } })
    expect(order.fulfillments[0]?.quotedCost).toEqual(option?.cost)
  })

  it('F71 given it costs more than the margin allows, then it waits for a person, who may send it all the same', async () => {
    const shop = await given().open({ overrides: { costs: { minMarginPercent: 99 } } })
    const { orderId } = await shop.buy()
    await shop.settle()
    expect(await shop.order(orderId)).toMatchObject({ status: 'paid', attention: [{ code: 'cost_above_limit' }] })
    expect(shop.alerts.map((alert) => alert.code)).toEqual(['cost_above_limit'])
    await shop.quoin.orders.retry(orderId, 'admin:1')
    await shop.settle()
    expect(shop.prodigi.ledger().orders).toEqual([])

    await shop.quoin.orders.submit(orderId, 'admin:1')
    await shop.settle()
    expect(await shop.order(orderId)).toMatchObject({ status: 'submitted', attention: [] })
    expect(shop.prodigi.ledger().orders).toHaveLength(1)
  })

  it('F63 given the artwork is gone after the payment, then nothing is sent until it is back', async () => {
    let gone = false
    const artwork = printableArtwork()
    const fetch: typeof artwork.fetch = async (...call) =>
      gone ? new Response(null, { status: 404 }) : (artwork.fetch?.(...call) ?? Response.error())
    const shop = await given().open({ overrides: { preflight: { ...artwork, fetch } } })
    const { orderId, checkoutId } = await shop.checkout()
    gone = true
    shop.stripe.pay(checkoutId)
    await shop.settle()
    const held = await shop.order(orderId)
    expect(held).toMatchObject({ attention: [{ code: 'preflight_failed', path: 'items[0].assets[0].url' }] })
    expect(shop.prodigi.ledger().orders).toEqual([])

    gone = false
    await shop.quoin.orders.retry(orderId, 'admin:1')
    await shop.settle()
    expect(await shop.order(orderId)).toMatchObject({ status: 'submitted', attention: [] })
  })

  it('given the provider has made its bill, then the order knows its margin', async () => {
    const shop = await given().open()
    const { orderId } = await shop.buy()
    await shop.settle()
    shop.prodigi.runOrder((await shop.order(orderId)).fulfillments[0]?.providerOrderId ?? '')
    await shop.settle()
    const order = await shop.order(orderId)
    const { charged, margin } = costsOf(order)
    expect(order.fulfillments[0]?.charges.map((charge) => charge.kind)).toContain('shipping')
    expect(charged).toHaveLength(1)
    expect((margin?.amount ?? 0) + (charged[0]?.amount ?? 0)).toBe(order.totals.total.amount)
  })

  const shopWith = (checkout: object, price = 900) => ({
    overrides: {
      checkout,
      shippingOptions: [{ method: 'Standard', displayName: 'Standard', price: money(price, 'USD') }],
    },
  })
  /** A coupon as the shop's owner makes it at Stripe, with a code for customers. */
  async function offer(shop: TestShop, percentOff: number): Promise<void> {
    const post = (path: string, fields: Record<string, string>) =>
      fetch(`${shop.stripe.url}/v1/${path}`, {
        method: 'POST',
        headers: { authorization: 'Bearer sk_test_simulator' },
        body: new URLSearchParams(fields),
      })
    await post('coupons', { id: 'SALE', percent_off: String(percentOff), duration: 'once' })
    const made = await post('promotion_codes', {
      code: 'SALE',
      'promotion[type]': 'coupon',
      'promotion[coupon]': 'SALE',
    })
    expect(made.status).toBe(200)
  }

  it('F19 given the shop takes promotion codes, then what is left of the price is right to the cent', async () => {
    const shop = await given().open(shopWith({ promotionCodes: true }))
    await offer(shop, 15)
    const { orderId, checkoutId } = await shop.checkout()
    shop.stripe.pay(checkoutId, { promotionCode: 'SALE' })
    await shop.settle()
    expect(await shop.order(orderId)).toMatchObject({
      status: 'submitted',
      attention: [],
      totals: { subtotal: money(9_800, 'USD'), discount: money(1_470, 'USD'), total: money(9_230, 'USD') },
      payment: { amountCaptured: 9_230 },
    })
  })

  it('F07 given a code that takes all of it off, then it is printed although nothing was due', async () => {
    const shop = await given().open(shopWith({ promotionCodes: true }, 0))
    await offer(shop, 100)
    const { orderId, checkoutId } = await shop.checkout()
    shop.stripe.pay(checkoutId, { promotionCode: 'SALE' })
    await shop.settle()
    expect(await shop.order(orderId)).toMatchObject({
      status: 'submitted',
      paymentStatus: 'paid',
      payment: { paymentId: null, amountCaptured: 0 },
    })
    expect(shop.stripe.ledger().charges).toEqual([])
    expect(shop.prodigi.ledger().orders).toHaveLength(1)

    await shop.quoin.orders.cancel(orderId, { reason: 'asked' }, 'admin:1')
    await shop.settle()
    expect(await shop.order(orderId)).toMatchObject({ status: 'cancelled', attention: [] })
    expect(shop.stripe.ledger().refunds).toEqual([])
  })

  it('F07 F19 given nothing was due and the shop gives nothing off, then nothing is printed', async () => {
    const shop = await given().open(shopWith({}))
    const { orderId, checkoutId } = await shop.checkout()
    shop.stripe.pay(checkoutId, { amountTotal: 0 })
    await shop.settle()
    expect(await shop.order(orderId)).toMatchObject({ status: 'paid', attention: [{ code: 'amount_mismatch' }] })
    expect(shop.prodigi.ledger().orders).toEqual([])
  })

  it('F19 given the shop has taxes worked out, then they are part of the price', async () => {
    const shop = await given().open(shopWith({ automaticTax: true }))
    const { orderId, checkoutId } = await shop.checkout()
    shop.stripe.pay(checkoutId, { tax: 856 })
    await shop.settle()
    const totals = { tax: money(856, 'USD'), total: money(11_556, 'USD') }
    expect(await shop.order(orderId)).toMatchObject({ status: 'submitted', attention: [], totals })
  })

  it('F19 given the customer paid in a currency of their own, then the order is paid in its own', async () => {
    const shop = await given().open(shopWith({ adaptivePricing: true }))
    const { orderId, checkoutId } = await shop.checkout()
    shop.stripe.pay(checkoutId, { presentment: { amount: 16_050, currency: 'jpy' } })
    await shop.settle()
    expect(await shop.order(orderId)).toMatchObject({
      status: 'submitted',
      attention: [],
      totals: { total: money(10_700, 'USD') },
      payment: { presented: money(16_050, 'JPY') },
    })
  })

  it.each([
    ['JPY', 5_000, 5_000],
    ['KWD', 15_500, 15_500],
    ['ISK', 5_000, 500_000],
    ['UGX', 50_000, 5_000_000],
  ])(
    'F20 given a shop in %s, then what is charged, printed and given back is whole',
    async (currency, price, charged) => {
      const shop = await given().open({
        overrides: {
          catalog: (id) =>
            id === 'sunrise'
              ? { ...product, sku: 'GLOBAL-FAP-16X24', attributes: {}, price: money(price, currency) }
              : null,
          shippingOptions: [{ method: 'Standard', displayName: 'Standard', price: money(0, currency) }],
        },
      })
      const { orderId } = await shop.buy()
      await shop.settle()
      // The print provider quotes in few currencies; in others a person sends it as it is.
      await shop.quoin.orders.submit(orderId, 'admin:1')
      await shop.settle()
      expect(await shop.order(orderId)).toMatchObject({
        status: 'submitted',
        attention: [],
        totals: { total: money(2 * price, currency) },
      })
      expect(shop.stripe.ledger().charges).toMatchObject([{ amount: 2 * charged, currency: currency.toLowerCase() }])

      const scope = { kind: 'amount', amount: money(price, currency) } as const
      await shop.quoin.orders.refund(orderId, { scope, reason: 'a scratch' }, 'admin:1')
      await shop.settle()
      expect(shop.stripe.ledger().refunds).toMatchObject([{ amount: charged }])
      expect((await shop.order(orderId)).payment.amountRefunded).toBe(price)
    },
  )
}
