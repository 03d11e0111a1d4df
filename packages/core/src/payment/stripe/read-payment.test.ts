import nock from 'nock'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { stripePayments } from './stripe-payments.ts'

const origin = 'http://stripe.test:4011'
const payments = stripePayments({
  secretKey: 'rk_test_secret',
  webhookSecrets: 'whsec_secret',
  apiBase: origin,
  maxNetworkRetries: 0,
})

beforeEach(() => nock.disableNetConnect())
afterEach(() => {
  nock.cleanAll()
  nock.enableNetConnect()
})

const charge = { amount_refunded: 0, disputed: false }
const intent = {
  id: 'pi_1',
  status: 'succeeded',
  currency: 'usd',
  amount_received: 5850,
  latest_charge: charge,
  review: null,
}
const session = {
  id: 'cs_test_1',
  livemode: false,
  status: 'complete',
  payment_status: 'paid',
  currency: 'usd',
  amount_total: 5850,
  payment_intent: intent,
}
type Answers = Readonly<Record<string, readonly [status: number, body?: object]>>
/** What Stripe answers; every call is answered once, and one that is not listed fails. */
function given(changes: object, answers: Answers = {}) {
  const seen: string[] = []
  const all: Answers = { '/v1/checkout/sessions/cs_test_1': [200, { ...session, ...changes }], ...answers }
  for (const [path, [status, body]] of Object.entries(all)) {
    nock(origin)
      .get(path)
      .query(true)
      .reply(status, () => {
        seen.push(path)
        return body ?? { error: { type: 'invalid_request_error' } }
      })
  }
  return seen
}
const withIntent = (changes: object) => ({ payment_intent: { ...intent, ...changes } })
const warnings = '/v1/radar/early_fraud_warnings'
const noWarning = { [warnings]: [200, { data: [] }] } as const

describe('reading a payment', () => {
  it.each([
    ['open', { status: 'open', payment_status: 'unpaid', payment_intent: null }],
    ['under way', { payment_status: 'unpaid', ...withIntent({ status: 'processing' }) }],
    ['free', { payment_status: 'no_payment_required', payment_intent: null }],
  ])('takes one call for a checkout that is %s', async (_what, changes) => {
    const seen = given(changes)
    await payments.readPayment('cs_test_1')
    expect(seen).toHaveLength(1)
  })

  it('takes two calls for one that is paid', async () => {
    const seen = given({}, { ...noWarning })
    expect(await payments.readPayment('cs_test_1')).toMatchObject({
      money: 'captured',
      dispute: null,
      underReview: false,
      fraudWarning: null,
    })
    expect(seen).toHaveLength(2)
  })

  it('F27 names the latest fraud warning', async () => {
    const data = [
      { fraud_type: 'misc', created: 1 },
      { fraud_type: 'made_with_stolen_card', created: 2 },
    ]
    given({}, { [warnings]: [200, { data }] })
    expect(await payments.readPayment('cs_test_1')).toMatchObject({ fraudWarning: 'made_with_stolen_card' })
  })

  it.each([
    [true, { open: true }],
    [false, { open: false }],
  ])('F27 knows whether a review is open: %s', async (underReview, review) => {
    given(withIntent({ review: 'prv_1' }), { ...noWarning, '/v1/reviews/prv_1': [200, { id: 'prv_1', ...review }] })
    expect(await payments.readPayment('cs_test_1')).toMatchObject({ underReview })
    given(withIntent({ review: { id: 'prv_1', ...review } }), { ...noWarning })
    expect(await payments.readPayment('cs_test_1')).toMatchObject({ underReview })
  })

  const disputed = withIntent({ latest_charge: { ...charge, disputed: true } })
  it('F28 asks what became of a dispute, for a charge stays disputed for ever', async () => {
    const dispute = { id: 'du_1', status: 'won', reason: 'fraudulent', amount: 5850, currency: 'usd', created: 1 }
    given(disputed, { ...noWarning, '/v1/disputes': [200, { data: [dispute] }] })
    expect(await payments.readPayment('cs_test_1')).toMatchObject({ dispute: { id: 'du_1', status: 'won' } })
  })

  it.each([403, 404])('does without what is withheld by %i, and then doubt stays', async (status) => {
    const answers: Answers = { [warnings]: [status], '/v1/disputes': [status], '/v1/reviews/prv_1': [status] }
    given({ payment_intent: { ...disputed.payment_intent, review: 'prv_1' } }, answers)
    expect(await payments.readPayment('cs_test_1')).toMatchObject({
      fraudWarning: null,
      underReview: true,
      dispute: { id: 'unknown', status: 'open' },
    })
  })

  it.each([warnings, '/v1/disputes'])('F23 is read again later when %s fails', async (path) => {
    given(disputed, { ...noWarning, '/v1/disputes': [200, { data: [] }], [path]: [500, {}] })
    await expect(payments.readPayment('cs_test_1')).rejects.toMatchObject({ retry: 'retryable' })
  })
})
