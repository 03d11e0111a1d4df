import { describe, expect, it } from 'vitest'
import type { TestShop } from '../../test-shop.ts'
import type { OrderLife } from '../order-life-contract.ts'

const minute = 60_000
const hour = 3_600_000

/** What banks, card networks and the payment provider doubt. */
export function disputeCases(given: () => OrderLife): void {
  /** Paid, and nothing done about it yet. */
  async function paid(shop: TestShop) {
    const { orderId, checkoutId } = await shop.checkout()
    const paymentId = String(shop.stripe.pay(checkoutId).payment_intent)
    return { orderId, paymentId }
  }
  /** Accepted by the print provider. */
  async function sent(shop: TestShop) {
    const order = await paid(shop)
    await shop.settle()
    return order
  }
  const codes = async (shop: TestShop, orderId: string) => (await shop.order(orderId)).attention.map((a) => a.code)
  const alerts = (shop: TestShop) => shop.alerts.map((alert) => alert.code)
  const prints = (shop: TestShop) => shop.prodigi.ledger().orders.length

  describe('disputes', () => {
    it.each([
      [false, 'won'],
      [true, 'warning_closed'],
    ] as const)(
      'F27 given one before it was sent (inquiry: %s), then it is held, and goes on when it is %s',
      async (inquiry, outcome) => {
        const shop = await given().open()
        const { orderId, paymentId } = await paid(shop)
        const dispute = shop.stripe.dispute(paymentId, { inquiry })
        await shop.pass(3 * hour)
        expect(await shop.order(orderId)).toMatchObject({ status: 'paid', paymentStatus: 'disputed' })
        expect(await codes(shop, orderId)).toEqual(['payment_disputed'])
        expect(alerts(shop)).toEqual(['payment_disputed'])
        expect(prints(shop)).toBe(0)

        shop.stripe.closeDispute(dispute.id, outcome)
        await shop.settle()
        expect(await shop.order(orderId)).toMatchObject({ status: 'submitted', paymentStatus: 'paid', attention: [] })
        await shop.pass(hour)
        expect(prints(shop)).toBe(1)
      },
    )

    it('F27 INV-2 given one is lost before it was sent, then it asks for a person until one decides', async () => {
      const shop = await given().open()
      const { orderId, paymentId } = await paid(shop)
      const dispute = shop.stripe.dispute(paymentId)
      await shop.pass(minute)
      shop.stripe.closeDispute(dispute.id, 'lost')
      await shop.pass(6 * hour)
      expect(await codes(shop, orderId)).toEqual(['dispute_lost'])
      await shop.quoin.orders.resolveAttention(orderId, { code: 'dispute_lost' }, 'admin:1')
      await shop.pass(hour)
      expect(await codes(shop, orderId)).toEqual(['dispute_lost'])
      expect(prints(shop)).toBe(0)

      await shop.quoin.orders.submit(orderId, 'admin:1')
      await shop.settle()
      expect(prints(shop)).toBe(1)
    })

    it('F28 given one after it was sent, then it is flagged, and the order goes its way', async () => {
      const shop = await given().open()
      const { orderId, paymentId } = await sent(shop)
      const dispute = shop.stripe.dispute(paymentId, { reason: 'product_not_received' })
      await shop.pass(minute)
      shop.prodigi.runOrder((await shop.order(orderId)).fulfillments[0]?.providerOrderId ?? '')
      await shop.pass(minute)
      expect(await shop.order(orderId)).toMatchObject({ status: 'shipped', paymentStatus: 'disputed' })
      expect(await shop.quoin.orders.evidence(orderId)).toMatchObject({
        dispute: { id: dispute.id, reason: 'product_not_received', status: 'open', amount: 10_700 },
        parcels: [{ status: 'shipped' }],
      })

      shop.stripe.closeDispute(dispute.id, 'won')
      await shop.settle()
      expect(await shop.order(orderId)).toMatchObject({ status: 'shipped', paymentStatus: 'paid', attention: [] })
      expect(prints(shop)).toBe(1)
    })

    it('INV-21 given it is cancelled while the bank has the money, when the shop wins, then the money goes back', async () => {
      const shop = await given().open()
      const { orderId, paymentId } = await paid(shop)
      const dispute = shop.stripe.dispute(paymentId)
      await shop.pass(minute)
      await shop.quoin.orders.cancel(orderId, { reason: 'asked' }, 'admin:1')
      await shop.pass(25 * hour)
      expect(await codes(shop, orderId)).toEqual(['payment_disputed'])
      expect(shop.stripe.ledger().refunds).toEqual([])
      shop.stripe.closeDispute(dispute.id, 'won')
      await shop.pass(minute)
      expect(await shop.order(orderId)).toMatchObject({
        status: 'cancelled',
        paymentStatus: 'refunded',
        attention: [],
      })
      expect(shop.stripe.ledger().totals['usd']).toMatchObject({ captured: 10_700, refunded: 10_700, kept: 0 })
      expect(prints(shop)).toBe(0)
    })

    it('F28 given one is lost and the bank asks about the payment again, then no refund is tried', async () => {
      const shop = await given().open()
      const { orderId, paymentId } = await sent(shop)
      shop.stripe.closeDispute(shop.stripe.dispute(paymentId, { amount: 5_000 }).id, 'lost')
      await shop.pass(minute)
      shop.stripe.dispute(paymentId, { amount: 5_000, inquiry: true })
      await shop.pass(minute)
      expect((await shop.order(orderId)).payment.dispute?.status).toBe('lost')
      const refund = { scope: { kind: 'full' }, reason: 'asked' } as const
      await expect(shop.quoin.orders.refund(orderId, refund, 'admin:1')).rejects.toMatchObject({
        issues: [{ code: 'payment_not_clear' }],
      })
      await shop.pass(hour)
      expect([await codes(shop, orderId), shop.stripe.ledger().refunds]).toEqual([['dispute_lost'], []])
    })

    it('F27 F28 given one is lost and another claims more, when the shop wins that, then the loss is shown again', async () => {
      const shop = await given().open()
      const { orderId, paymentId } = await paid(shop)
      shop.stripe.closeDispute(shop.stripe.dispute(paymentId, { amount: 5_000 }).id, 'lost')
      await shop.pass(minute)
      const second = shop.stripe.dispute(paymentId, { amount: 5_000 })
      await shop.pass(minute)
      expect((await shop.order(orderId)).payment.dispute).toMatchObject({ id: second.id, status: 'open' })
      expect(await codes(shop, orderId)).toEqual(['payment_disputed'])
      shop.stripe.closeDispute(second.id, 'won')
      await shop.pass(hour)
      expect((await shop.order(orderId)).payment.dispute?.status).toBe('lost')
      expect([await codes(shop, orderId), prints(shop)]).toEqual([['dispute_lost'], 0])
    })

    it('F27 given an inquiry becomes a claim, then that is known', async () => {
      const shop = await given().open()
      const { orderId, paymentId } = await sent(shop)
      const dispute = shop.stripe.dispute(paymentId, { inquiry: true })
      await shop.pass(minute)
      expect((await shop.order(orderId)).payment.dispute?.status).toBe('inquiry')
      shop.stripe.updateDispute(dispute.id, 'needs_response')
      await shop.pass(minute)
      expect((await shop.order(orderId)).payment.dispute?.status).toBe('open')
      expect(alerts(shop)).toEqual(['payment_disputed'])
    })

    it('F12 F27 given its events come reversed and doubled, then the end is the same', async () => {
      const shop = await given().open()
      const { orderId, paymentId } = await paid(shop)
      shop.stripe.configureWebhooks({ delivery: false, copies: 3 })
      shop.stripe.closeDispute(shop.stripe.dispute(paymentId).id, 'won')
      shop.clock.advance(minute)
      shop.stripe.configureWebhooks({ delivery: true })
      await shop.settle()
      expect(await shop.order(orderId)).toMatchObject({ status: 'submitted', paymentStatus: 'paid', attention: [] })
      expect((await shop.order(orderId)).payment.dispute?.status).toBe('won')
      expect(prints(shop)).toBe(1)
    })

    it('INV-10 F27 given no webhook ever comes, then reconciling sees it begin and end', async () => {
      const shop = await given().open()
      shop.stripe.configureWebhooks({ delivery: false })
      const { orderId, paymentId } = await paid(shop)
      const dispute = shop.stripe.dispute(paymentId)
      await shop.quoin.reconcile()
      await shop.settle()
      expect(await codes(shop, orderId)).toEqual(['payment_disputed'])
      expect(prints(shop)).toBe(0)

      shop.stripe.closeDispute(dispute.id, 'won')
      await shop.pass(26 * hour)
      await shop.quoin.reconcile()
      await shop.settle()
      expect(await shop.order(orderId)).toMatchObject({ paymentStatus: 'paid', attention: [] })
      expect(prints(shop)).toBe(1)
    })
  })

  describe('suspected payments', () => {
    it('F27 given a fraud warning before it was sent, then it is held until a person lets it go on', async () => {
      const shop = await given().open()
      const { orderId, paymentId } = await paid(shop)
      shop.stripe.fraudWarning(paymentId)
      await shop.pass(2 * hour)
      expect(await codes(shop, orderId)).toEqual(['fraud_warning'])
      expect(alerts(shop)).toEqual(['fraud_warning'])
      expect(prints(shop)).toBe(0)

      await shop.quoin.orders.resolveAttention(orderId, { code: 'fraud_warning' }, 'admin:1')
      await shop.quoin.orders.retry(orderId, 'admin:1')
      await shop.settle()
      expect(await shop.order(orderId)).toMatchObject({ status: 'submitted', attention: [] })
      await shop.pass(2 * hour)
      expect(prints(shop)).toBe(1)
    })

    it('F24 F27 given a fraud warning, when a person refunds it, then nothing is printed and nobody is asked', async () => {
      const shop = await given().open()
      const { orderId, paymentId } = await paid(shop)
      shop.stripe.fraudWarning(paymentId)
      await shop.pass(minute)
      shop.stripe.refund(paymentId, undefined, { reason: 'fraudulent' })
      await shop.pass(minute)
      expect(await shop.order(orderId)).toMatchObject({
        status: 'cancelled',
        paymentStatus: 'refunded',
        attention: [],
      })
      expect(prints(shop)).toBe(0)
    })

    it('F27 given a review before it was sent, when it is approved, then the print goes on by itself', async () => {
      const shop = await given().open()
      const { orderId, paymentId } = await paid(shop)
      const review = shop.stripe.openReview(paymentId)
      await shop.pass(2 * hour)
      expect(await codes(shop, orderId)).toEqual(['payment_review'])
      expect(prints(shop)).toBe(0)

      shop.stripe.closeReview(review.id, 'approved')
      await shop.settle()
      expect(await shop.order(orderId)).toMatchObject({ status: 'submitted', attention: [] })
      expect(prints(shop)).toBe(1)
    })

    it('F24 F27 given a review that ends in a refund, then nothing is printed', async () => {
      const shop = await given().open()
      const { orderId, paymentId } = await paid(shop)
      const review = shop.stripe.openReview(paymentId)
      await shop.pass(minute)
      shop.stripe.closeReview(review.id, 'refunded_as_fraud')
      await shop.pass(minute)
      expect(await shop.order(orderId)).toMatchObject({
        status: 'cancelled',
        paymentStatus: 'refunded',
        attention: [],
      })
      expect(prints(shop)).toBe(0)
    })

    it('F28 given doubts after it was sent, then they are flagged only', async () => {
      const shop = await given().open()
      const { orderId, paymentId } = await sent(shop)
      shop.stripe.fraudWarning(paymentId)
      shop.stripe.openReview(paymentId)
      await shop.pass(minute)
      expect((await codes(shop, orderId)).toSorted()).toEqual(['fraud_warning', 'payment_review'])
      shop.prodigi.runOrder((await shop.order(orderId)).fulfillments[0]?.providerOrderId ?? '')
      await shop.pass(minute)
      expect(await shop.order(orderId)).toMatchObject({ status: 'shipped' })
    })
  })
}
