import type Stripe from 'stripe'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { clientOf, hour, params, startTestStripe, type TestStripe } from './stripe-simulator.test.data.ts'
import { createStripeSimulator, type StripeSimulator } from './stripe-simulator.ts'

let shop: TestStripe
let stripe: Stripe
let simulator: StripeSimulator
beforeEach(async () => {
  shop = await startTestStripe()
  ;({ stripe, simulator } = shop)
})
afterEach(() => simulator.close())

const open = async () => (await stripe.checkout.sessions.create(params)).id
/** Oldest first. */
const told = async (): Promise<readonly string[]> => {
  const all = await stripe.events.list({ limit: 100 })
  return all.data.map(({ type }) => type).reverse()
}

describe('the events of a payment', () => {
  it.each([
    [
      'a card',
      {},
      ['payment_intent.created', 'charge.succeeded', 'checkout.session.completed', 'payment_intent.succeeded'],
    ],
    [
      'a delayed method',
      { method: 'delayed' },
      ['payment_intent.created', 'charge.pending', 'checkout.session.completed', 'payment_intent.processing'],
    ],
    [
      'a declined card',
      { card: '4000000000000002' },
      ['payment_intent.created', 'charge.failed', 'payment_intent.payment_failed'],
    ],
    ['3-D Secure', { card: '4000002500003155' }, ['payment_intent.created', 'payment_intent.requires_action']],
  ] as const)('by %s', async (_what, options, types) => {
    simulator.pay(await open(), options)
    expect(await told()).toEqual(types)
  })

  it('name the call that they come from', async () => {
    const intent = String(simulator.pay(await open()).payment_intent)
    const { lastResponse } = await stripe.refunds.create({ payment_intent: intent }, { idempotencyKey: 'refund:1' })
    const [refunded] = (await stripe.events.list({ type: 'charge.refunded' })).data
    expect(refunded?.request).toEqual({ id: lastResponse.requestId, idempotency_key: 'refund:1' })
    const [completed] = (await stripe.events.list({ type: 'checkout.session.completed' })).data
    expect(completed?.request).toEqual({ id: null, idempotency_key: null })
  })
})

describe('test cards', () => {
  it.each([
    ['4000000000000002', 'card_declined', 'generic_decline'],
    ['4000000000009995', 'card_declined', 'insufficient_funds'],
    ['4000000000000069', 'expired_card', 'expired_card'],
    ['4111111111111111', 'card_declined', 'live_mode_test_card'],
    ['4242424242424241', 'incorrect_number', 'incorrect_number'],
  ])('%s is declined', async (card, code, declineCode) => {
    const id = await open()
    const { payment_intent: intent, status } = simulator.pay(id, { card })
    expect(status).toBe('open')
    expect(await stripe.paymentIntents.retrieve(String(intent), { expand: ['latest_charge'] })).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { type: 'card_error', code, decline_code: declineCode },
      latest_charge: { status: 'failed', paid: false, failure_code: code },
    })
    expect(simulator.ledger().charges).toEqual([])
  })

  it.each([
    ['4000000000000259', { reason: 'fraudulent', status: 'needs_response' }],
    ['4000000000002685', { reason: 'product_not_received', status: 'needs_response' }],
    ['4000000000001976', { reason: 'fraudulent', status: 'warning_needs_response', balance_transactions: [] }],
  ])('F27: %s is paid and then disputed', async (card, dispute) => {
    const { payment_intent: intent, payment_status: status } = simulator.pay(await open(), { card })
    expect(status).toBe('paid')
    expect((await stripe.disputes.list({ payment_intent: String(intent) })).data).toMatchObject([dispute])
  })

  it('4000000000005423 brings a fraud warning, 4000000000009235 a review', async () => {
    const warned = String(simulator.pay(await open(), { card: '4000000000005423' }).payment_intent)
    expect((await stripe.radar.earlyFraudWarnings.list({ payment_intent: warned })).data).toHaveLength(1)
    const reviewed = String(simulator.pay(await open(), { card: '4000000000009235' }).payment_intent)
    expect(await stripe.paymentIntents.retrieve(reviewed, { expand: ['review', 'latest_charge'] })).toMatchObject({
      status: 'succeeded',
      review: { open: true, reason: 'rule' },
      latest_charge: { outcome: { risk_level: 'elevated', type: 'manual_review' } },
    })
  })

  it('4000002500003155 waits for the customer, and then is paid or not', async () => {
    const id = await open()
    const { payment_intent: intent, status } = simulator.pay(id, { card: '4000002500003155', shippingIndex: 1 })
    expect(status).toBe('open')
    expect(await stripe.paymentIntents.retrieve(String(intent))).toMatchObject({
      status: 'requires_action',
      next_action: { redirect_to_url: { url: `${simulator.url}/pay/${id}/authenticate` } },
    })
    simulator.authenticate(id, 'failed')
    expect(await stripe.paymentIntents.retrieve(String(intent))).toMatchObject({
      status: 'requires_payment_method',
      next_action: null,
      last_payment_error: { code: 'payment_intent_authentication_failure' },
    })
    expect(() => simulator.authenticate(id, 'succeeded')).toThrow(/does not wait/)

    simulator.pay(id, { card: '4000002500003155', shippingIndex: 1 })
    simulator.authenticate(id, 'succeeded')
    expect(await stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent.latest_charge'] })).toMatchObject({
      payment_status: 'paid',
      amount_total: 6850,
      payment_intent: {
        latest_charge: {
          payment_method_details: { card: { last4: '3155', three_d_secure: { result: 'authenticated' } } },
        },
      },
    })
  })

  it.each([
    ['AT61 1904 3002 3457 3201', 'paid', 'checkout.session.async_payment_succeeded'],
    ['AT861904300235473202', 'unpaid', 'checkout.session.async_payment_failed'],
  ])('F04, F05: the account %s ends %s by the clock', async (iban, status, type) => {
    const id = await open()
    expect(simulator.pay(id, { iban })).toMatchObject({ status: 'complete', payment_status: 'unpaid' })
    shop.clock.advance(180_000)
    expect(await stripe.checkout.sessions.retrieve(id)).toMatchObject({ payment_status: status })
    expect(await told()).toContain(type)
  })

  it("by the machine's clock, a bank debit settles and a session expires without anybody asking", async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const real = createStripeSimulator({ settleAfterMs: 60_000 })
    onTestFinished(() => real.close())
    const client = clientOf(await real.listen())
    const { id } = await client.checkout.sessions.create(params)
    await client.checkout.sessions.create(params)
    real.pay(id, { iban: 'AT611904300234573201' })

    vi.advanceTimersByTime(61_000)
    expect(real.ledger().charges).toMatchObject([{ sessionId: id }])
    vi.advanceTimersByTime(24 * hour)
    const { data } = await client.events.list({ type: 'checkout.session.expired' })
    expect(data).toHaveLength(1)
  })

  it('an unknown account is refused', async () => {
    const id = await open()
    expect(() => simulator.pay(id, { iban: 'DE00' })).toThrow(/none of the test accounts/)
  })
})

describe('the list of events', () => {
  it('INV-10: is filtered by types, groups, time and delivery, and read from either end', async () => {
    const first = await open()
    simulator.expire(first)
    await simulator.idle()
    shop.clock.advance(hour)
    shop.shopAnswers = () => new Response(null, { status: 500 })
    simulator.pay(await open())
    await simulator.idle()
    const types = async (by: Stripe.EventListParams) => (await stripe.events.list(by)).data.map(({ type }) => type)

    expect(await types({ type: 'checkout.session.*' })).toEqual([
      'checkout.session.completed',
      'checkout.session.expired',
    ])
    expect(await types({ types: ['checkout.session.expired', 'charge.succeeded'] })).toEqual([
      'charge.succeeded',
      'checkout.session.expired',
    ])
    const now = Math.floor(shop.clock.now().getTime() / 1000)
    expect(await types({ created: { lt: now } })).toEqual(['checkout.session.expired'])
    expect(await types({ created: { gte: now }, type: 'payment_intent.*' })).toHaveLength(2)
    expect(await types({ delivery_success: false })).toEqual(['payment_intent.succeeded', 'checkout.session.completed'])
    const [oldest] = (await stripe.events.list({ type: 'checkout.session.expired' })).data
    const newer = await stripe.events.list({ ending_before: oldest?.id ?? '', limit: 1 })
    expect(newer).toMatchObject({ data: [{ type: 'payment_intent.created' }], has_more: true })
    const older = await stripe.events.list({ starting_after: newer.data[0]?.id ?? '' })
    expect(older).toMatchObject({ data: [{ id: oldest?.id }], has_more: false })
    await expect(stripe.events.list({ starting_after: 'evt_none' })).rejects.toMatchObject({ param: 'starting_after' })
  })

  it('keeps an event for thirty days', async () => {
    simulator.expire(await open())
    const [event] = (await stripe.events.list()).data
    shop.clock.advance(29 * 24 * hour)
    expect(await stripe.events.retrieve(event?.id ?? '')).toMatchObject({ id: event?.id })
    shop.clock.advance(24 * hour)
    await expect(stripe.events.retrieve(event?.id ?? '')).rejects.toMatchObject({ statusCode: 404 })
    expect((await stripe.events.list()).data).toEqual([])
  })
})
