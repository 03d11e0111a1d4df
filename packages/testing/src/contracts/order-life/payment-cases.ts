import type { Notifier } from '@quoin/core'
import { expect, it } from 'vitest'
import { signEvent } from '../../stripe-simulator/sign-event.ts'
import type { OrderLife } from '../order-life-contract.ts'
import { anotherAddress } from './another-address.ts'

const minute = 60_000

/** From the checkout to a captured payment. */
export function paymentCases(given: () => OrderLife): void {
  it('given a customer pays, then the order is printed once and told of', async () => {
    const shop = await given().open()
    const { orderId, orderNumber } = await shop.buy()
    await shop.settle()

    expect(await shop.order(orderId)).toMatchObject({ status: 'submitted', paymentStatus: 'paid', attention: [] })
    expect(shop.prodigi.ledger().orders).toMatchObject([
      { merchantReference: orderNumber, idempotencyKey: `${orderId}:1`, body: { shippingMethod: 'Standard' } },
    ])
    expect(shop.notified.map((n) => n.type)).toEqual(['order_confirmed'])
  })

  it('F01 F02 F03 given every event comes several times and at once, also at a second instance, then it is printed once', async () => {
    const shop = await given().open()
    const second = shop.another()
    shop.stripe.configureWebhooks({ copies: 5 })
    const { orderId } = await shop.buy()
    const [, , retried] = await Promise.allSettled([
      shop.settle(),
      second.worker.tick(),
      second.orders.refresh(orderId, 'guest'),
      shop.quoin.orders.refresh(orderId, 'guest'),
      second.reconcile(),
    ])
    await shop.settle()
    await second.worker.tick()

    expect(retried.status).toBe('fulfilled')
    expect(shop.prodigi.ledger().orders).toHaveLength(1)
    expect((await shop.order(orderId)).fulfillments).toHaveLength(1)
    expect(shop.notified.map((n) => n.type)).toEqual(['order_confirmed'])
  })

  it('F04 F06 given a delayed method, then nothing is printed until the money is there', async () => {
    const shop = await given().open()
    const { orderId, checkoutId } = await shop.checkout()
    shop.stripe.pay(checkoutId, { method: 'delayed' })
    await shop.pass(30 * minute)
    expect(await shop.order(orderId)).toMatchObject({ status: 'pending', paymentStatus: 'processing' })
    expect(shop.prodigi.ledger().orders).toEqual([])

    shop.stripe.settleDelayed(checkoutId, 'succeeded')
    await shop.settle()
    expect(await shop.order(orderId)).toMatchObject({ status: 'submitted', paymentStatus: 'paid' })
    expect(shop.prodigi.ledger().orders).toHaveLength(1)
  })

  it('F05 given a delayed method that fails, then nothing is printed and the customer is told once', async () => {
    const shop = await given().open()
    const { orderId, checkoutId } = await shop.checkout()
    shop.stripe.pay(checkoutId, { method: 'delayed' })
    await shop.settle()
    shop.stripe.settleDelayed(checkoutId, 'failed')
    await shop.pass(5 * minute)
    expect(await shop.order(orderId)).toMatchObject({ status: 'cancelled', paymentStatus: 'failed' })
    expect(shop.prodigi.ledger().orders).toEqual([])
    expect(shop.notified.map((n) => n.type)).toEqual(['payment_failed'])
    expect(await shop.quoin.reconcile()).toMatchObject({ findings: [] })
  })

  it.each([
    ['amount_mismatch', { amountTotal: 100 }],
    ['currency_mismatch', { currency: 'CAD' }],
    ['address_incomplete', { address: null }],
  ] as const)(
    'F19 INV-5 given a payment with %s, then nothing is printed and a person is alerted once',
    async (code, tampering) => {
      const shop = await given().open()
      const { orderId, checkoutId } = await shop.checkout()
      shop.stripe.pay(checkoutId, tampering)
      await shop.pass(20 * minute)
      expect(await shop.order(orderId)).toMatchObject({ status: 'paid', attention: [{ code }] })
      expect(shop.prodigi.ledger().orders).toEqual([])
      expect(shop.alerts.map((alert) => alert.code)).toEqual([code])
    },
  )

  it('given a payment without an address, then the customer is asked for it once, and it is printed once it is there', async () => {
    const shop = await given().open()
    shop.stripe.configureWebhooks({ copies: 2 })
    const { orderId, checkoutId } = await shop.checkout()
    shop.stripe.pay(checkoutId, { address: null })
    await shop.pass(20 * minute)
    expect(shop.notified.filter(({ type }) => type === 'action_needed')).toMatchObject([
      { key: `action_needed:${orderId}:address_incomplete`, shipmentId: null },
    ])
    expect(await shop.quoin.reconcile()).toMatchObject({ findings: [] })
    expect(await shop.quoin.orders.actions(orderId)).toMatchObject({ recipient: true })

    for (let times = 0; times < 2; times += 1) {
      await shop.quoin.orders.edit(orderId, { recipient: anotherAddress }, 'customer:ada')
    }
    await shop.settle()
    expect(await shop.order(orderId)).toMatchObject({ status: 'submitted', attention: [] })
    expect(shop.prodigi.ledger().orders).toHaveLength(1)
    expect(shop.notified).toHaveLength(2)
    expect(await shop.quoin.reconcile()).toMatchObject({ findings: [] })
  })

  it('given the address is there before the letter that asks for it could be sent, then only what is still news is told', async () => {
    const tried: string[] = []
    const letters = {
      channel: 'letters',
      async notify({ notification }: Parameters<Notifier['notify']>[0]) {
        tried.push(notification.type)
        if (isAway) throw new Error('The mail server is away.')
      },
    }
    let isAway = true
    const shop = await given().open({ overrides: { notifiers: [letters] } })
    const { orderId, checkoutId } = await shop.checkout()
    shop.stripe.pay(checkoutId, { address: null })
    await shop.pass(2 * minute)
    expect(tried).toContain('action_needed')
    await shop.quoin.orders.edit(orderId, { recipient: anotherAddress }, 'customer:ada')
    tried.length = 0
    isAway = false
    await shop.pass(20 * minute)
    expect(tried).toEqual(['order_confirmed'])
    expect((await shop.quoin.orders.jobs(orderId)).map(({ kind }) => kind)).not.toContain('send_notification')
  })

  it('F11 INV-10 given no webhook ever comes, when it is reconciled, then the payment is found and printed', async () => {
    const shop = await given().open()
    shop.stripe.configureWebhooks({ delivery: false })
    const { orderId } = await shop.buy()
    await shop.settle()
    expect(await shop.order(orderId)).toMatchObject({ status: 'pending' })

    expect(await shop.quoin.reconcile()).toMatchObject({ paymentsChecked: 1, changed: 1, failures: [] })
    await shop.settle()
    expect(await shop.order(orderId)).toMatchObject({ status: 'submitted' })
    expect(shop.prodigi.ledger().orders).toHaveLength(1)
  })

  it('given nobody pays, then the order expires with its page', async () => {
    const shop = await given().open()
    const { orderId } = await shop.checkout()
    await shop.pass(26 * 60 * minute)
    expect(await shop.order(orderId)).toMatchObject({ status: 'expired', paymentStatus: 'unpaid' })
    expect(shop.notified).toEqual([])
  })

  it('F24 given it is refunded at Stripe before it was sent, then it is never sent', async () => {
    const shop = await given().open()
    shop.stripe.configureWebhooks({ delivery: false })
    const { orderId, checkoutId } = await shop.buy()
    const [charge] = shop.stripe.ledger().charges
    shop.stripe.refund(charge?.paymentIntentId ?? '')
    shop.stripe.configureWebhooks({ delivery: true })
    await shop.stripe.deliverPending({ all: true })
    await shop.settle()
    expect(await shop.order(orderId)).toMatchObject({ status: 'cancelled', paymentStatus: 'refunded' })
    expect(checkoutId).toMatch(/^cs_/)
    expect(shop.prodigi.ledger().orders).toEqual([])
  })

  it('F13 F14 S01 given a forged, stale, future or altered event, then it is refused and nothing changes', async () => {
    const shop = await given().open()
    const { orderId, checkoutId } = await shop.checkout()
    const event = {
      id: 'evt_forged',
      object: 'event',
      type: 'checkout.session.completed',
      livemode: false,
      data: { object: { id: checkoutId, object: 'checkout.session', payment_status: 'paid' } },
    }
    const text = JSON.stringify(event)
    const now = shop.clock.now()
    const shifted = (ms: number) => new Date(now.getTime() + ms)
    const forgeries = [
      { text, signature: signEvent(text, 'whsec_other', now) },
      { text, signature: signEvent(text, 'whsec_test_shop', shifted(-301_000)) },
      { text, signature: signEvent(text, 'whsec_test_shop', shifted(301_000)) },
      { text: `${text} `, signature: signEvent(text, 'whsec_test_shop', now) },
      { text, signature: '' },
      { text, signature: null },
    ]
    for (const { text: body, signature } of forgeries) {
      const webhook = { body: new TextEncoder().encode(body), signature }
      await expect(shop.quoin.webhooks.receivePayment(webhook)).rejects.toMatchObject({ code: 'invalid_signature' })
    }
    await shop.settle()
    expect(await shop.order(orderId)).toMatchObject({ status: 'pending' })
  })

  it('F04 given a signed event that claims to be paid, then only what Stripe says when asked counts', async () => {
    const shop = await given().open()
    const { orderId, checkoutId } = await shop.checkout()
    const text = JSON.stringify({
      id: 'evt_early',
      object: 'event',
      type: 'checkout.session.completed',
      livemode: false,
      data: { object: { id: checkoutId, object: 'checkout.session', payment_status: 'paid', status: 'complete' } },
    })
    const signature = signEvent(text, 'whsec_test_shop', shop.clock.now())
    await shop.quoin.webhooks.receivePayment({ body: new TextEncoder().encode(text), signature })
    await shop.settle()
    expect(await shop.order(orderId)).toMatchObject({ status: 'pending', paymentStatus: 'unpaid' })
  })
}
