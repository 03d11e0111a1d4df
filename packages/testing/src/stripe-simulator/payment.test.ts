import type Stripe from 'stripe'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { params, start, startTestStripe, type TestStripe, typesOf } from './stripe-simulator.test.data.ts'
import type { StripeSimulator } from './stripe-simulator.ts'

let shop: TestStripe
let stripe: Stripe
let simulator: StripeSimulator
beforeEach(async () => {
  shop = await startTestStripe()
  ;({ stripe, simulator } = shop)
})
afterEach(() => simulator.close())

describe('a payment', () => {
  let id: string
  beforeEach(async () => {
    id = (await stripe.checkout.sessions.create(params)).id
  })
  const read = () =>
    stripe.checkout.sessions.retrieve(id, {
      expand: ['payment_intent.latest_charge', 'shipping_cost.shipping_rate'],
    })

  it('by card is captured at once, with the address and the way to ship', async () => {
    simulator.pay(id, { shippingIndex: 1 })

    expect(await read()).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      amount_total: 6850,
      collected_information: {
        shipping_details: { name: 'Ada Test', address: { country: 'US', postal_code: '90210' } },
      },
      customer_details: { email: 'ada@example.com', phone: '+15550100' },
      shipping_cost: {
        amount_total: 1850,
        shipping_rate: { display_name: 'Express', metadata: { method: 'Express' } },
      },
      payment_intent: {
        status: 'succeeded',
        amount: 6850,
        metadata: { order_id: 'order_1' },
        latest_charge: { status: 'succeeded', captured: true, amount_refunded: 0, disputed: false },
      },
    })
    expect(simulator.ledger().charges).toMatchObject([
      { sessionId: id, clientReferenceId: 'order_1', amount: 6850, currency: 'usd', at: new Date(start).toISOString() },
    ])
    await simulator.idle()
    expect(typesOf(shop)).toEqual(['checkout.session.completed', 'payment_intent.succeeded'])
  })

  it('happens once', () => {
    simulator.pay(id)

    expect(() => simulator.pay(id)).toThrow(/not open/)
    expect(simulator.ledger().charges).toHaveLength(1)
  })

  it('that is declined leaves the session open for the next card', async () => {
    simulator.decline(id)

    expect(await read()).toMatchObject({
      status: 'open',
      payment_intent: { status: 'requires_payment_method', last_payment_error: { code: 'card_declined' } },
    })
    simulator.pay(id)
    expect(await read()).toMatchObject({ payment_status: 'paid', payment_intent: { last_payment_error: null } })
    expect(simulator.ledger().charges).toHaveLength(1)
  })

  it('by a delayed method completes unpaid and arrives later', async () => {
    simulator.pay(id, { method: 'delayed' })

    expect(await read()).toMatchObject({
      status: 'complete',
      payment_status: 'unpaid',
      payment_intent: { status: 'processing' },
    })
    expect(simulator.ledger().charges).toEqual([])
    simulator.settleDelayed(id, 'succeeded')
    expect(await read()).toMatchObject({ payment_status: 'paid', payment_intent: { status: 'succeeded' } })
    expect(simulator.ledger().charges).toHaveLength(1)
    await simulator.idle()
    expect(typesOf(shop)).toEqual([
      'checkout.session.completed',
      'payment_intent.processing',
      'checkout.session.async_payment_succeeded',
      'payment_intent.succeeded',
    ])
    expect(() => simulator.settleDelayed(id, 'failed')).toThrow(/no delayed payment/)
  })

  it('by a delayed method may fail', async () => {
    simulator.pay(id, { method: 'delayed' })
    simulator.settleDelayed(id, 'failed')

    expect(await read()).toMatchObject({
      status: 'complete',
      payment_status: 'unpaid',
      payment_intent: { status: 'requires_payment_method', last_payment_error: { type: 'card_error' } },
    })
    await simulator.idle()
    expect(typesOf(shop)).toContain('checkout.session.async_payment_failed')
  })

  it('F19: can be tampered with', async () => {
    simulator.pay(id, { amountTotal: 100, currency: 'CAD' })

    expect(await read()).toMatchObject({
      amount_total: 100,
      currency: 'cad',
      payment_intent: { amount: 100, currency: 'cad' },
    })
  })

  it('F07: of nothing needs no payment', async () => {
    simulator.pay(id, { amountTotal: 0 })

    expect(await read()).toMatchObject({ payment_status: 'no_payment_required', payment_intent: null })
    expect(simulator.ledger().charges).toEqual([])
  })

  it('goes only where the session ships to, or names no address', async () => {
    const elsewhere = { name: 'Ada Test', line1: 'Rue 1', country: 'FR' }

    expect(() => simulator.pay(id, { address: elsewhere })).toThrow(/does not ship to FR/)
    simulator.pay(id, { address: null })
    expect(await read()).toMatchObject({ collected_information: { shipping_details: null } })
  })
})

describe('a refund', () => {
  let intent: string
  beforeEach(async () => {
    const { id } = await stripe.checkout.sessions.create(params)
    intent = String(simulator.pay(id).payment_intent)
    await simulator.idle()
    shop.received.length = 0
  })

  it('gives parts back until nothing is left', async () => {
    const first = await stripe.refunds.create({
      payment_intent: intent,
      amount: 850,
      metadata: { order_id: 'order_1' },
    })
    expect(first).toMatchObject({ status: 'succeeded', amount: 850, metadata: { order_id: 'order_1' } })
    await expect(stripe.refunds.create({ payment_intent: intent, amount: 5001 })).rejects.toMatchObject({
      param: 'amount',
    })
    await stripe.refunds.create({ payment_intent: intent })

    const { data } = await stripe.refunds.list({ payment_intent: intent })
    expect(data.map(({ amount }) => amount)).toEqual([5000, 850])
    await expect(stripe.refunds.create({ payment_intent: intent })).rejects.toMatchObject({
      code: 'charge_already_refunded',
    })
    const { latest_charge: charge } = await stripe.paymentIntents.retrieve(intent, { expand: ['latest_charge'] })
    expect(charge).toMatchObject({ amount_refunded: 5850, refunded: true })
    expect(simulator.ledger().refunds.map(({ amount }) => amount)).toEqual([850, 5000])
  })

  it('in the dashboard is told by webhook', async () => {
    simulator.refund(intent, 2000)
    await simulator.idle()

    expect(typesOf(shop)).toEqual(['refund.created', 'charge.refunded'])
    expect(shop.received[1]?.event.data).toMatchObject({
      object: { amount_refunded: 2000, refunded: false, payment_intent: intent },
      previous_attributes: { amount_refunded: 0 },
    })
  })

  it('is refused while the charge is disputed', async () => {
    simulator.dispute(intent, { reason: 'product_not_received' })

    await expect(stripe.refunds.create({ payment_intent: intent })).rejects.toMatchObject({ code: 'charge_disputed' })
    await simulator.idle()
    expect(shop.received[0]?.event).toMatchObject({
      type: 'charge.dispute.created',
      data: { object: { payment_intent: intent, status: 'needs_response', reason: 'product_not_received' } },
    })
  })
})
