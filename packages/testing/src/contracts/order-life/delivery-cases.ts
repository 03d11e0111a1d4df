import { expect, it } from 'vitest'
import type { TestShop } from '../../test-shop.ts'
import type { OrderLife } from '../order-life-contract.ts'

const minute = 60_000

async function submitted(shop: TestShop): Promise<{ orderId: string; providerOrderId: string; callbackUrl: string }> {
  const { orderId } = await shop.buy()
  await shop.settle()
  const [fulfillment] = (await shop.order(orderId)).fulfillments
  const { callbackUrl } = JSON.parse(fulfillment?.request ?? '{}')
  return { orderId, providerOrderId: fulfillment?.providerOrderId ?? '', callbackUrl }
}

/** From the print provider to the door. */
export function deliveryCases(given: () => OrderLife): void {
  it('F61 INV-16 given it is printed and sent, then it is shipped; delivered only by a person', async () => {
    const shop = await given().open()
    const { orderId, providerOrderId } = await submitted(shop)
    shop.prodigi.runOrder(providerOrderId)
    await shop.settle()

    const shipped = await shop.order(orderId)
    expect(shipped.status).toBe('shipped')
    const [parcel] = shipped.fulfillments[0]?.shipments ?? []
    expect(parcel).toMatchObject({ status: 'shipped', deliveredAt: null })
    expect(parcel?.trackingNumber).toBeTruthy()
    expect(shop.notified.filter((n) => n.type === 'order_shipped').map((n) => n.shipmentId)).toEqual([parcel?.id])

    expect(await shop.quoin.orders.markDelivered(orderId, {}, 'admin:1')).toMatchObject({ status: 'delivered' })
    await shop.settle()
    expect(shop.notified.filter((n) => n.type === 'order_delivered')).toHaveLength(1)
  })

  it('F50 F51 INV-9 given callbacks twice and late, then the order ends the same, and each parcel is told of once', async () => {
    const shop = await given().open({ callbacks: 'duplicated' })
    const { orderId, providerOrderId } = await submitted(shop)
    for (let step = 0; step < 12; step += 1) shop.prodigi.advanceOrder(providerOrderId)
    await shop.settle()
    for (const { event, url } of shop.prodigi.callbacks().toReversed()) {
      const token = new URL(url).searchParams.get('token')
      const body = new TextEncoder().encode(JSON.stringify(event))
      await shop.quoin.webhooks.receiveFulfillment('prodigi', { body, token })
      await shop.settle()
    }
    expect(await shop.order(orderId)).toMatchObject({ status: 'shipped' })
    expect(shop.notified.filter((n) => n.type === 'order_shipped')).toHaveLength(1)
  })

  it('F51 given a print whose parcels are known is read again and again, then its history does not grow', async () => {
    const shop = await given().open({ callbacks: 'off' })
    const { orderId, providerOrderId } = await submitted(shop)
    for (let step = 0; step < 5; step += 1) shop.prodigi.advanceOrder(providerOrderId)
    const { version } = await shop.quoin.orders.refresh(orderId, 'admin:1')
    const known = await shop.quoin.orders.history(orderId)
    expect((await shop.order(orderId)).fulfillments[0]?.shipments).toMatchObject([{ status: 'processing' }])
    await shop.pass(minute)
    const again = await shop.quoin.orders.refresh(orderId, 'admin:1')
    expect(again.version).toBeGreaterThan(version)
    const news = (await shop.quoin.orders.history(orderId)).slice(known.length).map(({ event }) => event.type)
    expect(news).toEqual(news.map(() => 'fulfillment_read'))
  })

  it('F51 INV-9 given callbacks twice and in disorder, then the order ends the same, and each parcel is told of once', async () => {
    const shop = await given().open({ callbacks: { duplicated: true, reordered: { withinMs: 10 * minute } } })
    const { orderId, providerOrderId } = await submitted(shop)
    shop.prodigi.runOrder(providerOrderId)
    await shop.pass(12 * minute)
    expect(shop.prodigi.callbacks().every(({ state }) => state === 'delivered')).toBe(true)
    expect(await shop.order(orderId)).toMatchObject({ status: 'shipped' })
    expect(shop.notified.filter((n) => n.type === 'order_shipped')).toHaveLength(1)
  })

  it('F52 INV-9 given no callback ever comes, then the order still gets to its end', async () => {
    const shop = await given().open({ callbacks: 'off' })
    const { orderId, providerOrderId } = await submitted(shop)
    shop.prodigi.runOrder(providerOrderId)
    await shop.pass(16 * minute)
    expect(await shop.order(orderId)).toMatchObject({ status: 'shipped' })
  })

  it('F53 S02 given a forged callback at the right URL, then it only makes us read', async () => {
    const shop = await given().open()
    const { orderId, providerOrderId, callbackUrl } = await submitted(shop)
    const reads = () => shop.prodigi.ledger().requests.filter((r) => r.endpoint === 'getOrder').length
    const before = reads()
    const order = { ...shop.prodigi.order(providerOrderId), status: { stage: 'Complete', issues: [], details: {} } }
    const forged = {
      specversion: '1.0',
      id: 'evt_forged',
      type: 'com.prodigi.order.status.stage.changed#Complete',
      source: 'https://api.sandbox.prodigi.com/v4.0/Orders/',
      subject: providerOrderId,
      data: { order },
    }
    const body = new TextEncoder().encode(JSON.stringify(forged))
    const token = new URL(callbackUrl).searchParams.get('token')
    for (let times = 0; times < 20; times += 1) await shop.quoin.webhooks.receiveFulfillment('prodigi', { body, token })
    await shop.settle()
    expect(await shop.order(orderId)).toMatchObject({ status: 'submitted' })
    // F54: twenty of them are one read.
    expect(reads() - before).toBe(1)
    await expect(shop.quoin.webhooks.receiveFulfillment('prodigi', { body, token: `${token}x` })).rejects.toMatchObject(
      { code: 'invalid_callback_token' },
    )
  })

  it('F62 given the artwork can not be fetched, then a person is alerted', async () => {
    const shop = await given().open({ plan: { failedDownloads: 10 } })
    const { orderId, providerOrderId } = await submitted(shop)
    shop.prodigi.runOrder(providerOrderId)
    await shop.pass(16 * minute)
    expect((await shop.order(orderId)).attention.map((a) => a.code)).toEqual(['asset_failed'])
  })

  it('INV-17 given a whole life, then the history folds to the order', async () => {
    const { foldEvents } = await import('@quoin/core')
    const shop = await given().open()
    const { orderId, providerOrderId } = await submitted(shop)
    shop.prodigi.runOrder(providerOrderId)
    await shop.settle()
    const history = await shop.quoin.orders.history(orderId)
    const order = await shop.order(orderId)
    expect(
      foldEvents(
        null,
        history.map((h) => h.event),
        order.updatedAt,
      ),
    ).toEqual({ ...order, version: 1 })
    expect(history.map((h) => h.version)).toEqual(history.map((h) => h.version).toSorted((a, b) => a - b))
  })

  it('INV-22 given a whole life with faults, then no log line holds personal data or secrets', async () => {
    const shop = await given().open({ plan: { failedDownloads: 10 } })
    shop.prodigi.faults.next({ endpoint: 'createOrder', fault: 'status-500', times: 2 })
    const { orderId } = await shop.buy()
    await shop.pass(30 * minute)
    const order = await shop.order(orderId)
    const text = shop.logs.join('\n')
    const { name, line1, phone } = order.shippingAddress ?? { name: '', line1: '', phone: '' }
    expect(shop.logs.length).toBeGreaterThan(0)
    for (const canary of [
      order.email,
      name,
      line1,
      phone,
      'sk_test_simulator',
      'whsec_test_shop',
      'test-key',
      'the secret of',
    ]) {
      expect(canary).toBeTruthy()
      expect(text).not.toContain(canary)
    }
  })
}
