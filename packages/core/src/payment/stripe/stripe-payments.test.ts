import nock from 'nock'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { money } from '../../money/money.ts'
import { QuoinError } from '../../quoin-error.ts'
import { checkoutRequest } from './checkout-request.test.data.ts'
import { type StripePaymentsOptions, stripePayments } from './stripe-payments.ts'

const origin = 'http://stripe.test:4011'
const options: StripePaymentsOptions = {
  secretKey: 'sk_test_secret',
  webhookSecrets: 'whsec_secret',
  apiBase: origin,
  maxNetworkRetries: 0,
}
const payments = stripePayments(options)

beforeEach(() => nock.disableNetConnect())
afterEach(() => {
  nock.abortPendingRequests()
  nock.cleanAll()
  nock.enableNetConnect()
})

const request = checkoutRequest({
  shippingOptions: [{ method: 'Standard', displayName: 'Standard (5 days)', price: money(850, 'USD') }],
  allowedCountries: ['US', 'GB'],
  email: 'ada@example.com',
})
const openSession = {
  id: 'cs_test_1',
  url: 'https://checkout.stripe.com/c/pay/cs_test_1',
  expires_at: 1767312000,
  livemode: false,
  status: 'open',
  payment_status: 'unpaid',
}
const thrownBy = (promise: Promise<unknown>) => promise.then(() => undefined).catch((error: unknown) => error)
/** An error as Stripe sends it; its messages tell more than a log may hold. */
const refusal = (error: object) => ({ error: { message: 'No such key sk_test_secret of ada@example.com', ...error } })

describe('creating a checkout', () => {
  it('asks for exactly the snapshot, under its key', async () => {
    let sent: Record<string, string> = {}
    nock(origin, {
      reqheaders: {
        authorization: 'Bearer sk_test_secret',
        'idempotency-key': 'checkout:0199-order',
        'user-agent': /quoin/,
      },
    })
      .post('/v1/checkout/sessions', (body) => {
        sent = { ...body }
        return true
      })
      .reply(200, openSession)

    expect(await payments.createCheckout(request)).toEqual({
      checkoutId: 'cs_test_1',
      url: 'https://checkout.stripe.com/c/pay/cs_test_1',
      clientSecret: null,
      expiresAt: new Date('2026-01-02T00:00:00Z'),
      livemode: false,
    })
    expect(sent).toEqual({
      mode: 'payment',
      client_reference_id: '0199-order',
      'metadata[order_id]': '0199-order',
      'metadata[order_number]': 'ABCDE-23456',
      'metadata[shop_url]': 'https://shop.example',
      'payment_intent_data[metadata][order_id]': '0199-order',
      'payment_intent_data[metadata][order_number]': 'ABCDE-23456',
      'payment_intent_data[metadata][shop_url]': 'https://shop.example',
      'line_items[0][quantity]': '2',
      'line_items[0][metadata][item_id]': 'item_1',
      'line_items[0][metadata][product_id]': 'print',
      'line_items[0][metadata][sku]': 'GLOBAL-FAP-16X24',
      'line_items[0][price_data][currency]': 'usd',
      'line_items[0][price_data][unit_amount]': '4900',
      'line_items[0][price_data][product_data][name]': 'Print & frame',
      'line_items[0][price_data][product_data][metadata][product_id]': 'print',
      'line_items[0][price_data][product_data][metadata][sku]': 'GLOBAL-FAP-16X24',
      'shipping_options[0][shipping_rate_data][type]': 'fixed_amount',
      'shipping_options[0][shipping_rate_data][display_name]': 'Standard (5 days)',
      'shipping_options[0][shipping_rate_data][fixed_amount][amount]': '850',
      'shipping_options[0][shipping_rate_data][fixed_amount][currency]': 'usd',
      'shipping_options[0][shipping_rate_data][metadata][method]': 'Standard',
      'shipping_address_collection[allowed_countries][0]': 'US',
      'shipping_address_collection[allowed_countries][1]': 'GB',
      'phone_number_collection[enabled]': 'true',
      customer_email: 'ada@example.com',
      success_url: 'https://shop.test/thanks?session_id={CHECKOUT_SESSION_ID}',
      cancel_url: 'https://shop.test/cart',
    })
  })

  it('leaves out what there is none of', async () => {
    nock(origin)
      .post('/v1/checkout/sessions', (body) => !('customer_email' in body) && !('shipping_options' in body))
      .reply(200, openSession)

    const checkout = await payments.createCheckout({ ...request, email: null, shippingOptions: [] })
    expect(checkout.checkoutId).toBe('cs_test_1')
  })
})

describe('F23: what goes wrong at Stripe', () => {
  const create = () => payments.createCheckout(request)
  const read = () => payments.readPayment('cs_test_1')

  it.each([
    [400, { type: 'invalid_request_error', code: 'parameter_missing', param: 'line_items' }, 'permanent', 'permanent'],
    [400, { type: 'idempotency_error' }, 'permanent', 'permanent'],
    [401, { type: 'invalid_request_error' }, 'retryable', 'retryable'],
    [402, { type: 'card_error', code: 'card_declined' }, 'permanent', 'permanent'],
    [403, { type: 'invalid_request_error' }, 'retryable', 'retryable'],
    [404, { type: 'invalid_request_error', code: 'resource_missing' }, 'permanent', 'permanent'],
    [409, { type: 'idempotency_error', code: 'idempotency_key_in_use' }, 'unknown', 'retryable'],
    [429, { type: 'invalid_request_error', code: 'rate_limit' }, 'retryable', 'retryable'],
    [500, { type: 'api_error' }, 'unknown', 'retryable'],
    [503, { type: 'api_error' }, 'unknown', 'retryable'],
  ])('%i %o is %s for a write and %s for a read', async (status, error, forWrite, forRead) => {
    nock(origin).post('/v1/checkout/sessions').reply(status, refusal(error))
    nock(origin).get('/v1/checkout/sessions/cs_test_1').query(true).reply(status, refusal(error))

    const [write, reading] = [await thrownBy(create()), await thrownBy(read())]
    expect(write).toMatchObject({ code: 'payment_provider_failed', retry: forWrite })
    expect(reading).toMatchObject({ code: 'payment_provider_failed', retry: forRead })
  })

  it.each([
    [
      'a lost connection',
      () =>
        nock(origin)
          .post('/v1/checkout/sessions')
          .replyWithError(Object.assign(new Error(), { code: 'ENOTFOUND' })),
    ],
    ['a failure of a server before it', () => nock(origin).post('/v1/checkout/sessions').reply(502, { ok: false })],
    ['a page in place of JSON', () => nock(origin).post('/v1/checkout/sessions').reply(200, '<html>')],
    ['null', () => nock(origin).post('/v1/checkout/sessions').reply(200, 'null')],
    ['nothing', () => nock(origin).post('/v1/checkout/sessions').reply(200, '')],
    [
      'a session without a page',
      () =>
        nock(origin)
          .post('/v1/checkout/sessions')
          .reply(200, { ...openSession, url: null }),
    ],
  ])('F49: after %s it is unknown whether a write happened', async (_what, answer) => {
    answer()

    expect(await thrownBy(create())).toMatchObject({ code: 'payment_provider_failed', retry: 'unknown' })
  })

  it('F18: a body that can not be read is read again later', async () => {
    nock(origin)
      .get('/v1/checkout/sessions/cs_test_1')
      .query(true)
      .reply(200, { ...openSession, status: 'paused' })

    expect(await thrownBy(read())).toMatchObject({ code: 'payment_provider_failed', retry: 'retryable' })
  })

  it('keeps how long Stripe asks to wait', async () => {
    nock(origin)
      .get('/v1/checkout/sessions/cs_test_1')
      .query(true)
      .reply(429, refusal({ code: 'rate_limit' }), { 'retry-after': '7' })

    expect(await thrownBy(read())).toMatchObject({ retryAfterMs: 7000 })
  })

  it('INV-22: names the field and the request, and neither key nor address', async () => {
    const error = { type: 'invalid_request_error', code: 'email_invalid', param: 'customer_email' }
    nock(origin).post('/v1/checkout/sessions').reply(400, refusal(error), { 'request-id': 'req_7' })

    const thrown = await thrownBy(create())
    expect(thrown).toMatchObject({
      message: 'Stripe did not do what was asked: HTTP 400, email_invalid, customer_email, req_7.',
      issues: [{ path: 'customer_email', code: 'email_invalid' }],
    })
    expect(thrown).not.toHaveProperty('cause')
    expect(JSON.stringify(thrown) + String(thrown)).not.toMatch(/sk_test|ada@/)
  })

  it('F31: repeats a write inside one call with the same key', async () => {
    const keys: (string | undefined)[] = []
    nock(origin)
      .post('/v1/checkout/sessions')
      .reply(500, (incoming: Request) => {
        keys.push(incoming.headers.get('idempotency-key') ?? undefined)
        return refusal({ type: 'api_error' })
      })
    nock(origin)
      .post('/v1/checkout/sessions')
      .reply(200, (incoming: Request) => {
        keys.push(incoming.headers.get('idempotency-key') ?? undefined)
        return openSession
      })

    const patient = stripePayments({ ...options, maxNetworkRetries: 1 })
    expect(await patient.createCheckout(request)).toMatchObject({ checkoutId: 'cs_test_1' })
    expect(keys).toEqual(['checkout:0199-order', 'checkout:0199-order'])
  })
})

describe('reading a payment', () => {
  it('asks for the charge and the way to ship along with it', async () => {
    nock(origin)
      .get('/v1/checkout/sessions/cs_test_1')
      .query({ expand: ['payment_intent.latest_charge', 'shipping_cost.shipping_rate'] })
      .reply(200, openSession)

    expect(await payments.readPayment('cs_test_1')).toMatchObject({ state: 'open', money: 'none' })
  })
})

describe('expiring a checkout', () => {
  const notOpen = refusal({ type: 'invalid_request_error' })

  it.each(['complete', 'expired'])('does nothing when it is %s', async (status) => {
    nock(origin).post('/v1/checkout/sessions/cs_test_1/expire').reply(400, notOpen)
    nock(origin)
      .get('/v1/checkout/sessions/cs_test_1')
      .query(true)
      .reply(200, { ...openSession, status })

    await expect(payments.expireCheckout('cs_test_1')).resolves.toBeUndefined()
  })

  it('fails when it stays open', async () => {
    nock(origin).post('/v1/checkout/sessions/cs_test_1/expire').reply(400, notOpen)
    nock(origin).get('/v1/checkout/sessions/cs_test_1').query(true).reply(200, openSession)

    expect(await thrownBy(payments.expireCheckout('cs_test_1'))).toMatchObject({ retry: 'permanent' })
  })
})

describe('being reached', () => {
  it.each([
    ['answers', 200, { object: 'balance' }],
    ['withholds the balance from a restricted key', 403, refusal({ type: 'invalid_request_error' })],
    ['has no balance to show', 404, refusal({ type: 'invalid_request_error' })],
  ])('is shown when Stripe %s', async (_what, status, body) => {
    nock(origin).get('/v1/balance').reply(status, body)

    await expect(payments.ping()).resolves.toBeUndefined()
  })

  it('F46: is denied when the key is refused', async () => {
    nock(origin)
      .get('/v1/balance')
      .reply(401, refusal({ type: 'invalid_request_error' }))

    expect(await thrownBy(payments.ping())).toMatchObject({ code: 'payment_provider_failed', retry: 'retryable' })
  })
})

describe('a webhook', () => {
  it('is refused before its body is looked at', async () => {
    const delivery = { body: new TextEncoder().encode('{'), signature: null, now: new Date() }

    expect(await thrownBy(payments.verifyWebhook(delivery))).toMatchObject({ code: 'invalid_signature' })
  })
})

describe('the options', () => {
  it.each([
    ['sk_test_1', false],
    ['rk_test_1', false],
    ['sk_live_1', true],
    ['rk_live_1', true],
    ['sk_1', false],
  ])('F17: with the key %s the money is real: %s', (secretKey, livemode) => {
    expect(stripePayments({ ...options, secretKey }).livemode).toBe(livemode)
  })

  it.each<[string, Partial<StripePaymentsOptions>]>([
    ['secretKey', { secretKey: '' }],
    ['secretKey', { secretKey: 'sk_test_1\n' }],
    ['webhookSecrets', { webhookSecrets: '' }],
    ['webhookSecrets', { webhookSecrets: [] }],
    ['webhookSecrets', { webhookSecrets: ['whsec_1', ' '] }],
    ['apiBase', { apiBase: 'stripe.test' }],
    ['apiBase', { apiBase: 'https://stripe.test/v1' }],
    ['apiBase', { apiBase: 'ftp://stripe.test' }],
  ])('name %s when it is wrong', (path, wrong) => {
    expect(() => stripePayments({ ...options, ...wrong })).toThrow(
      expect.objectContaining({ code: 'invalid_options', issues: [expect.objectContaining({ path })] }),
    )
    expect(() => stripePayments({ ...options, ...wrong })).toThrow(QuoinError)
  })
})
