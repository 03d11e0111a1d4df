import type Stripe from 'stripe'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hour, params, startTestStripe, type TestStripe, typesOf } from './stripe-simulator.test.data.ts'
import type { StripeSimulator } from './stripe-simulator.ts'

let shop: TestStripe
let stripe: Stripe
let simulator: StripeSimulator
beforeEach(async () => {
  shop = await startTestStripe()
  ;({ stripe, simulator } = shop)
})
afterEach(() => simulator.close())

async function paid(card?: string, data?: Stripe.Checkout.SessionCreateParams.PaymentIntentData): Promise<string> {
  const { id } = await stripe.checkout.sessions.create({ ...params, ...(data && { payment_intent_data: data }) })
  const intent = String(simulator.pay(id, { card }).payment_intent)
  await simulator.idle()
  shop.received.length = 0
  return intent
}
const chargeOf = async (intent: string) => {
  const { latest_charge: charge } = await stripe.paymentIntents.retrieve(intent, { expand: ['latest_charge.refunds'] })
  if (typeof charge !== 'object' || charge === null) throw new Error('There is no charge.')
  return charge
}
const heard = async () => {
  await simulator.idle()
  return typesOf(shop)
}

describe('a refund that does not arrive at once', () => {
  it('given a pending one, when it arrives, then it has succeeded', async () => {
    const intent = await paid()
    const { id } = simulator.refund(intent, 1000, { pending: true, reason: 'duplicate', metadata: { why: 'twice' } })
    expect(await stripe.refunds.retrieve(id)).toMatchObject({
      status: 'pending',
      pending_reason: 'processing',
      reason: 'duplicate',
      metadata: { why: 'twice' },
    })
    expect(await chargeOf(intent)).toMatchObject({ amount_refunded: 1000, refunded: false })

    simulator.settleRefund(id)
    expect(await stripe.refunds.retrieve(id)).toMatchObject({ status: 'succeeded' })
    expect(await heard()).toEqual(['refund.created', 'charge.refunded', 'refund.updated'])
    expect(() => simulator.settleRefund(id)).toThrow(/succeeded/)
  })

  it('given one that fails, then its money is back, and can be refunded again', async () => {
    const intent = await paid()
    const { id } = simulator.refund(intent)
    expect(await chargeOf(intent)).toMatchObject({ refunded: true, amount_refunded: 5850 })

    simulator.failRefund(id, 'lost_or_stolen_card')
    const failed = await stripe.refunds.retrieve(id, { expand: ['failure_balance_transaction'] })
    expect(failed).toMatchObject({
      status: 'failed',
      failure_reason: 'lost_or_stolen_card',
      failure_balance_transaction: { amount: 5850, type: 'refund_failure' },
    })
    expect(await chargeOf(intent)).toMatchObject({ refunded: false, amount_refunded: 0, refunds: { data: [{ id }] } })
    expect(await heard()).toEqual(['refund.created', 'charge.refunded', 'refund.updated', 'refund.failed'])
    const legacy = await stripe.events.list({ type: 'charge.refund.updated' })
    expect(legacy.data).toMatchObject([{ data: { object: { id, status: 'failed' } } }])
    expect(() => simulator.failRefund(id)).toThrow(/failed/)

    expect(await stripe.refunds.create({ charge: (await chargeOf(intent)).id })).toMatchObject({ amount: 5850 })
    expect(simulator.ledger()).toMatchObject({
      refunds: [{ amount: 5850 }, { amount: 5850 }],
      failedRefunds: [{ refundId: id, amount: 5850 }],
      totals: { usd: { captured: 5850, refunded: 5850, disputed: 0, kept: 0 } },
    })
  })

  it.each([
    ['4000000000005126', 'succeeded', 'failed'],
    ['4000000000007726', 'pending', 'succeeded'],
  ])('given the card %s, then a refund is %s at first and %s later', async (card, first, last) => {
    const intent = await paid(card)
    const { id, status } = await stripe.refunds.create({ payment_intent: intent })
    expect(status).toBe(first)

    shop.clock.advance(180_000)
    expect(await stripe.refunds.retrieve(id)).toMatchObject({ status: last })
  })

  it.each<[string, Stripe.RefundCreateParams, object]>([
    ['no payment', {}, { code: 'parameter_missing' }],
    ['an unknown charge', { charge: 'ch_none' }, { code: 'resource_missing' }],
    ['an unknown payment', { payment_intent: 'pi_none' }, { code: 'resource_missing' }],
  ])('is refused for %s', async (_what, asked, error) => {
    await expect(stripe.refunds.create(asked)).rejects.toMatchObject(error)
  })

  it('is refused for more than is left, and for nothing', async () => {
    const intent = await paid()
    await stripe.refunds.create({ payment_intent: intent, amount: 5000 })
    await expect(stripe.refunds.create({ payment_intent: intent, amount: 851 })).rejects.toMatchObject({
      message: expect.stringContaining('greater than unrefunded amount'),
    })
    await expect(stripe.refunds.create({ payment_intent: intent, amount: 0 })).rejects.toMatchObject({
      param: 'amount',
    })
  })

  it('keeps metadata that is added later', async () => {
    const { id } = simulator.refund(await paid(), 1)
    expect(await stripe.refunds.update(id, { metadata: { seen: 'yes' } })).toMatchObject({ metadata: { seen: 'yes' } })
  })
})

describe('a capture by hand', () => {
  it('given an authorisation, when part of it is captured, then only that is taken and can go back', async () => {
    const intent = await paid(undefined, { capture_method: 'manual' })
    const [session] = (await stripe.checkout.sessions.list({ payment_intent: intent })).data
    expect(session).toMatchObject({ status: 'complete', payment_status: 'unpaid' })
    expect(await stripe.paymentIntents.retrieve(intent)).toMatchObject({
      status: 'requires_capture',
      amount_capturable: 5850,
      amount_received: 0,
    })
    expect(simulator.ledger().charges).toEqual([])
    await expect(stripe.refunds.create({ payment_intent: intent })).rejects.toMatchObject({
      code: 'payment_intent_unexpected_state',
    })

    expect(await stripe.paymentIntents.capture(intent, { amount_to_capture: 5000 })).toMatchObject({
      status: 'succeeded',
      amount_received: 5000,
    })
    expect(await chargeOf(intent)).toMatchObject({ captured: true, amount: 5850, amount_captured: 5000 })
    expect(simulator.refund(intent)).toMatchObject({ amount: 5000 })
    expect(simulator.ledger().totals['usd']).toEqual({ captured: 5000, refunded: 5000, disputed: 0, kept: 0 })
    expect(await heard()).toEqual(['payment_intent.succeeded', 'refund.created', 'charge.refunded'])
    await expect(stripe.paymentIntents.capture(intent)).rejects.toMatchObject({ statusCode: 400 })
  })

  it('given an authorisation, when it is cancelled, then no money moves', async () => {
    const intent = await paid(undefined, { capture_method: 'manual' })
    await expect(stripe.paymentIntents.capture(intent, { amount_to_capture: 5851 })).rejects.toMatchObject({
      code: 'amount_too_large',
    })
    expect(await stripe.paymentIntents.cancel(intent, { cancellation_reason: 'duplicate' })).toMatchObject({
      status: 'canceled',
      cancellation_reason: 'duplicate',
      amount_capturable: 0,
    })
    expect(simulator.ledger()).toMatchObject({ charges: [], refunds: [], totals: {} })
    expect(await heard()).toEqual(['charge.refunded', 'payment_intent.canceled'])
  })

  it('F32: given an authorisation, when a week has passed, then it is gone', async () => {
    const intent = await paid(undefined, { capture_method: 'manual' })
    shop.clock.advance(7 * 24 * hour)
    expect(await stripe.paymentIntents.retrieve(intent)).toMatchObject({ status: 'canceled' })
    expect(() => simulator.capture(intent)).toThrow(/status of canceled/)
    const { data } = await stripe.events.list({ type: 'charge.expired' })
    expect(data).toMatchObject([{ data: { object: { payment_intent: intent, refunded: true } } }])
  })

  it('given the dashboard, then both can be done there', async () => {
    const one = await paid(undefined, { capture_method: 'manual' })
    expect(simulator.capture(one)).toMatchObject({ status: 'succeeded', amount_received: 5850 })
    const other = await paid(undefined, { capture_method: 'manual' })
    expect(simulator.cancel(other)).toMatchObject({ status: 'canceled' })
  })

  it('given a session that is open, then its payment is not to be cancelled by itself', async () => {
    const { id } = await stripe.checkout.sessions.create(params)
    const intent = String(simulator.decline(id).payment_intent)
    await expect(stripe.paymentIntents.cancel(intent)).rejects.toMatchObject({ message: /expire that/ })
  })
})
