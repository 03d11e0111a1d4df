import { money, type Order, type RefundInput } from '@quoin/core'
import { describe, expect, it } from 'vitest'
import type { TestShop } from '../../test-shop.ts'
import type { OrderLife } from '../order-life-contract.ts'
import { paidUnsent } from './paid-unsent.ts'

const hour = 3_600_000
const because = 'a scratch'
const usd = (amount: number) => ({ kind: 'amount', amount: money(amount, 'USD') }) as const

async function bought(shop: TestShop): Promise<Order> {
  const { orderId } = await shop.buy()
  await shop.settle()
  return shop.order(orderId)
}

/** Money that goes back because somebody at the shop wants it to. */
export function refundCases(given: () => OrderLife): void {
  const refunded = async (shop: TestShop, { id }: Order, scope: RefundInput['scope']): Promise<Order> => {
    await shop.quoin.orders.refund(id, { scope, reason: because }, 'admin:1')
    await shop.settle()
    return shop.order(id)
  }

  /** The bank of the customer sends the first one back, an hour later. */
  const comesBack = async (shop: TestShop): Promise<void> => {
    await shop.pass(hour)
    const [refund] = shop.stripe.ledger().refunds
    shop.stripe.failRefund(refund?.refundId ?? '')
    await shop.settle()
  }

  describe('refunds by the shop', () => {
    it('F26 given a part goes back, then the print goes on, the customer is told once, and nobody is alarmed', async () => {
      const shop = await given().open()
      const order = await refunded(shop, await bought(shop), usd(500))
      expect(order).toMatchObject({ paymentStatus: 'partially_refunded', status: 'submitted', attention: [] })
      expect(shop.stripe.ledger().refunds).toMatchObject([{ amount: 500 }])
      await shop.pass(2 * hour)
      expect(shop.notified.filter((n) => n.type === 'order_refunded')).toHaveLength(1)
      expect(shop.stripe.ledger().refunds).toHaveLength(1)
    })

    it('given one of two copies is refunded before it is sent, then one is printed', async () => {
      const shop = await given().open()
      const { id: orderId, items } = await paidUnsent(shop)
      const lines = [{ itemId: items[0]?.id ?? '', quantity: 1 }]
      await refunded(shop, await shop.order(orderId), { kind: 'lines', lines, shipping: false })
      expect(shop.prodigi.orders()).toMatchObject([{ items: [{ copies: 1 }] }])
      expect(shop.stripe.ledger().refunds).toMatchObject([{ amount: 4_900 }])
    })

    it('INV-12 given all goes back while it is at the provider, then it is cancelled there, too', async () => {
      const shop = await given().open()
      const order = await refunded(shop, await bought(shop), { kind: 'full' })
      expect(order).toMatchObject({ status: 'cancelled', paymentStatus: 'refunded', attention: [] })
      expect(shop.prodigi.orders()).toMatchObject([{ status: { stage: 'Cancelled' } }])
      expect(shop.stripe.ledger().refunds).toMatchObject([{ amount: 10_700 }])
    })

    it('given its lines were refunded and its print was dropped, then no empty print is made, and a cancel gives the rest', async () => {
      const shop = await given().open()
      const { id, items, fulfillments } = await bought(shop)
      const lines = items.map(({ id: itemId, quantity }) => ({ itemId, quantity }))
      await shop.quoin.orders.refund(
        id,
        { scope: { kind: 'lines', lines, shipping: false }, reason: because },
        'admin:1',
      )
      shop.prodigi.editOrder(fulfillments[0]?.providerOrderId ?? '', (order) => {
        return { ...order, status: { ...order.status, stage: 'Cancelled' } }
      })
      await shop.pass(hour)
      for (const again of [shop.quoin.orders.retry, shop.quoin.orders.submit]) {
        await expect(again(id, 'admin:1')).rejects.toMatchObject({ issues: [{ code: 'nothing_to_print' }] })
      }
      await shop.quoin.orders.cancel(id, { reason: because }, 'admin:1')
      await shop.settle()
      expect(await shop.order(id)).toMatchObject({ status: 'cancelled', paymentStatus: 'refunded', attention: [] })
      expect(shop.prodigi.ledger().orders).toHaveLength(1)
    })

    it('F25 given all goes back and it can not be cancelled any more, then somebody is told', async () => {
      const shop = await given().open({ plan: { cancel: 'fails' } })
      const order = await refunded(shop, await bought(shop), { kind: 'full' })
      expect(order).toMatchObject({ paymentStatus: 'refunded', attention: [{ code: 'cancel_refused' }] })
      expect(shop.alerts.map((a) => a.code)).toEqual(['cancel_refused'])
    })

    it('F31 INV-11 given two refunds are worked on at once by two processes, then each goes back once', async () => {
      const shop = await given().open()
      const order = await bought(shop)
      const other = shop.another()
      await Promise.all([
        shop.quoin.orders.refund(order.id, { scope: usd(500), reason: because }, 'admin:1'),
        other.orders.refund(order.id, { scope: usd(700), reason: because }, 'admin:2'),
      ])
      for (let round = 0; round < 4; round += 1) {
        await Promise.all([shop.quoin.worker.tick(), other.worker.tick()])
        shop.clock.advance(60_000)
      }
      await shop.settle()
      const sum = shop.stripe.ledger().refunds.reduce((total, refund) => total + refund.amount, 0)
      expect(sum).toBe(1_200)
      expect((await shop.order(order.id)).payment.amountRefunded).toBe(1_200)
    })

    it('given somebody has refunded at Stripe what we are about to, then it goes back once', async () => {
      const shop = await given().open()
      const order = await bought(shop)
      shop.stripe.configureWebhooks({ delivery: false })
      shop.stripe.refund(order.payment.paymentId ?? '', 500)
      await refunded(shop, order, usd(500))
      expect(shop.stripe.ledger().refunds).toMatchObject([{ amount: 500 }])
    })

    it('given the bank refuses a refund days later, then somebody is told, and a retry gives it back after all', async () => {
      const shop = await given().open()
      const order = await refunded(shop, await bought(shop), usd(500))
      await shop.pass(72 * hour)
      shop.clock.advance(60_000)
      const [refund] = shop.stripe.ledger().refunds
      shop.stripe.failRefund(refund?.refundId ?? '')
      await shop.settle()
      expect(await shop.order(order.id)).toMatchObject({
        paymentStatus: 'paid',
        attention: [{ code: 'refund_failed' }],
      })
      await shop.quoin.orders.retry(order.id, 'admin:1')
      await shop.settle()
      expect(await shop.order(order.id)).toMatchObject({
        paymentStatus: 'partially_refunded',
        payment: { amountRefunded: 500 },
        attention: [],
      })
    })

    it('F31 given the first of two equal refunds comes back, then a retry gives it back once more, and no more', async () => {
      const shop = await given().open()
      const order = await bought(shop)
      await refunded(shop, order, usd(500))
      await refunded(shop, order, usd(500))
      await comesBack(shop)
      expect(await shop.order(order.id)).toMatchObject({
        payment: { amountRefunded: 500 },
        attention: [{ code: 'refund_failed' }],
      })
      await shop.pass(25 * hour)
      await shop.quoin.orders.retry(order.id, 'admin:1')
      await shop.pass(hour)
      expect(shop.stripe.ledger().refunds.map((r) => r.amount)).toEqual([500, 500, 500])
      expect(shop.stripe.ledger().totals['usd']).toMatchObject({ refunded: 1_000 })
      expect(await shop.order(order.id)).toMatchObject({ payment: { amountRefunded: 1_000 }, attention: [] })
    })

    it('INV-11 given a refund that came back was settled in another way, then it is never sent again', async () => {
      const shop = await given().open()
      const order = await refunded(shop, await bought(shop), usd(500))
      await comesBack(shop)
      await shop.quoin.orders.resolveAttention(order.id, { code: 'refund_failed' }, 'admin:1')
      await refunded(shop, order, usd(300))
      await shop.pass(25 * hour)
      expect(shop.stripe.ledger().totals['usd']).toMatchObject({ refunded: 300 })
      await shop.quoin.orders.cancel(order.id, { reason: 'changed my mind' }, 'guest')
      await shop.settle()
      expect(shop.stripe.ledger().totals['usd']).toMatchObject({ refunded: 10_200, kept: 500 })
      expect(await shop.order(order.id)).toMatchObject({ status: 'cancelled', attention: [] })
    })

    it('F31 given the answers to a refund are lost for two days, then it goes back once', async () => {
      const shop = await given().open()
      const order = await bought(shop)
      shop.stripe.configureWebhooks({ delivery: false })
      shop.stripe.faults.next({ endpoint: 'createRefund', fault: 'accept-then-drop', times: 3 })
      await shop.quoin.orders.refund(order.id, { scope: usd(500), reason: because }, 'admin:1')
      await shop.pass(48 * hour)
      expect(shop.stripe.ledger().refunds.map((r) => r.amount)).toEqual([500])
      expect(await shop.order(order.id)).toMatchObject({ payment: { amountRefunded: 500 }, attention: [] })
    })

    it('F57 given the provider cancels a parcel, then only its line goes back, and only when an admin says so', async () => {
      const shop = await given().open({ plan: { cancel: 'partial', parcels: 'by_item' } })
      const started = await shop.checkout(undefined, 2)
      shop.stripe.pay(started.checkoutId)
      await shop.settle()
      const providerOrderId = (await shop.order(started.orderId)).fulfillments[0]?.providerOrderId ?? ''
      for (let step = 0; step < 3; step += 1) shop.prodigi.advanceOrder(providerOrderId)
      await shop.settle()
      await shop.quoin.orders.cancel(started.orderId, { reason: 'changed my mind' }, 'guest')
      await shop.settle()
      const partly = await shop.order(started.orderId)
      expect(partly.attention.map((a) => a.code)).toContain('partially_cancelled')
      expect(shop.stripe.ledger().refunds).toEqual([])
      const order = await refunded(shop, partly, { kind: 'cancelled_lines' })
      expect(shop.stripe.ledger().refunds).toMatchObject([{ amount: 9_800 }])
      expect(order).toMatchObject({ paymentStatus: 'partially_refunded', attention: [] })
    })
  })
}
