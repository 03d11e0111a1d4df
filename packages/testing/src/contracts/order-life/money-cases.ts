import { costsOf, type Product } from '@quoin/core'
import { expect, it } from 'vitest'
import { printableArtwork } from '../../printable-artwork.ts'
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
}
