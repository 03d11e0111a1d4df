import { money } from '@quoin/core'
import { stripePayments } from '@quoin/core/stripe'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStripe, requestOf, type StripeWorld, start, webhookSecret } from './stripe-world.ts'

const hour = 3_600_000

let clock: StripeWorld['clock']
let simulator: StripeWorld['simulator']
let payments: StripeWorld['payments']
let received: StripeWorld['received']
let paid: StripeWorld['paid']
beforeEach(async () => {
  ;({ clock, simulator, payments, received, paid } = await openStripe())
})
afterEach(() => simulator.close())

describe('what is bought', () => {
  it('is told by the session, so that the order can be made anew', async () => {
    const { checkoutId } = await payments.createCheckout(requestOf({ email: 'ada@example.com' }))
    expect(await payments.describeCheckout(checkoutId)).toEqual({
      checkoutId,
      livemode: false,
      orderId: '01983c1a-0000-7000-8000-000000000001',
      orderNumber: 'ABCDE-23456',
      reference: '01983c1a-0000-7000-8000-000000000001',
      metadata: {
        order_id: '01983c1a-0000-7000-8000-000000000001',
        order_number: 'ABCDE-23456',
        shop_url: 'https://shop.example',
      },
      shopUrl: 'https://shop.example',
      email: 'ada@example.com',
      subtotal: money(9_800, 'USD'),
      shipping: money(900, 'USD'),
      total: money(10_700, 'USD'),
      lines: [
        {
          name: 'Sunrise',
          quantity: 2,
          unitPrice: money(4_900, 'USD'),
          metadata: { item_id: 'item_1', product_id: 'sunrise', sku: 'GLOBAL-FAP-16X24' },
        },
      ],
    })
  })

  it('is told to the last line', async () => {
    const [item] = requestOf().items
    if (!item) throw new Error('The request has no item.')
    const items = Array.from({ length: 100 }, (_, index) => ({ ...item, id: `item_${index}`, quantity: 1 }))
    const { checkoutId } = await payments.createCheckout(requestOf({ items }))
    const { lines } = await payments.describeCheckout(checkoutId)
    expect(lines.map((line) => line.metadata['item_id'])).toEqual(items.map(({ id }) => id))
  })
})

describe('finding a checkout', () => {
  it('F02 goes from anything of a payment to its session', async () => {
    const { checkoutId, paymentId } = await paid()
    const refund = simulator.refund(paymentId, 100)
    const warning = simulator.fraudWarning(paymentId)
    const review = simulator.openReview(paymentId)
    const dispute = simulator.dispute(paymentId)
    const charge = simulator.ledger().charges[0]?.chargeId ?? ''
    for (const reference of [
      { paymentId },
      { reference: `charge:${charge}` },
      { reference: `refund:${refund.id}` },
      { reference: `dispute:${dispute.id}` },
      { reference: `review:${review.id}` },
      { reference: `radar.early_fraud_warning:${warning.id}` },
    ]) {
      expect(await payments.findCheckout(reference), JSON.stringify(reference)).toBe(checkoutId)
    }
  })

  it('finds none for what Stripe does not know', async () => {
    for (const reference of [
      { paymentId: 'pi_none' },
      { reference: 'charge:ch_none' },
      { reference: 'refund:re_none' },
    ]) {
      expect(await payments.findCheckout(reference)).toBeNull()
    }
  })

  it('F18 asks for a person where an event named nothing', async () => {
    await expect(payments.findCheckout({ reference: 'event:evt_1' })).rejects.toMatchObject({
      retry: 'permanent',
      message: 'A Stripe event could not be read: look at evt_1 in the dashboard.',
    })
  })
})

describe('looking through Stripe', () => {
  async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
    const list: Item[] = []
    for await (const item of items) list.push(item)
    return list
  }

  it('F11 INV-10 finds every completed checkout since then, over many pages', async () => {
    const early = await paid()
    clock.advance(hour)
    const since = clock.now()
    const ids: string[] = []
    for (let index = 0; index < 105; index += 1) {
      ids.push((await paid({}, { idempotencyKey: `checkout:later:${index}` })).checkoutId)
    }
    await payments.createCheckout(requestOf({ idempotencyKey: 'checkout:open' }))
    const found = await all(payments.listCheckouts({ createdFrom: since }))
    expect(found.toSorted()).toEqual(ids.toSorted())
    expect(found).not.toContain(early.checkoutId)
  })

  it('INV-10 finds the events that were or were not delivered, and reads them as if they had come', async () => {
    simulator.configureWebhooks({ delivery: false })
    const { checkoutId, paymentId } = await paid()
    const dispute = simulator.dispute(paymentId)
    simulator.closeDispute(dispute.id, 'won')
    const events = await all(payments.listEvents({ createdFrom: new Date(start) }))
    const subjects = events.map(({ event }) => [event.type, event.subject])
    expect(subjects).toContainEqual(['checkout.session.completed', { checkoutId }])
    expect(subjects).toContainEqual(['charge.dispute.created', { paymentId }])
    expect(subjects).toContainEqual(['charge.dispute.closed', { paymentId }])
    for (const { event, body } of events) expect(JSON.parse(body)).toMatchObject({ id: event.id, type: event.type })
    clock.advance(hour)
    expect(await all(payments.listEvents({ createdFrom: clock.now() }))).toEqual([])
  })

  it('F16 F18 every webhook that is sent is read, by either of two secrets', async () => {
    const rolled = stripePayments({
      secretKey: 'sk_test_simulator',
      webhookSecrets: ['whsec_new', webhookSecret],
      apiBase: simulator.url,
    })
    const { checkoutId, paymentId } = await paid()
    simulator.refund(paymentId, 100)
    simulator.fraudWarning(paymentId)
    simulator.closeReview(simulator.openReview(paymentId).id)
    simulator.closeDispute(simulator.dispute(paymentId).id, 'won')
    await simulator.deliverPending({ all: true })
    await simulator.idle()
    expect(received.length).toBeGreaterThan(7)
    for (const { body, signature } of received) {
      const { subject } = await rolled.verifyWebhook({ body, signature, now: clock.now() })
      expect([{ checkoutId }, { paymentId }]).toContainEqual(subject)
    }
  })
})
