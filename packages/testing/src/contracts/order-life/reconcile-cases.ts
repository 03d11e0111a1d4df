import { type AdoptCheckout, QuoinError } from '@quoin/core'
import { stripePayments } from '@quoin/core/stripe'
import { describe, expect, it } from 'vitest'
import type { TestShop } from '../../test-shop.ts'
import type { OrderLife } from '../order-life-contract.ts'
import { makeAtStripe } from './at-stripe.ts'
import { paidUnsent } from './paid-unsent.ts'

const minute = 60_000
const hour = 60 * minute
const nothing = { findings: [], findingsTotal: 0, failures: [], failuresTotal: 0, changed: 0 }

/** Comparing with the providers, in both directions. */
export function reconcileCases(given: () => OrderLife): void {
  describe('a reconciliation', () => {
    it('given everything arrived, then nothing is found, however often it looks and at whatever time', async () => {
      const shop = await given().open()
      const { orderId } = await shop.buy()
      await shop.checkout()
      expect(await shop.quoin.reconcile()).toMatchObject({ failures: [] })
      await shop.settle()
      expect(await shop.quoin.reconcile()).toMatchObject({ ...nothing, checkoutsChecked: 1, providerOrdersChecked: 1 })
      shop.prodigi.runOrder(await printOf(shop, orderId))
      await shop.settle()
      expect(await shop.quoin.reconcile()).toMatchObject({ ...nothing, historiesChecked: 1 })
      await shop.quoin.orders.markDelivered(orderId, {}, 'admin:1')
      await shop.pass(30 * hour)
      expect(await shop.quoin.reconcile()).toMatchObject(nothing)
      expect(shop.notified.map((n) => n.type)).toEqual(['order_confirmed', 'order_shipped', 'order_delivered'])
      expect(shop.alerts).toEqual([])
    })

    it('F03 given no message and two instances at once, then it is printed once and told of once', async () => {
      const shop = await given().open({ callbacks: 'off' })
      shop.stripe.configureWebhooks({ delivery: false })
      const second = shop.another()
      const { orderId } = await shop.buy()
      for (let times = 0; times < 3; times += 1) {
        const reports = await Promise.all([shop.quoin.reconcile(), second.reconcile(), shop.quoin.reconcile()])
        expect(reports.flatMap((report) => report.failures)).toEqual([])
        await Promise.all([shop.settle(), second.worker.tick()])
        if (times === 1) shop.prodigi.runOrder(await printOf(shop, orderId))
      }
      expect(await shop.order(orderId)).toMatchObject({ status: 'shipped', attention: [] })
      expect(shop.prodigi.ledger().orders).toHaveLength(1)
      expect(shop.notified.map((n) => n.type).toSorted()).toEqual(['order_confirmed', 'order_shipped'])
    })

    it('F11 F20 given an event that was found by looking, when it is delivered after all, then it is a repeat', async () => {
      const shop = await given().open()
      shop.stripe.configureWebhooks({ delivery: false })
      const { orderId } = await shop.buy()
      await shop.pass(15 * minute)
      expect(await shop.order(orderId)).toMatchObject({ status: 'submitted' })
      const before = (await shop.quoin.orders.history(orderId)).length
      shop.stripe.configureWebhooks({ delivery: true })
      expect(await shop.stripe.deliverPending({ all: true })).toBeGreaterThan(0)
      expect(await shop.quoin.worker.tick()).toBe(0)
      expect(await shop.quoin.orders.history(orderId)).toHaveLength(before)
    })

    it('F34 F35 given an answer and its job that were lost, then the print is found at the provider', async () => {
      const shop = await given().open()
      shop.prodigi.faults.next({ endpoint: 'createOrder', fault: 'accept-then-drop' })
      const { orderId } = await shop.buy()
      await shop.settle()
      await loseJobs(shop)
      expect(await shop.order(orderId)).toMatchObject({ fulfillments: [{ status: 'submitting' }] })
      const { findings } = await shop.quoin.reconcile()
      expect(findings).toEqual([
        { kind: 'print_not_recorded', orderId, reference: shop.prodigi.orders()[0]?.id, healed: true },
      ])
      expect(await shop.order(orderId)).toMatchObject({ status: 'submitted', attention: [] })
      shop.prodigi.runOrder(await printOf(shop, orderId))
      await shop.pass(7 * hour)
      expect(await shop.order(orderId)).toMatchObject({ status: 'shipped' })
      expect(shop.prodigi.ledger().orders).toHaveLength(1)
    })

    it('F89 given a paid order whose job was lost, then it is submitted within 15 minutes, and its end is seen', async () => {
      const shop = await given().open({ callbacks: 'off' })
      const { id: orderId } = await paidUnsent(shop)
      await loseJobs(shop)
      await shop.pass(15 * minute)
      expect(await shop.order(orderId)).toMatchObject({ status: 'submitted' })
      await loseJobs(shop, 24 * hour)
      shop.prodigi.runOrder(await printOf(shop, orderId))
      await shop.pass(7 * hour)
      expect(await shop.order(orderId)).toMatchObject({ status: 'shipped', attention: [] })
      expect(shop.prodigi.ledger().orders).toHaveLength(1)
    })

    it('given a checkout of the host’s own whose webhook was lost, then it becomes an order, or somebody hears of it once', async () => {
      const adoptCheckout: AdoptCheckout = ({ metadata: { print } }) =>
        print === undefined
          ? null
          : { items: [{ productId: print, quantity: 2 }], shippingMethod: 'Standard', recipient }
      const shop = await given().open({ overrides: { adoptCheckout } })
      shop.stripe.configureWebhooks({ delivery: false })
      const [prints, mugs] = [await sellElsewhere(shop, 'sunrise'), await sellElsewhere(shop, 'mug')]
      await sellElsewhere(shop)
      const reports = await Promise.all([shop.quoin.reconcile(), shop.another().reconcile()])
      const [order, second] = await shop.quoin.orders.list({ limit: 10 })
      expect(second).toBeUndefined()
      for (const { findings } of reports) {
        const paid = findings.filter(({ kind }) => kind === 'paid_without_order')
        expect(paid).toHaveLength(2)
        expect(paid).toContainEqual({ kind: 'paid_without_order', orderId: null, reference: mugs, healed: false })
      }
      expect(order?.payment.checkoutId).toBe(prints)
      await shop.quoin.reconcile()
      await shop.settle()
      expect(await shop.order(order?.id ?? '')).toMatchObject({ status: 'submitted', attention: [] })
      expect(shop.prodigi.ledger().orders).toHaveLength(1)
      expect(shop.alerts.filter((a) => a.code === 'paid_without_order')).toHaveLength(1)
    })

    it('given what a shop sells beside Quoin, then it is none of its business', async () => {
      const shop = await given().open()
      await sellElsewhere(shop, 'sunrise')
      await shop.settle()
      expect(await shop.quoin.reconcile()).toMatchObject({ ...nothing, checkoutsChecked: 1 })
      expect(shop.alerts).toEqual([])
    })

    it('F31 F89 given a refund whose job was lost, then the money goes back once, also of a cancelled order', async () => {
      const shop = await given().open()
      const { orderId } = await shop.buy()
      await shop.settle()
      await shop.quoin.orders.cancel(orderId, { reason: 'changed my mind' }, 'guest')
      await shop.quoin.worker.tick({ maxJobs: 1 })
      expect(await shop.order(orderId)).toMatchObject({ status: 'cancelled', paymentStatus: 'paid' })
      await loseJobs(shop)
      const reports = await Promise.all([shop.quoin.reconcile(), shop.another().reconcile()])
      expect(reports.flatMap((r) => r.findings.map((f) => f.kind))).toContain('refund_not_sent')
      await shop.settle()
      expect(await shop.order(orderId)).toMatchObject({ status: 'cancelled', paymentStatus: 'refunded' })
      expect(shop.stripe.ledger().refunds.map((r) => r.amount)).toEqual([10_700])
    })

    it('INV-11 given a refund that the bank sent back, then it is not tried again without a person', async () => {
      const shop = await given().open()
      const { orderId } = await shop.buy()
      await shop.settle()
      await shop.quoin.orders.refund(orderId, { scope: { kind: 'full' }, reason: 'late' }, 'admin:1')
      await shop.settle()
      shop.clock.advance(minute)
      shop.stripe.failRefund(shop.stripe.ledger().refunds[0]?.refundId ?? '')
      await shop.settle()
      expect((await shop.order(orderId)).attention.map((a) => a.code)).toContain('refund_failed')
      await shop.quoin.orders.resolveAttention(orderId, {}, 'admin:1')
      await shop.pass(8 * hour)
      expect(await shop.quoin.reconcile()).toMatchObject({ findings: [] })
      await shop.settle()
      expect(shop.stripe.ledger().refunds).toHaveLength(1)
    })

    it('given a letter that was given up and resolved by a person, then it goes out after all, once', async () => {
      let isAway = true
      const sent: string[] = []
      const notify = async ({ notification }: { readonly notification: { readonly type: string } }) => {
        if (isAway) throw new Error('The mailer is away.')
        sent.push(notification.type)
      }
      const notifiers = [{ channel: 'test', notify }]
      const shop = await given().open({ overrides: { notifiers, retry: { giveUpAfterMs: 10 * minute } } })
      const { orderId } = await shop.buy()
      await shop.pass(hour)
      expect((await shop.order(orderId)).attention.map((a) => a.subject)).toEqual(['send_notification'])
      isAway = false
      expect(await shop.quoin.reconcile()).toMatchObject({ findings: [] })
      await shop.quoin.orders.resolveAttention(orderId, {}, 'admin:1')
      expect(await shop.quoin.reconcile()).toMatchObject({ findings: [{ kind: 'not_told', orderId, healed: true }] })
      await shop.settle()
      expect(await shop.quoin.reconcile()).toMatchObject({ findings: [] })
      await shop.settle()
      expect(sent).toEqual(['order_confirmed'])
    })

    it('INV-19 given events that may not be listed, then every unpaid order is read instead, and there is an alert a day', async () => {
      const holder: { shop?: TestShop } = {}
      const payments = () =>
        stripePayments({
          secretKey: 'sk_test_simulator',
          webhookSecrets: 'whsec_test_shop',
          apiBase: holder.shop?.stripe.url ?? '',
        })
      const shop = await given().open()
      holder.shop = shop
      shop.stripe.configureWebhooks({ delivery: false })
      const refusing = {
        ...payments(),
        // biome-ignore lint/correctness/useYield: it refuses before it has anything to give.
        async *listEvents() {
          throw new QuoinError('payment_provider_failed', 'This key may not list events.')
        },
      }
      const quoin = shop.another({ payments: refusing })
      const { orderId } = await shop.buy()
      const report = await quoin.reconcile()
      expect(report.failures).toEqual([{ comparison: 'events', orderId: null, code: 'payment_provider_failed' }])
      await quoin.reconcile()
      while ((await quoin.worker.tick()) > 0);
      expect(await shop.order(orderId)).toMatchObject({ status: 'submitted' })
      expect(shop.alerts.map((a) => a.code)).toEqual(['reconcile_failed'])
    })
  })
}

async function printOf(shop: TestShop, orderId: string): Promise<string> {
  return (await shop.order(orderId)).fulfillments[0]?.providerOrderId ?? ''
}

/** Jobs that are due, or will be by then, are gone as if a backup without them had been restored. */
async function loseJobs(shop: TestShop, laterMs = 15 * minute): Promise<void> {
  shop.clock.advance(laterMs)
  for (;;) {
    const jobs = await shop.storage.claimJobs({ limit: 100, leaseMs: 20_000 })
    if (jobs.length === 0) return
    for (const { id, fence } of jobs) await shop.storage.commit({ settle: { id, fence, outcome: 'done' } })
  }
}

const recipient = {
  ...{ name: 'Grace Hopper', line1: '1 Navy Yard', line2: null, city: 'New York', state: 'NY' },
  ...{ postalCode: '10001', country: 'US', phone: null },
}

/** Somebody buys by a checkout that is none of Quoin's. */
async function sellElsewhere(shop: TestShop, print?: string): Promise<string> {
  const { id } = await makeAtStripe(shop, 'checkout/sessions', {
    mode: 'payment',
    success_url: 'https://shop.example/thanks',
    'line_items[0][quantity]': '2',
    'line_items[0][price_data][currency]': 'usd',
    'line_items[0][price_data][unit_amount]': '4900',
    'line_items[0][price_data][product_data][name]': 'A print',
    ...(print !== undefined && { 'metadata[print]': print }),
  })
  shop.stripe.pay(id)
  return id
}
