import { describe, expect, it } from 'vitest'
import { signEvent } from '../../stripe-simulator/sign-event.ts'
import type { TestShop } from '../../test-shop.ts'
import type { OrderLife } from '../order-life-contract.ts'

const minute = 60_000
const hour = 3_600_000

interface SentEvent {
  readonly id?: string
  readonly type: string
  readonly livemode?: boolean
  readonly data?: object
  readonly related_object?: object
}

/** What events of the payment provider lead to, and what happens to a payment at the provider itself. */
export function eventCases(given: () => OrderLife): void {
  /** A signed event as nobody but the provider can send it. */
  async function receive(shop: TestShop, event: SentEvent): Promise<void> {
    const id = `evt_${event.type}_${shop.clock.now().getTime()}`
    const text = JSON.stringify({ id, object: 'event', livemode: false, ...event })
    const signature = signEvent(text, 'whsec_test_shop', shop.clock.now())
    await shop.quoin.webhooks.receivePayment({ body: new TextEncoder().encode(text), signature })
    await shop.settle()
  }
  /** Paid, while no webhook comes through. */
  async function paidInSilence(shop: TestShop) {
    shop.stripe.configureWebhooks({ delivery: false })
    const { orderId, checkoutId } = await shop.checkout()
    const paymentId = String(shop.stripe.pay(checkoutId).payment_intent)
    return { orderId, checkoutId, paymentId, chargeId: shop.stripe.ledger().charges.at(-1)?.chargeId ?? '' }
  }
  async function bought(shop: TestShop) {
    const { orderId, checkoutId } = await shop.checkout()
    const paymentId = String(shop.stripe.pay(checkoutId).payment_intent)
    await shop.settle()
    return { orderId, paymentId }
  }
  const prints = (shop: TestShop) => shop.prodigi.ledger().orders.length
  const alerts = (shop: TestShop) => shop.alerts.map((alert) => alert.code)
  const thin = (type: string, id: string) => ({
    object: 'v2.core.event',
    type: `v1.${type === 'dispute' ? 'charge.dispute' : type}.updated`,
    related_object: { id, type, url: `/v1/${type}s/${id}` },
  })

  describe('events', () => {
    it.each(['payment_intent.succeeded', 'charge.succeeded', 'charge.updated'])(
      'F02 given %s is all that ever comes, then the order is printed once',
      async (type) => {
        const shop = await given().open()
        const { orderId, paymentId, chargeId } = await paidInSilence(shop)
        const object = type.startsWith('charge') ? { id: chargeId, payment_intent: paymentId } : { id: paymentId }
        await receive(shop, { type, data: { object } })
        await receive(shop, { id: 'evt_again', type, data: { object } })
        expect(await shop.order(orderId)).toMatchObject({ status: 'submitted', paymentStatus: 'paid' })
        expect(prints(shop)).toBe(1)
      },
    )

    it('F02 given only thin events come, then they lead to the order all the same', async () => {
      const shop = await given().open()
      const { orderId, paymentId, checkoutId, chargeId } = await paidInSilence(shop)
      await receive(shop, thin('charge', chargeId))
      expect(await shop.order(orderId)).toMatchObject({ status: 'submitted' })
      const refund = shop.stripe.refund(paymentId, 500)
      shop.clock.advance(minute)
      await receive(shop, thin('refund', refund.id))
      expect(await shop.order(orderId)).toMatchObject({ payment: { amountRefunded: 500 } })
      const dispute = shop.stripe.dispute(paymentId)
      shop.clock.advance(minute)
      await receive(shop, thin('dispute', dispute.id))
      expect(await shop.order(orderId)).toMatchObject({ paymentStatus: 'disputed' })
      await receive(shop, thin('checkout.session', checkoutId))
      expect(prints(shop)).toBe(1)
    })

    it.each([
      ['of a type that nobody knows', { type: 'customer.created', data: { object: { id: 'cus_1' } } }],
      ['about a payment of another shop', { type: 'payment_intent.succeeded', data: { object: { id: 'pi_other' } } }],
      [
        'about a charge without Checkout',
        { type: 'charge.succeeded', data: { object: { id: 'ch_1', payment_intent: null } } },
      ],
      [
        'about a checkout of another shop',
        { type: 'checkout.session.completed', data: { object: { id: 'cs_other' } } },
      ],
      ['about a refund of another shop, thin', thin('refund', 're_other')],
    ])('F18 given one %s, then nothing happens', async (_, event) => {
      const shop = await given().open()
      await receive(shop, event)
      expect(alerts(shop)).toEqual([])
      expect(await shop.quoin.health()).toMatchObject({ status: 'healthy' })
    })

    it('F18 given one of a shape that nobody knows, then it is kept and a person is told', async () => {
      const shop = await given().open()
      const { orderId } = await bought(shop)
      await receive(shop, {
        id: 'evt_odd',
        type: 'refund.created',
        data: { object: { id: 're_1', payment_intent: 7 } },
      })
      expect(shop.alerts).toMatchObject([{ code: 'retries_exhausted', message: expect.stringContaining('evt_odd') }])
      expect(await shop.order(orderId)).toMatchObject({ status: 'submitted', attention: [] })
    })

    it('F17 given real money is told of to a shop of test money, then it prints nothing and somebody is told', async () => {
      const shop = await given().open()
      const { orderId, checkoutId } = await paidInSilence(shop)
      await receive(shop, { type: 'checkout.session.completed', livemode: true, data: { object: { id: checkoutId } } })
      expect(await shop.order(orderId)).toMatchObject({ status: 'pending' })
      expect(prints(shop)).toBe(0)
      expect(alerts(shop)).toEqual(['mode_mismatch'])
    })

    it('F30 given the payment is told of again after it was shipped, then nothing happens', async () => {
      const shop = await given().open()
      const { orderId, paymentId } = await bought(shop)
      shop.prodigi.runOrder((await shop.order(orderId)).fulfillments[0]?.providerOrderId ?? '')
      await shop.pass(minute)
      const before = await shop.order(orderId)
      await receive(shop, { type: 'payment_intent.succeeded', data: { object: { id: paymentId } } })
      expect(await shop.order(orderId)).toEqual(before)
      expect(before.status).toBe('shipped')
    })
  })

  describe('payments at the provider', () => {
    it('F26 given a part is given back there, then the print goes on and a person is told', async () => {
      const shop = await given().open()
      const { orderId, paymentId } = await bought(shop)
      shop.stripe.refund(paymentId, 500)
      await shop.pass(minute)
      expect(await shop.order(orderId)).toMatchObject({
        status: 'submitted',
        paymentStatus: 'partially_refunded',
        payment: { amountRefunded: 500 },
        attention: [{ code: 'partially_refunded' }],
      })
    })

    it('F26 given the rest is given back there, too, then nothing more is asked about it', async () => {
      const shop = await given().open()
      const { orderId, paymentId } = await bought(shop)
      shop.stripe.refund(paymentId, 500)
      await shop.pass(minute)
      shop.stripe.refund(paymentId)
      await shop.pass(minute)
      expect(await shop.order(orderId)).toMatchObject({ status: 'cancelled', attention: [] })
    })

    it('F26 given a refund there stays pending, then it counts; given it fails, then a person is told', async () => {
      const shop = await given().open()
      const { orderId, paymentId } = await bought(shop)
      const refund = shop.stripe.refund(paymentId, 500, { pending: true })
      await shop.pass(minute)
      expect(await shop.order(orderId)).toMatchObject({ payment: { amountRefunded: 500 } })
      shop.stripe.failRefund(refund.id)
      await shop.pass(minute)
      const failed = await shop.order(orderId)
      expect(failed).toMatchObject({ paymentStatus: 'paid', payment: { amountRefunded: 0 } })
      expect(failed.attention.map((a) => a.code)).toContain('refund_failed')
    })

    it('INV-21 given a cancelled order whose refund fails later, then a person can give it back again', async () => {
      const shop = await given().open()
      const { orderId } = await bought(shop)
      await shop.quoin.orders.cancel(orderId, { reason: 'asked' }, 'admin:1')
      await shop.settle()
      const [first] = shop.stripe.ledger().refunds
      shop.stripe.failRefund(first?.refundId ?? '')
      await shop.pass(minute)
      expect((await shop.order(orderId)).attention.map((a) => a.code)).toEqual(['refund_failed'])

      await shop.quoin.orders.retry(orderId, 'admin:1')
      await shop.settle()
      expect(await shop.order(orderId)).toMatchObject({ paymentStatus: 'refunded', attention: [] })
      const { usd } = shop.stripe.ledger().totals
      expect(usd).toMatchObject({ captured: 10_700, refunded: 10_700, kept: 0 })
    })

    it('F29 given it is cancelled while a delayed payment is under way, when that arrives, then it goes back', async () => {
      const shop = await given().open()
      const { orderId, checkoutId } = await shop.checkout()
      shop.stripe.pay(checkoutId, { method: 'delayed' })
      await shop.settle()
      await shop.quoin.orders.cancel(orderId, { reason: 'asked' }, 'admin:1')
      await shop.pass(hour)
      shop.stripe.settleDelayed(checkoutId, 'succeeded')
      await shop.pass(hour)
      expect(await shop.order(orderId)).toMatchObject({ status: 'cancelled', paymentStatus: 'refunded', attention: [] })
      expect(prints(shop)).toBe(0)
      expect(shop.stripe.ledger().totals['usd']).toMatchObject({ captured: 10_700, refunded: 10_700 })
    })

    it('given a second checkout of the order is paid, then it is printed once and a person is asked until it is back', async () => {
      const shop = await given().open()
      const { orderId } = await bought(shop)
      const { id, paymentId } = await paidAgain(shop, orderId)
      await shop.pass(hour)
      expect(await shop.order(orderId)).toMatchObject({
        status: 'submitted',
        attention: [{ code: 'second_payment', subject: id }],
      })
      shop.stripe.refund(paymentId)
      await shop.pass(minute)
      expect(await shop.order(orderId)).toMatchObject({ status: 'submitted', paymentStatus: 'paid', attention: [] })
      expect(prints(shop)).toBe(1)
    })

    it('given it is paid a second time and a person has resolved that, then a reconciliation does not ask again', async () => {
      const shop = await given().open()
      const { orderId } = await bought(shop)
      await paidAgain(shop, orderId)
      await shop.pass(hour)
      await shop.quoin.orders.resolveAttention(orderId, {}, 'admin:1')
      await shop.quoin.reconcile()
      await shop.settle()
      expect(await shop.order(orderId)).toMatchObject({ attention: [] })
    })
  })
}

/** Another checkout of the same order, made by hand, is paid. */
async function paidAgain(shop: TestShop, orderId: string): Promise<{ id: string; paymentId: string }> {
  const response = await fetch(`${shop.stripe.url}/v1/checkout/sessions`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_simulator' },
    body: new URLSearchParams({
      mode: 'payment',
      success_url: 'https://shop.example/thanks',
      'metadata[order_id]': orderId,
      'line_items[0][quantity]': '1',
      'line_items[0][price_data][currency]': 'usd',
      'line_items[0][price_data][unit_amount]': '10700',
      'line_items[0][price_data][product_data][name]': 'The same again',
    }),
  })
  const { id }: { id: string } = await response.json()
  return { id, paymentId: String(shop.stripe.pay(id).payment_intent) }
}
