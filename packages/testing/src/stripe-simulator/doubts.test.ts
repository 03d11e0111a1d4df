import type Stripe from 'stripe'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { params, startTestStripe, type TestStripe, typesOf } from './stripe-simulator.test.data.ts'
import type { StripeSimulator } from './stripe-simulator.ts'

let shop: TestStripe
let stripe: Stripe
let simulator: StripeSimulator
let intent: string
let charge: string
beforeEach(async () => {
  shop = await startTestStripe()
  ;({ stripe, simulator } = shop)
  const { id } = await stripe.checkout.sessions.create(params)
  intent = String(simulator.pay(id).payment_intent)
  charge = String((await stripe.paymentIntents.retrieve(intent)).latest_charge)
  await simulator.idle()
  shop.received.length = 0
})
afterEach(() => simulator.close())

const heard = async () => {
  await simulator.idle()
  return typesOf(shop)
}
const totals = () => simulator.ledger().totals['usd']

describe('F27: a dispute', () => {
  it('given a payment, when its bank disputes it, then the money is gone until it is won', async () => {
    const { id } = simulator.dispute(intent, { reason: 'product_not_received' })
    expect(totals()).toEqual({ captured: 5850, refunded: 0, disputed: 5850, kept: 0 })
    expect(await stripe.disputes.retrieve(id, { expand: ['charge'] })).toMatchObject({
      status: 'needs_response',
      amount: 5850,
      is_charge_refundable: false,
      balance_transactions: [{ amount: -5850, net: -5850, reporting_category: 'dispute', source: id }],
      charge: { id: charge, disputed: true },
    })

    simulator.updateDispute(id, 'under_review')
    simulator.closeDispute(id, 'won')
    const won = await stripe.disputes.retrieve(id)
    expect(won.status).toBe('won')
    expect(won.balance_transactions.map(({ net }) => net)).toEqual([-5850, 5850])
    expect(await stripe.charges.retrieve(charge)).toMatchObject({ disputed: true })
    expect(totals()).toEqual({ captured: 5850, refunded: 0, disputed: 0, kept: 5850 })
    expect(await heard()).toEqual([
      'charge.dispute.created',
      'charge.dispute.funds_withdrawn',
      'charge.dispute.updated',
      'charge.dispute.closed',
      'charge.dispute.funds_reinstated',
    ])
    expect(() => simulator.closeDispute(id, 'lost')).toThrow(/is won/)
  })

  it('given an inquiry, then no money moves, a refund is possible, and it ends by warning_closed only', async () => {
    const { id } = simulator.dispute(intent, { inquiry: true })
    expect(await stripe.disputes.retrieve(id)).toMatchObject({
      status: 'warning_needs_response',
      is_charge_refundable: true,
      balance_transactions: [],
    })
    expect(await stripe.refunds.create({ payment_intent: intent, amount: 100 })).toMatchObject({ status: 'succeeded' })
    expect(() => simulator.closeDispute(id, 'lost')).toThrow(/can't become lost/)
    simulator.closeDispute(id, 'warning_closed')
    expect(totals()).toMatchObject({ refunded: 100, disputed: 0 })
    expect(await heard()).toEqual([
      'charge.dispute.created',
      'refund.created',
      'charge.refunded',
      'charge.dispute.closed',
    ])
  })

  it('given an inquiry, when it becomes a dispute, then the money is taken', async () => {
    const { id } = simulator.dispute(intent, { inquiry: true, amount: 1000 })
    simulator.updateDispute(id, 'needs_response')
    expect(totals()).toMatchObject({ disputed: 1000, kept: 4850 })
    simulator.closeDispute(id, 'lost')
    expect(totals()).toMatchObject({ disputed: 1000, kept: 4850 })
    await expect(stripe.refunds.create({ payment_intent: intent })).rejects.toMatchObject({ code: 'charge_disputed' })
    expect(await heard()).toEqual([
      'charge.dispute.created',
      'charge.dispute.updated',
      'charge.dispute.funds_withdrawn',
      'charge.dispute.closed',
    ])
  })

  it('is listed by payment and by charge, the newest first', async () => {
    const first = simulator.dispute(intent, { inquiry: true })
    const second = simulator.dispute(intent, { inquiry: true })
    const ids = [second.id, first.id]

    expect((await stripe.disputes.list({ payment_intent: intent })).data.map(({ id }) => id)).toEqual(ids)
    expect((await stripe.disputes.list({ charge })).data.map(({ id }) => id)).toEqual(ids)
    expect((await stripe.disputes.list({ charge: 'ch_other' })).data).toEqual([])
  })

  it('is answered with evidence, once, and can be accepted', async () => {
    const { id } = simulator.dispute(intent)
    const draft = await stripe.disputes.update(id, { evidence: { shipping_carrier: 'DHL' }, submit: false })
    expect(draft).toMatchObject({ status: 'needs_response', evidence: { shipping_carrier: 'DHL' } })
    const sent = await stripe.disputes.update(id, {
      evidence: { shipping_tracking_number: '1Z' },
      metadata: { a: 'b' },
    })
    expect(sent).toMatchObject({
      status: 'under_review',
      metadata: { a: 'b' },
      evidence: { shipping_carrier: 'DHL', shipping_tracking_number: '1Z' },
      evidence_details: { has_evidence: true, submission_count: 1 },
    })
    await expect(stripe.disputes.update(id, { evidence: { receipt: 'file_1' } })).rejects.toMatchObject({
      statusCode: 400,
    })

    const other = simulator.dispute(intent)
    expect(await stripe.disputes.close(other.id)).toMatchObject({ status: 'lost' })
    const magic = simulator.dispute(intent)
    const won = await stripe.disputes.update(magic.id, { evidence: { uncategorized_text: 'winning_evidence' } })
    expect(won.status).toBe('won')
  })
})

describe('an early fraud warning', () => {
  it('is told, listed, and outdated by a refund', async () => {
    const { id } = simulator.fraudWarning(intent)
    expect(await stripe.radar.earlyFraudWarnings.retrieve(id)).toMatchObject({
      actionable: true,
      charge,
      payment_intent: intent,
      fraud_type: 'made_with_stolen_card',
    })
    for (const by of [{ payment_intent: intent }, { charge }]) {
      expect((await stripe.radar.earlyFraudWarnings.list(by)).data).toMatchObject([{ id }])
    }
    await stripe.refunds.create({ payment_intent: intent })
    expect(await stripe.radar.earlyFraudWarnings.retrieve(id)).toMatchObject({ actionable: false })
    expect(await heard()).toEqual([
      'radar.early_fraud_warning.created',
      'refund.created',
      'charge.refunded',
      'radar.early_fraud_warning.updated',
    ])
  })
})

describe('a review', () => {
  it('stands in the payment while it is open', async () => {
    const { id } = simulator.openReview(intent)
    const open = await stripe.paymentIntents.retrieve(intent, { expand: ['review'] })
    expect(open.review).toMatchObject({ id, open: true, reason: 'rule', closed_reason: null, payment_intent: intent })
    expect((await stripe.reviews.list()).data).toMatchObject([{ id }])
    expect(() => simulator.openReview(intent)).toThrow(/under review/)

    simulator.closeReview(id)
    expect(await stripe.paymentIntents.retrieve(intent)).toMatchObject({ review: null })
    expect(await stripe.reviews.retrieve(id)).toMatchObject({ open: false, closed_reason: 'approved' })
    expect((await stripe.reviews.list()).data).toEqual([])
    expect(await heard()).toEqual(['review.opened', 'review.closed'])
    expect(() => simulator.closeReview(id)).toThrow(/already closed/)
  })

  it('can be approved by the API', async () => {
    const { id } = simulator.openReview(intent, 'manual')
    expect(await stripe.reviews.approve(id)).toMatchObject({ open: false, opened_reason: 'manual' })
  })

  it.each([
    ['refunded', null],
    ['refunded_as_fraud', 'fraudulent'],
  ] as const)('closed as %s gives the money back', async (closedReason, reason) => {
    const { id } = simulator.openReview(intent)
    simulator.closeReview(id, closedReason)

    expect(await stripe.reviews.retrieve(id)).toMatchObject({ open: false, closed_reason: closedReason })
    expect((await stripe.refunds.list({ payment_intent: intent })).data).toMatchObject([{ amount: 5850, reason }])
    expect(await heard()).toEqual(['review.opened', 'refund.created', 'charge.refunded', 'review.closed'])
  })

  it('is closed by a dispute', async () => {
    const { id } = simulator.openReview(intent)
    simulator.dispute(intent)
    expect(await stripe.reviews.retrieve(id)).toMatchObject({ open: false, closed_reason: 'disputed' })
  })
})
