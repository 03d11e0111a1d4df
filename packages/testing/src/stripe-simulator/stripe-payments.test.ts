import { type CheckoutRequest, money, type PaymentProvider } from '@quoin/core'
import { stripePayments } from '@quoin/core/stripe'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { start, startTestStripe, type TestStripe, webhookSecret } from './stripe-simulator.test.data.ts'
import type { StripeSimulator } from './stripe-simulator.ts'

let shop: TestStripe
let simulator: StripeSimulator
let payments: PaymentProvider
beforeEach(async () => {
  shop = await startTestStripe()
  ;({ simulator } = shop)
  payments = stripePayments({
    secretKey: 'sk_test_simulator',
    webhookSecrets: webhookSecret,
    apiBase: simulator.url,
    maxNetworkRetries: 0,
  })
})
afterEach(() => simulator.close())

const request: CheckoutRequest = {
  orderId: '01983c1a-0000-7000-8000-000000000001',
  orderNumber: 'ABCDE-23456',
  idempotencyKey: 'checkout:1',
  items: [
    {
      id: 'item_1',
      productId: 'print',
      name: 'Print',
      sku: 'GLOBAL-FAP-16X24',
      quantity: 3,
      unitPrice: money(500, 'JPY'),
      attributes: {},
      sizing: 'fill',
      assets: [],
    },
  ],
  shippingOptions: [
    { method: 'Budget', displayName: 'Slow', price: money(800, 'JPY') },
    { method: 'Express', displayName: 'Fast', price: money(2400, 'JPY') },
  ],
  allowedCountries: ['DE', 'JP'],
  email: 'bo@example.com',
  ui: 'hosted',
  terms: { discounts: false, taxes: false },
  discount: null,
  adaptivePricing: null,
  expiresAt: null,
  shopUrl: 'https://shop.example',
  successUrl: 'https://shop.test/thanks?session_id={CHECKOUT_SESSION_ID}',
  cancelUrl: 'https://shop.test/cart',
}

describe('the Stripe provider on the simulator', () => {
  it('follows a checkout from its page to the money', async () => {
    const checkout = await payments.createCheckout(request)
    expect(checkout).toEqual({
      checkoutId: expect.stringMatching(/^cs_test_/),
      url: `${simulator.url}/pay/${checkout.checkoutId}`,
      clientSecret: null,
      expiresAt: new Date(Date.parse(start) + 24 * 3_600_000),
      livemode: false,
    })
    expect(await payments.readPayment(checkout.checkoutId)).toMatchObject({
      orderId: request.orderId,
      state: 'open',
      money: 'none',
      shippingAddress: null,
      email: 'bo@example.com',
    })

    const session = simulator.pay(checkout.checkoutId, { shippingIndex: 1 })
    expect(await payments.readPayment(checkout.checkoutId)).toEqual({
      checkoutId: checkout.checkoutId,
      paymentId: session.payment_intent,
      orderId: request.orderId,
      livemode: false,
      state: 'complete',
      money: 'captured',
      total: money(3900, 'JPY'),
      subtotal: money(1500, 'JPY'),
      presented: null,
      shipping: money(2400, 'JPY'),
      discount: money(0, 'JPY'),
      tax: money(0, 'JPY'),
      amountRefunded: 0,
      dispute: null,
      underReview: false,
      fraudWarning: null,
      shippingMethod: 'Express',
      shippingAddress: {
        name: 'Ada Test',
        line1: 'Teststraße 5',
        line2: null,
        city: 'Berlin',
        state: null,
        postalCode: '10115',
        country: 'DE',
        phone: '+15550100',
      },
      email: 'bo@example.com',
    })
  })

  it('makes one checkout for one key', async () => {
    const checkouts = await Promise.all([payments.createCheckout(request), payments.createCheckout(request)])

    expect(checkouts[0]).toEqual(checkouts[1])
  })

  it('F04, F05: waits for a delayed payment, and sees it fail', async () => {
    const { checkoutId } = await payments.createCheckout(request)
    simulator.pay(checkoutId, { method: 'delayed' })
    expect(await payments.readPayment(checkoutId)).toMatchObject({ state: 'complete', money: 'processing' })

    simulator.settleDelayed(checkoutId, 'failed')
    expect(await payments.readPayment(checkoutId)).toMatchObject({ state: 'complete', money: 'failed' })
  })

  it('F06: sees a delayed payment arrive', async () => {
    const { checkoutId } = await payments.createCheckout(request)
    simulator.pay(checkoutId, { method: 'delayed' })

    simulator.settleDelayed(checkoutId, 'succeeded')
    expect(await payments.readPayment(checkoutId)).toMatchObject({ state: 'complete', money: 'captured' })
  })

  it('F19: shows what was taken in truth', async () => {
    const { checkoutId } = await payments.createCheckout(request)
    simulator.pay(checkoutId, { amountTotal: 1, currency: 'usd' })

    expect(await payments.readPayment(checkoutId)).toMatchObject({ total: money(1, 'USD') })
  })

  it('closes an open checkout, and leaves a paid one alone', async () => {
    const { checkoutId } = await payments.createCheckout(request)
    await payments.expireCheckout(checkoutId)
    await payments.expireCheckout(checkoutId)
    expect(await payments.readPayment(checkoutId)).toMatchObject({ state: 'expired', money: 'none' })

    const other = await payments.createCheckout({ ...request, idempotencyKey: 'checkout:2' })
    simulator.pay(other.checkoutId)
    await payments.expireCheckout(other.checkoutId)
    expect(await payments.readPayment(other.checkoutId)).toMatchObject({ state: 'complete', money: 'captured' })
  })

  it('F31, INV-11: refunds once for one key, even when Stripe has forgotten the key', async () => {
    const { checkoutId } = await payments.createCheckout(request)
    const paymentId = String(simulator.pay(checkoutId).payment_intent)
    const refund = { paymentId, amount: money(100, 'JPY'), idempotencyKey: 'refund:1', orderId: request.orderId }

    await payments.refund(refund)
    shop.clock.advance(48 * 3_600_000)
    await payments.refund(refund)
    expect(simulator.ledger().refunds).toMatchObject([{ amount: 100 }])

    await payments.refund({ ...refund, amount: money(2200, 'JPY'), idempotencyKey: 'refund:2' })
    await payments.refund({ ...refund, idempotencyKey: 'refund:3' })
    expect(await payments.readPayment(checkoutId)).toMatchObject({ amountRefunded: 2300 })
    expect(simulator.ledger().refunds).toHaveLength(2)
  })

  it('F27: sees a dispute', async () => {
    const { checkoutId } = await payments.createCheckout(request)
    simulator.dispute(String(simulator.pay(checkoutId).payment_intent))

    expect(await payments.readPayment(checkoutId)).toMatchObject({ dispute: { status: 'open' } })
  })

  it('understands every webhook as a hint at the checkout or its payment', async () => {
    const { checkoutId } = await payments.createCheckout(request)
    const paymentId = String(simulator.pay(checkoutId).payment_intent)
    simulator.refund(paymentId, 100)
    simulator.dispute(paymentId)
    await simulator.idle()

    const events = await Promise.all(
      shop.received.map(({ body, signature }) =>
        payments.verifyWebhook({ body: new TextEncoder().encode(body), signature, now: shop.clock.now() }),
      ),
    )
    expect(events.map(({ type, subject }) => [type, subject])).toEqual([
      ['checkout.session.completed', { checkoutId }],
      ['payment_intent.succeeded', { paymentId }],
      ['refund.created', { paymentId }],
      ['charge.refunded', { paymentId }],
      ['charge.dispute.created', { paymentId }],
      ['charge.dispute.funds_withdrawn', { paymentId }],
    ])
  })

  it('reaches it, and notices a wrong key and an absent server', async () => {
    await expect(payments.ping()).resolves.toBeUndefined()

    const stranger = stripePayments({ secretKey: 'sk_test_other', webhookSecrets: 'whsec_1', apiBase: simulator.url })
    await expect(stranger.ping()).rejects.toMatchObject({ code: 'payment_provider_failed', retry: 'retryable' })
    await simulator.close()
    await expect(payments.ping()).rejects.toMatchObject({ code: 'payment_provider_failed', retry: 'retryable' })
    await expect(payments.createCheckout(request)).rejects.toMatchObject({ retry: 'unknown' })
  })
})
