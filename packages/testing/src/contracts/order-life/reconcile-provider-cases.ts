import { QuoinError } from '@quoin/core'
import { createProdigiClient, prodigiFulfillment } from '@quoin/core/prodigi'
import { describe, expect, it } from 'vitest'
import type { TestShop } from '../../test-shop.ts'
import type { OrderLife } from '../order-life-contract.ts'

const minute = 60_000

/** What the print provider has, and Quoin does not, or the other way round. */
export function reconcileProviderCases(given: () => OrderLife): void {
  describe('a reconciliation with the print provider', () => {
    it('F69 given an order that somebody made by hand with our number, then a person is asked once', async () => {
      const shop = await given().open()
      const { orderId, orderNumber } = await shop.buy()
      await shop.settle()
      const byHand = await printByHand(shop, { merchantReference: orderNumber })
      const foreign = await printByHand(shop, { merchantReference: 'the calendar of 2026' })
      const report = await shop.quoin.reconcile()
      expect(report).toMatchObject({ providerOrdersChecked: 3, foreignProviderOrders: 1, findingsTotal: 1 })
      expect(report.findings).toEqual([{ kind: 'unexpected_print', orderId, reference: byHand, healed: false }])
      expect((await shop.order(orderId)).attention).toMatchObject([{ code: 'unexpected_print', subject: byHand }])
      expect(foreign).not.toBe(byHand)

      await shop.quoin.orders.resolveAttention(orderId, {}, 'admin:1')
      expect(await shop.quoin.reconcile()).toMatchObject({ findings: [], foreignProviderOrders: 1 })
      await shop.settle()
      expect(await shop.order(orderId)).toMatchObject({ attention: [] })
      expect(shop.alerts.map((a) => a.code)).toEqual(['unexpected_print'])
    })

    it('INV-1 given a print under a key of ours that no order here asked for, then there is one alert', async () => {
      const shop = await given().open()
      const { orderId } = await shop.checkout()
      const [key, unpaid] = ['018f3a2b-0000-7000-8000-000000000001:1', `${orderId}:1`]
      const lost = await printByHand(shop, { merchantReference: '7KQ2M-9XW4T', idempotencyKey: key })
      const early = await printByHand(shop, { merchantReference: 'X', idempotencyKey: unpaid })
      const reports = await Promise.all([shop.quoin.reconcile(), shop.another().reconcile()])
      for (const report of reports) {
        expect(report.findings).toHaveLength(2)
        expect(report.findings).toEqual(
          expect.arrayContaining([
            { kind: 'unpaid_print', orderId: null, reference: lost, healed: false },
            { kind: 'unexpected_print', orderId, reference: early, healed: false },
          ]),
        )
      }
      await shop.pass(15 * minute)
      expect(shop.alerts.map((a) => a.code).toSorted()).toEqual(['unexpected_print', 'unpaid_print'])
    })

    it('F69 F56 given a print that is not known here, then its callback tells whether it is another shop’s', async () => {
      const shop = await given().open()
      const { orderId, orderNumber } = await shop.buy()
      await shop.settle()
      const ours = shop.prodigi.orders()[0]?.callbackUrl ?? ''
      const here = 'https://shop.example/api/webhooks/prodigi?token=planted'
      const elsewhere = 'https://other.example/api/webhooks/prodigi?token=planted'
      const merchantReference = '7KQ2M-9XW4T'
      const unpaid = [
        await printByHand(shop, { merchantReference }),
        await printByHand(shop, { merchantReference, callbackUrl: here }),
        await printByHand(shop, { merchantReference, callbackUrl: ours }),
        await printByHand(shop, { merchantReference: 'the calendar of 2026', callbackUrl: ours }),
      ]
      await printByHand(shop, { merchantReference, callbackUrl: elsewhere })
      await printByHand(shop, { merchantReference: 'the calendar of 2027', callbackUrl: elsewhere })
      const report = await shop.quoin.reconcile()
      expect(report).toMatchObject({ otherShopsProviderOrders: 1, foreignProviderOrders: 1, findingsTotal: 4 })
      expect(report.findings.map(({ kind, reference }) => [kind, reference]).toSorted()).toEqual(
        unpaid.map((reference) => ['unpaid_print', reference]).toSorted(),
      )

      // The shop has moved to another address: what it had printed before is its own all the same.
      const moved = await shop.another({ publicUrl: 'https://new.example' }).reconcile()
      expect(moved.findings.map((f) => f.reference).toSorted()).toEqual(
        unpaid.filter((id) => shop.prodigi.order(id).callbackUrl !== here).toSorted(),
      )

      // What has our number or our key is for our order, wherever its callbacks go: never hidden as another shop's.
      const twice = [
        await printByHand(shop, { merchantReference: orderNumber, callbackUrl: elsewhere }),
        await printByHand(shop, { merchantReference: 'X', idempotencyKey: `${orderId}:2`, callbackUrl: elsewhere }),
      ]
      const again = await shop.quoin.reconcile()
      expect(again).toMatchObject({ otherShopsProviderOrders: 1, foreignProviderOrders: 1 })
      for (const reference of twice)
        expect(again.findings).toContainEqual({ kind: 'unexpected_print', orderId, reference, healed: false })
      await shop.settle()
      const told = JSON.stringify([report, again, shop.alerts, shop.logs, (await shop.order(orderId)).attention])
      expect(shop.alerts.map((a) => a.code).toSorted()).toEqual(
        [...twice.map(() => 'unexpected_print'), ...unpaid.map(() => 'unpaid_print')].toSorted(),
      )
      for (const secret of ['planted', new URL(ours).searchParams.get('token') ?? '', 'token='])
        expect(told).not.toContain(secret)
    })

    it('given a print that was cancelled here goes on at the provider, then a person is asked', async () => {
      const shop = await given().open()
      const { orderId } = await shop.buy()
      await shop.settle()
      const id = await printOf(shop, orderId)
      await shop.quoin.orders.cancel(orderId, { reason: 'changed my mind' }, 'guest')
      await shop.settle()
      shop.clock.advance(minute)
      expect(await shop.quoin.reconcile()).toMatchObject({ findings: [] })
      shop.prodigi.editOrder(id, (order) => ({ ...order, status: { ...order.status, stage: 'InProgress' } }))
      expect((await shop.quoin.reconcile()).findings).toMatchObject([{ kind: 'unexpected_print', reference: id }])
      expect((await shop.order(orderId)).attention.map((a) => a.code)).toEqual(['unexpected_print'])
    })

    it('F47 given two prints that can not be read, then each is asked about by itself, once, until it can be', async () => {
      const shop = await given().open({ plan: { parcels: 'by_item' } })
      const { orderId, checkoutId } = await shop.checkout('US', 2)
      shop.stripe.pay(checkoutId)
      await shop.settle()
      const first = await printOf(shop, orderId)
      while ((await shop.order(orderId)).status !== 'partially_shipped') {
        shop.clock.advance(minute)
        shop.prodigi.advanceOrder(first)
        await shop.settle()
      }
      await shop.quoin.orders.reprint(orderId, { reason: 'lost' }, 'admin:1')
      await shop.settle()
      const [one, two] = (await shop.order(orderId)).fulfillments
      const unreadable = new Set([one, two].map((print) => print?.providerOrderId ?? ''))
      const provider = prodigiFulfillment({
        apiKey: 'test-key',
        environment: 'sandbox',
        baseUrl: shop.prodigi.url,
        clock: shop.clock,
        quickRetryDelayMs: 0,
      })
      const quoin = shop.another({
        fulfillment: {
          ...provider,
          async read(id, options) {
            if (unreadable.has(id)) throw new QuoinError('fulfillment_provider_failed', `There is no ${id} any more.`)
            return provider.read(id, options)
          },
        },
      })
      const subjects = async () => (await shop.order(orderId)).attention.map((a) => [a.code, a.subject])
      const look = async () => {
        shop.clock.advance(minute)
        return quoin.reconcile()
      }
      const failure = { comparison: 'orders', orderId, code: 'fulfillment_provider_failed' }
      expect((await look()).failures).toEqual([failure, failure])
      expect(await subjects()).toEqual([one, two].map((print) => ['provider_order_missing', print?.id]))

      unreadable.delete(one?.providerOrderId ?? '')
      await look()
      expect(await subjects()).toEqual([['provider_order_missing', two?.id]])
      await shop.quoin.orders.resolveAttention(orderId, {}, 'admin:1')
      await look()
      expect(await subjects()).toEqual([])
      unreadable.add(one?.providerOrderId ?? '')
      await look()
      expect(await subjects()).toEqual([['provider_order_missing', one?.id]])
    })
  })
}

async function printOf(shop: TestShop, orderId: string): Promise<string> {
  return (await shop.order(orderId)).fulfillments[0]?.providerOrderId ?? ''
}

/** Somebody with the key makes an order, past Quoin. */
async function printByHand(
  shop: TestShop,
  name: { readonly merchantReference: string; readonly idempotencyKey?: string; readonly callbackUrl?: string },
): Promise<string> {
  const client = createProdigiClient({ apiKey: 'test-key', environment: 'sandbox', baseUrl: shop.prodigi.url })
  const address = { line1: '1 Main Street', postalOrZipCode: '90210', countryCode: 'US', townOrCity: 'Hollywood' }
  const { order } = await client.orders.create({
    ...name,
    shippingMethod: 'Standard',
    recipient: { name: 'Ada', address: { ...address, stateOrCounty: 'CA' } },
    items: [
      {
        sku: 'GLOBAL-FAP-16X24',
        copies: 1,
        sizing: 'fillPrintArea',
        assets: [{ printArea: 'default', url: 'https://shop.example/art/sunrise.jpg' }],
      },
    ],
  })
  return order.id
}
