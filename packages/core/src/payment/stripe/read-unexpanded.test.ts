import nock from 'nock'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { money } from '../../money/money.ts'
import { stripePayments } from './stripe-payments.ts'

const origin = 'http://stripe.test:4011'
const payments = stripePayments({
  secretKey: 'sk_test_secret',
  webhookSecrets: 'whsec_secret',
  apiBase: origin,
  maxNetworkRetries: 0,
})

beforeEach(() => nock.disableNetConnect())
afterEach(() => {
  nock.cleanAll()
  nock.enableNetConnect()
})

describe('reading a payment from a server that does not expand', () => {
  const paidSession = {
    id: 'cs_test_1',
    livemode: false,
    status: 'complete',
    currency: 'usd',
    amount_total: 10_650,
    payment_intent: 'pi_1',
  }
  const session = (changes: object) =>
    nock(origin)
      .get('/v1/checkout/sessions/cs_test_1')
      .query(true)
      .reply(200, { ...paidSession, ...changes })
  const intent = () => nock(origin).get('/v1/payment_intents/pi_1').query(true)

  beforeEach(() => {
    nock(origin).get('/v1/radar/early_fraud_warnings').query(true).reply(404, 'Not found')
  })

  it('F24 asks for the payment itself, so that a refund is seen', async () => {
    session({ payment_status: 'paid', shipping_cost: { amount_total: 850, shipping_rate: 'shr_1' } })
    intent().reply(200, { id: 'pi_1', status: 'succeeded', latest_charge: { amount_refunded: 10_650 } })
    expect(await payments.readPayment('cs_test_1')).toMatchObject({
      money: 'captured',
      paymentId: 'pi_1',
      amountRefunded: 10_650,
      shipping: money(850, 'USD'),
    })
  })

  it('F05 and so that a delayed method that failed is told from one under way', async () => {
    session({ payment_status: 'unpaid' })
    intent().reply(200, { id: 'pi_1', status: 'requires_payment_method', last_payment_error: { code: 'x' } })
    expect(await payments.readPayment('cs_test_1')).toMatchObject({ money: 'failed' })
  })

  it('does without it where it is not shown', async () => {
    session({ payment_status: 'paid' })
    intent().reply(404, { error: { type: 'invalid_request_error', code: 'resource_missing' } })
    expect(await payments.readPayment('cs_test_1')).toMatchObject({
      money: 'captured',
      paymentId: 'pi_1',
      amountRefunded: null,
    })
  })
})
