import { expect, it } from 'vitest'
import type { OrderLife } from '../order-life-contract.ts'
import { paidUnsent } from './paid-unsent.ts'

const minute = 60_000

/** Out of the way, and the money back. */
export function cancelCases(given: () => OrderLife): void {
  it('INV-11 given it was sent and can be cancelled, then the provider cancels first and the money goes back once', async () => {
    const shop = await given().open()
    const { orderId } = await shop.buy()
    await shop.settle()
    await shop.quoin.orders.cancel(orderId, { reason: 'changed my mind' }, 'guest')
    await shop.quoin.orders.cancel(orderId, { reason: 'changed my mind' }, 'guest')
    await shop.settle()

    expect(await shop.order(orderId)).toMatchObject({ status: 'cancelled', paymentStatus: 'refunded', attention: [] })
    expect(shop.prodigi.orders()).toMatchObject([{ status: { stage: 'Cancelled' } }])
    expect(shop.stripe.ledger().refunds).toMatchObject([{ amount: 10_700 }])
    expect(shop.notified.map((n) => n.type).toSorted()).toEqual([
      'order_cancelled',
      'order_confirmed',
      'order_refunded',
    ])
  })

  it('F59 given it is too late, then nothing is refunded and a person is alerted', async () => {
    const shop = await given().open({ plan: { cancel: 'fails' } })
    const { orderId } = await shop.buy()
    await shop.settle()
    await shop.quoin.orders.cancel(orderId, { reason: 'changed my mind' }, 'guest')
    await shop.settle()
    expect(await shop.order(orderId)).toMatchObject({ paymentStatus: 'paid', attention: [{ code: 'cancel_refused' }] })
    expect(shop.stripe.ledger().refunds).toEqual([])
    expect(shop.alerts.map((a) => a.code)).toEqual(['cancel_refused'])
  })

  it.each(['accept-then-drop', 'status-500', 'html'] as const)(
    'F58 given the cancel meets %s, then nothing is refunded before the provider has said it',
    async (fault) => {
      const shop = await given().open()
      const { orderId } = await shop.buy()
      await shop.settle()
      shop.prodigi.faults.next({ endpoint: 'cancelOrder', fault })
      await shop.quoin.orders.cancel(orderId, { reason: 'changed my mind' }, 'guest')
      await shop.settle()
      expect(shop.stripe.ledger().refunds).toEqual([])
      await shop.pass(5 * minute)
      expect(await shop.order(orderId)).toMatchObject({ status: 'cancelled', paymentStatus: 'refunded' })
      expect(shop.stripe.ledger().refunds).toHaveLength(1)
    },
  )

  it('given nobody has paid yet, then the page is closed and can not be paid any more', async () => {
    const shop = await given().open()
    const { orderId, checkoutId } = await shop.checkout()
    await shop.quoin.orders.cancel(orderId, { reason: 'changed my mind' }, 'guest')
    await shop.settle()
    expect(await shop.order(orderId)).toMatchObject({ status: 'cancelled', paymentStatus: 'unpaid' })
    expect(() => shop.stripe.pay(checkoutId)).toThrow()
  })

  it('F25 given it is refunded at Stripe while it is at the provider, then it is cancelled there', async () => {
    const shop = await given().open()
    const { orderId } = await shop.buy()
    await shop.settle()
    shop.stripe.refund((await shop.order(orderId)).payment.paymentId ?? '')
    await shop.settle()
    expect(await shop.order(orderId)).toMatchObject({ status: 'cancelled', paymentStatus: 'refunded' })
    expect(shop.prodigi.orders()).toMatchObject([{ status: { stage: 'Cancelled' } }])
    expect(shop.stripe.ledger().refunds).toHaveLength(1)
  })

  it('given the provider cancels by itself, then a person is alerted and no money moves', async () => {
    const shop = await given().open()
    const { orderId } = await shop.buy()
    await shop.settle()
    const id = (await shop.order(orderId)).fulfillments[0]?.providerOrderId ?? ''
    shop.prodigi.editOrder(id, (order) => ({ ...order, status: { ...order.status, stage: 'Cancelled' } }))
    await shop.pass(16 * minute)
    expect((await shop.order(orderId)).attention.map((a) => a.code)).toEqual(['provider_order_cancelled'])
    expect(shop.stripe.ledger().refunds).toEqual([])

    await shop.quoin.orders.cancel(orderId, { reason: 'not to be had' }, 'admin:1')
    await shop.settle()
    expect(await shop.order(orderId)).toMatchObject({ status: 'cancelled', paymentStatus: 'refunded', attention: [] })
  })

  it('INV-11 given the cancel gets no answer until the print was sent, then no money goes back and a person is alerted', async () => {
    const shop = await given().open()
    const { orderId } = await shop.buy()
    await shop.settle()
    const id = (await shop.order(orderId)).fulfillments[0]?.providerOrderId ?? ''
    shop.prodigi.faults.next({ endpoint: 'cancelOrder', fault: 'status-500', times: 1000 })
    await shop.quoin.orders.cancel(orderId, { reason: 'changed my mind' }, 'guest')
    await shop.settle()
    shop.prodigi.runOrder(id)
    await shop.pass(60 * minute)
    expect(await shop.order(orderId)).toMatchObject({ status: 'shipped', attention: [{ code: 'cancel_refused' }] })
    expect(shop.stripe.ledger().refunds).toEqual([])
    expect(shop.alerts.map((a) => a.code)).toEqual(['cancel_refused'])
  })

  it('F52 given a cancel is refused and no callback comes, then the order is still seen to its end', async () => {
    const shop = await given().open({ callbacks: 'off', plan: { cancel: 'fails' } })
    const { orderId } = await shop.buy()
    await shop.settle()
    await shop.quoin.orders.cancel(orderId, { reason: 'changed my mind' }, 'guest')
    await shop.settle()
    shop.prodigi.runOrder((await shop.order(orderId)).fulfillments[0]?.providerOrderId ?? '')
    await shop.pass(20 * minute)
    expect(await shop.order(orderId)).toMatchObject({ status: 'shipped' })
  })

  it('given a part is refunded by hand while the refund waits, then the rest goes back', async () => {
    const shop = await given().open()
    const {
      id: orderId,
      payment: { paymentId },
    } = await paidUnsent(shop)
    shop.stripe.configureWebhooks({ delivery: false })
    await shop.quoin.orders.cancel(orderId, { reason: 'changed my mind' }, 'guest')
    shop.stripe.refund(paymentId ?? '', 1_000)
    await shop.quoin.orders.refresh(orderId, 'admin:1')
    await shop.settle()
    expect(shop.stripe.ledger().refunds.map((r) => r.amount)).toEqual([1_000, 9_700])
    expect(await shop.order(orderId)).toMatchObject({ status: 'cancelled', paymentStatus: 'refunded' })
  })

  it('F24 INV-10 given a refund whose webhook is lost, then it is seen before the print is sent', async () => {
    const shop = await given().open()
    shop.prodigi.faults.next({ endpoint: 'getProduct', fault: 'status-503', times: 4 })
    const { id: orderId } = await paidUnsent(shop)
    shop.stripe.configureWebhooks({ delivery: false })
    shop.stripe.refund((await shop.order(orderId)).payment.paymentId ?? '')
    shop.clock.advance(2 * minute)
    await shop.settle()
    expect(await shop.order(orderId)).toMatchObject({ status: 'cancelled', paymentStatus: 'refunded' })
    expect(shop.prodigi.ledger().orders).toEqual([])
  })

  it('INV-10 given a refund during the print whose webhook is lost, then the periodic look finds it', async () => {
    const shop = await given().open()
    const { orderId } = await shop.buy()
    await shop.settle()
    shop.stripe.configureWebhooks({ delivery: false })
    shop.stripe.refund((await shop.order(orderId)).payment.paymentId ?? '')
    await shop.pass(8 * 60 * minute)
    expect(await shop.order(orderId)).toMatchObject({ status: 'cancelled', paymentStatus: 'refunded' })
    expect(shop.prodigi.orders()).toMatchObject([{ status: { stage: 'Cancelled' } }])
  })

  it('INV-15 given a cancel that was given up and resolved by a person, then it goes on by itself', async () => {
    const shop = await given().open({ overrides: { retry: { giveUpAfterMs: 10 * minute } } })
    const { orderId } = await shop.buy()
    await shop.settle()
    shop.prodigi.faults.next({ endpoint: 'cancelOrder', fault: 'status-500', times: 10_000 })
    await shop.quoin.orders.cancel(orderId, { reason: 'changed my mind' }, 'guest')
    await shop.pass(60 * minute)
    expect((await shop.order(orderId)).attention.map((a) => a.subject)).toEqual(['cancel_order'])

    shop.prodigi.faults.clear()
    await shop.quoin.orders.resolveAttention(orderId, {}, 'admin:1')
    await shop.pass(20 * minute)
    expect(await shop.order(orderId)).toMatchObject({ status: 'cancelled', paymentStatus: 'refunded', attention: [] })
    expect(shop.stripe.ledger().refunds).toHaveLength(1)
  })
}
