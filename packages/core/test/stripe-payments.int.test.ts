import { type CheckoutRequest, money, type PaymentProvider, type PriceTerms } from '@quoin/core'
import { stripePayments } from '@quoin/core/stripe'
import { createManualClock, createStripeSimulator, type ManualClock, type StripeSimulator } from '@quoin/testing'
import Stripe from 'stripe'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const start = '2026-01-01T12:00:00Z'
const webhookSecret = 'whsec_test'
const hour = 3_600_000

let clock: ManualClock
let simulator: StripeSimulator
let payments: PaymentProvider
let stripe: Stripe
let received: { body: Uint8Array; signature: string | null }[]

beforeEach(async () => {
  clock = createManualClock(start)
  received = []
  simulator = createStripeSimulator({
    webhookSecret,
    webhookUrl: 'http://shop.test/webhooks/stripe',
    clock,
    seed: 1,
    send: async (request) => {
      const body = new Uint8Array(await request.arrayBuffer())
      received.push({ body, signature: request.headers.get('stripe-signature') })
      return new Response()
    },
  })
  await simulator.listen()
  const secretKey = 'sk_test_simulator'
  payments = stripePayments({ secretKey, webhookSecrets: webhookSecret, apiBase: simulator.url, maxNetworkRetries: 0 })
  const { hostname, port } = new URL(simulator.url)
  stripe = new Stripe(secretKey, { host: hostname, port, protocol: 'http', maxNetworkRetries: 0, telemetry: false })
})
afterEach(() => simulator.close())

function requestOf(changes: Partial<CheckoutRequest> = {}, currency = 'USD', price = 4_900): CheckoutRequest {
  return {
    orderId: '01983c1a-0000-7000-8000-000000000001',
    orderNumber: 'ABCDE-23456',
    idempotencyKey: 'checkout:1',
    items: [
      {
        id: 'item_1',
        productId: 'sunrise',
        name: 'Sunrise',
        sku: 'GLOBAL-FAP-16X24',
        quantity: 2,
        unitPrice: money(price, currency),
        attributes: {},
        sizing: 'fill',
        assets: [],
      },
    ],
    shippingOptions: [{ method: 'Budget', displayName: 'Slow', price: money(900, currency) }],
    allowedCountries: ['US'],
    email: null,
    ui: 'hosted',
    terms: { discounts: false, taxes: false },
    discount: null,
    adaptivePricing: null,
    expiresAt: null,
    shopUrl: 'https://shop.example',
    successUrl: 'https://shop.test/thanks?session_id={CHECKOUT_SESSION_ID}',
    cancelUrl: 'https://shop.test/cart',
    ...changes,
  }
}

/** A customer has paid by card. */
async function paid(options: Parameters<StripeSimulator['pay']>[1] = {}, changes: Partial<CheckoutRequest> = {}) {
  const { checkoutId } = await payments.createCheckout(requestOf(changes))
  const session = simulator.pay(checkoutId, options)
  return { checkoutId, paymentId: String(session.payment_intent) }
}
const terms = (discounts: boolean, taxes: boolean): { terms: PriceTerms } => ({ terms: { discounts, taxes } })
const read = (checkoutId: string) => payments.readPayment(checkoutId)

describe('a page to pay on', () => {
  it('is at Stripe, with an address', async () => {
    const { url, clientSecret } = await payments.createCheckout(requestOf())
    expect(url).toMatch(/^http/)
    expect(clientSecret).toBeNull()
  })

  it.each(['embedded', 'elements'] as const)("is in the host's own page, with a secret: %s", async (ui) => {
    const checkout = await payments.createCheckout(requestOf({ ui }))
    expect(checkout).toMatchObject({ url: null, clientSecret: expect.stringMatching(/secret/) })
    expect(await payments.readCheckout(checkout.checkoutId)).toEqual(checkout)
    simulator.pay(checkout.checkoutId)
    expect(await read(checkout.checkoutId)).toMatchObject({ money: 'captured', total: money(10_700, 'USD') })
  })

  it('can be had again until it is over', async () => {
    const checkout = await payments.createCheckout(requestOf({ expiresAt: new Date(Date.parse(start) + hour) }))
    expect(checkout.expiresAt).toEqual(new Date(Date.parse(start) + hour))
    expect(await payments.readCheckout(checkout.checkoutId)).toEqual(checkout)
    clock.advance(hour)
    expect(await payments.readCheckout(checkout.checkoutId)).toBeNull()
    expect(await payments.readCheckout((await paid({}, { idempotencyKey: 'checkout:2' })).checkoutId)).toBeNull()
    await expect(payments.readCheckout('cs_test_none')).rejects.toMatchObject({ retry: 'permanent' })
  })
})

describe('F19 what is paid', () => {
  it('is less by a promotion code that the customer types', async () => {
    await stripe.coupons.create({ id: 'TEN', percent_off: 10, duration: 'once' })
    await stripe.promotionCodes.create({ code: 'TEN', promotion: { type: 'coupon', coupon: 'TEN' } })
    const { checkoutId } = await paid({ promotionCode: 'TEN' }, terms(true, false))
    expect(await read(checkoutId)).toMatchObject({
      subtotal: money(9_800, 'USD'),
      discount: money(980, 'USD'),
      shipping: money(900, 'USD'),
      total: money(9_720, 'USD'),
    })
  })

  it('F07 is nothing but shipping by a coupon that takes all off, and nothing at all where that costs nothing', async () => {
    await stripe.coupons.create({ id: 'ALL', percent_off: 100, duration: 'once' })
    const discount = { coupon: 'ALL' }
    const shipped = await paid({}, { discount, ...terms(true, false) })
    expect(await read(shipped.checkoutId)).toMatchObject({ money: 'captured', total: money(900, 'USD') })

    const shippingOptions = [{ method: 'Budget', displayName: 'Slow', price: money(0, 'USD') }]
    const free = await paid({}, { discount, ...terms(true, false), shippingOptions, idempotencyKey: 'checkout:2' })
    expect(await read(free.checkoutId)).toMatchObject({
      money: 'captured',
      paymentId: null,
      total: money(0, 'USD'),
      discount: money(9_800, 'USD'),
      amountRefunded: 0,
    })
  })

  it('is more by taxes, which stand beside it', async () => {
    const { checkoutId } = await paid({ tax: 856 }, terms(false, true))
    expect(await read(checkoutId)).toMatchObject({
      subtotal: money(9_800, 'USD'),
      tax: money(856, 'USD'),
      shipping: money(900, 'USD'),
      total: money(11_556, 'USD'),
    })
  })

  it("is in the order's currency, whatever the customer saw", async () => {
    const presentment = { amount: 16_050, currency: 'jpy' }
    const { checkoutId } = await paid({ presentment }, { adaptivePricing: true })
    expect(await read(checkoutId)).toMatchObject({ total: money(10_700, 'USD'), presented: money(16_050, 'JPY') })
  })

  it.each(['ISK', 'UGX', 'JPY', 'KWD', 'MGA'])('F20 is the same money there and back in %s', async (currency) => {
    const price = money(500, currency)
    const shippingOptions = [{ method: 'Budget', displayName: 'Slow', price: money(100, currency) }]
    const request = requestOf({ shippingOptions }, currency, price.amount)
    const { checkoutId } = await payments.createCheckout(request)
    expect(await payments.describeCheckout(checkoutId)).toMatchObject({ lines: [{ unitPrice: price, quantity: 2 }] })
    const paymentId = String(simulator.pay(checkoutId).payment_intent)
    expect(await read(checkoutId)).toMatchObject({ total: money(1_100, currency), subtotal: money(1_000, currency) })
    const refund = { paymentId, amount: money(100, currency), idempotencyKey: 'r', orderId: request.orderId }
    await payments.refund(refund)
    expect(await read(checkoutId)).toMatchObject({ amountRefunded: 100 })
  })
})

describe('F32 money that is only reserved', () => {
  async function reserved() {
    const { id } = await stripe.checkout.sessions.create({
      mode: 'payment',
      success_url: 'https://shop.test/thanks',
      payment_intent_data: { capture_method: 'manual' },
      line_items: [{ quantity: 1, price_data: { currency: 'usd', unit_amount: 500, product_data: { name: 'Print' } } }],
    })
    const paymentId = String(simulator.pay(id).payment_intent)
    return { checkoutId: id, paymentId }
  }

  it('is none until a person captures it', async () => {
    const { checkoutId, paymentId } = await reserved()
    expect(await read(checkoutId)).toMatchObject({ state: 'complete', money: 'processing' })
    simulator.capture(paymentId)
    expect(await read(checkoutId)).toMatchObject({ money: 'captured', total: money(500, 'USD') })
  })

  it('F19 is what a person captures of it', async () => {
    const { checkoutId, paymentId } = await reserved()
    simulator.capture(paymentId, 300)
    expect(await read(checkoutId)).toMatchObject({ money: 'captured', total: money(300, 'USD') })
  })

  it('is none for good when it lapses, or somebody lets go of it', async () => {
    const lapsed = await reserved()
    clock.advance(8 * 24 * hour)
    expect(await read(lapsed.checkoutId)).toMatchObject({ money: 'failed' })
    const dropped = await reserved()
    simulator.cancel(dropped.paymentId)
    expect(await read(dropped.checkoutId)).toMatchObject({ money: 'failed' })
  })
})

describe('what is doubtful', () => {
  it('F27 F28 is a dispute from its first day to its last', async () => {
    const { checkoutId, paymentId } = await paid()
    const inquiry = simulator.dispute(paymentId, { inquiry: true, reason: 'product_not_received' })
    expect(await read(checkoutId)).toMatchObject({
      dispute: { id: inquiry.id, status: 'inquiry', reason: 'product_not_received', amount: 10_700 },
    })
    expect((await read(checkoutId)).dispute?.dueAt).toBeInstanceOf(Date)
    simulator.updateDispute(inquiry.id, 'needs_response')
    expect(await read(checkoutId)).toMatchObject({ dispute: { status: 'open' } })
    simulator.closeDispute(inquiry.id, 'won')
    expect(await read(checkoutId)).toMatchObject({ dispute: { status: 'won', dueAt: null } })
  })

  it.each([
    ['lost', false, 'lost'],
    ['warning_closed', true, 'closed'],
  ] as const)('F28 is a dispute that ends %s', async (outcome, inquiry, status) => {
    const { checkoutId, paymentId } = await paid()
    simulator.closeDispute(simulator.dispute(paymentId, { inquiry }).id, outcome)
    expect(await read(checkoutId)).toMatchObject({ dispute: { status } })
  })

  it('F27 is a warning, and a review while it is open', async () => {
    const { checkoutId, paymentId } = await paid()
    simulator.fraudWarning(paymentId)
    const review = simulator.openReview(paymentId)
    expect(await read(checkoutId)).toMatchObject({ fraudWarning: 'made_with_stolen_card', underReview: true })
    simulator.closeReview(review.id)
    expect(await read(checkoutId)).toMatchObject({ fraudWarning: 'made_with_stolen_card', underReview: false })
  })
})

describe('giving money back', () => {
  const refundOf = (paymentId: string, amount: number, idempotencyKey = 'refund:1') => ({
    paymentId,
    amount: money(amount, 'USD'),
    idempotencyKey,
    orderId: 'order',
  })

  it('F31 after a refund that failed later, is refused under its key and done under another', async () => {
    const { checkoutId, paymentId } = await paid()
    await payments.refund(refundOf(paymentId, 500))
    const [first] = simulator.ledger().refunds
    simulator.failRefund(first?.refundId ?? '')
    expect(await read(checkoutId)).toMatchObject({ amountRefunded: 0 })

    await expect(payments.refund(refundOf(paymentId, 500))).rejects.toMatchObject({ retry: 'permanent' })
    await payments.refund(refundOf(paymentId, 500, 'refund:order:2'))
    await payments.refund(refundOf(paymentId, 500, 'refund:order:2'))
    expect(await read(checkoutId)).toMatchObject({ amountRefunded: 500 })
    expect(simulator.ledger().refunds).toHaveLength(2)
  })

  it('F31 INV-11 asked for at once and again after days, is one refund', async () => {
    const { paymentId } = await paid()
    await Promise.all(Array.from({ length: 5 }, () => payments.refund(refundOf(paymentId, 500))))
    clock.advance(72 * hour)
    await payments.refund(refundOf(paymentId, 500))
    expect(simulator.ledger().refunds).toMatchObject([{ amount: 500 }])
  })

  it('INV-11 is thought over when the key stands for another amount', async () => {
    const { paymentId } = await paid()
    await payments.refund(refundOf(paymentId, 500))
    await expect(payments.refund(refundOf(paymentId, 700))).rejects.toMatchObject({ retry: 'retryable' })
    expect(simulator.ledger().refunds).toMatchObject([{ amount: 500 }])
  })

  it('is refused for good when the bank has the money, or more is asked for than there is', async () => {
    const { paymentId } = await paid()
    const tooMuch = payments.refund(refundOf(paymentId, 10_701, 'refund:too-much'))
    await expect(tooMuch).rejects.toMatchObject({ retry: 'permanent' })
    simulator.dispute(paymentId)
    const disputed = payments.refund(refundOf(paymentId, 500))
    await expect(disputed).rejects.toMatchObject({ retry: 'permanent', issues: [{ code: 'charge_disputed' }] })
    expect(simulator.ledger().refunds).toEqual([])
  })
})

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
