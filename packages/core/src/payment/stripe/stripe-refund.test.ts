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
  nock.abortPendingRequests()
  nock.cleanAll()
  nock.enableNetConnect()
})

const thrownBy = (promise: Promise<unknown>) => promise.then(() => undefined).catch((error: unknown) => error)
const refusal = (error: object) => ({ error: { message: 'No such key sk_test_secret of ada@example.com', ...error } })

describe('refunding', () => {
  const wanted = {
    paymentId: 'pi_1',
    amount: money(2000, 'USD'),
    idempotencyKey: 'refund:0199-order:1',
    orderId: '0199-order',
  }
  const metadata = { order_id: '0199-order', refund_key: 'refund:0199-order:1' }
  const earlier = (...data: object[]) =>
    nock(origin).get('/v1/refunds').query({ payment_intent: 'pi_1', limit: 100 }).reply(200, { object: 'list', data })
  const creation = (key = 'refund:0199-order:1') =>
    nock(origin, { reqheaders: { 'idempotency-key': key } }).post('/v1/refunds', {
      payment_intent: 'pi_1',
      amount: '2000',
      metadata,
    })

  it('gives back the amount, under its key', async () => {
    earlier({ status: 'succeeded', metadata: { ...metadata, refund_key: 'another' } })
    const created = creation().reply(200, { id: 're_1', status: 'succeeded', metadata })

    await payments.refund(wanted)
    expect(created.isDone()).toBe(true)
  })

  it('F31: is done when a refund with its key is there, however old', async () => {
    earlier({ status: 'pending', metadata })

    await expect(payments.refund(wanted)).resolves.toBeUndefined()
  })

  it.each(['failed', 'canceled'])(
    'F31: is refused for good when the one with its key has %s: that takes another key',
    async (status) => {
      earlier({ status, metadata })

      expect(await thrownBy(payments.refund(wanted))).toMatchObject({
        retry: 'permanent',
        issues: [{ code: 'refund_failed' }],
      })
    },
  )

  it.each([
    ['is there', () => earlier({ status: 'succeeded', amount: 1999, metadata })],
    [
      'is under way',
      () => {
        earlier()
        creation().reply(400, refusal({ type: 'idempotency_error' }))
      },
    ],
  ])('INV-11: when another amount under its key %s, it is thought over again', async (_what, given) => {
    given()

    expect(await thrownBy(payments.refund(wanted))).toMatchObject({
      retry: 'retryable',
      issues: [{ code: 'amount_differs' }],
    })
  })

  it('says so when the bank has the money', async () => {
    earlier()
    creation().reply(400, refusal({ code: 'charge_disputed' }))

    expect(await thrownBy(payments.refund(wanted))).toMatchObject({
      retry: 'permanent',
      message: 'The bank has claimed the payment back: no refund is possible.',
      issues: [{ code: 'charge_disputed' }],
    })
  })

  it('is done when everything was given back already', async () => {
    earlier()
    creation().reply(400, refusal({ type: 'invalid_request_error', code: 'charge_already_refunded' }))

    await expect(payments.refund(wanted)).resolves.toBeUndefined()
  })

  it.each([403, 404])('does without the list when it is refused by %i', async (status) => {
    nock(origin)
      .get('/v1/refunds')
      .query(true)
      .reply(status, refusal({ type: 'invalid_request_error' }))
    const created = creation().reply(200, { id: 're_1', status: 'succeeded', metadata })

    await payments.refund(wanted)
    expect(created.isDone()).toBe(true)
  })

  it.each([
    ['failed at once', 200, { id: 're_1', status: 'failed' }, 'permanent'],
    ['was for a disputed charge', 400, refusal({ code: 'charge_disputed' }), 'permanent'],
    ['may have happened', 500, refusal({ type: 'api_error' }), 'unknown'],
    ['may have happened, says a server before it', 502, {}, 'unknown'],
  ])('fails when it %s', async (_what, status, body, retry) => {
    earlier()
    creation().reply(status, body)

    expect(await thrownBy(payments.refund(wanted))).toMatchObject({ code: 'payment_provider_failed', retry })
  })
})
