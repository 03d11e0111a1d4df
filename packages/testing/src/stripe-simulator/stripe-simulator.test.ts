import type Stripe from 'stripe'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  clientOf,
  hour,
  params,
  start,
  startTestStripe,
  type TestStripe,
  typesOf,
  webhookSecret,
} from './stripe-simulator.test.data.ts'
import { createStripeSimulator, type StripeSimulator } from './stripe-simulator.ts'

let shop: TestStripe
let stripe: Stripe
let simulator: StripeSimulator
beforeEach(async () => {
  shop = await startTestStripe()
  ;({ stripe, simulator } = shop)
})
afterEach(() => simulator.close())

describe('a session', () => {
  it('is created as the real package asks for it, and is read back', async () => {
    const session = await stripe.checkout.sessions.create(params)

    expect(session).toMatchObject({
      object: 'checkout.session',
      status: 'open',
      payment_status: 'unpaid',
      amount_subtotal: 5000,
      amount_total: 5850,
      currency: 'usd',
      client_reference_id: 'order_1',
      payment_intent: null,
      livemode: false,
      created: Date.parse(start) / 1000,
      expires_at: Date.parse(start) / 1000 + 86_400,
      url: `${simulator.url}/pay/${session.id}`,
    })
    expect(session.id).toMatch(/^cs_test_\w{24}$/)
    expect(await stripe.checkout.sessions.retrieve(session.id)).toEqual(session)
  })

  it('shows its lines, expanded and as a list', async () => {
    const { id } = await stripe.checkout.sessions.create(params)
    const line = { description: 'Print <b>12×16</b>', quantity: 2, amount_total: 5000 }

    const expanded = await stripe.checkout.sessions.retrieve(id, { expand: ['line_items'] })
    expect(expanded.line_items?.data).toMatchObject([line])
    const listed = await stripe.checkout.sessions.listLineItems(id, { limit: 100 })
    expect(listed.data).toMatchObject([line])
  })

  it('is the same one for the same idempotency key, and refuses the key for another request', async () => {
    const first = await stripe.checkout.sessions.create(params, { idempotencyKey: 'checkout:1' })
    const second = await stripe.checkout.sessions.create(params, { idempotencyKey: 'checkout:1' })
    const other = stripe.checkout.sessions.create({ ...params, locale: 'de' }, { idempotencyKey: 'checkout:1' })

    expect(second.id).toBe(first.id)
    expect(second.lastResponse.headers['idempotent-replayed']).toBe('true')
    await expect(other).rejects.toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400 })
  })

  it('is a new one when the key is older than a day', async () => {
    const first = await stripe.checkout.sessions.create(params, { idempotencyKey: 'checkout:1' })
    shop.clock.advance(24 * hour)

    const second = await stripe.checkout.sessions.create(params, { idempotencyKey: 'checkout:1' })
    expect(second.id).not.toBe(first.id)
  })

  const [line] = params.line_items ?? []
  it.each<[string, Partial<Stripe.Checkout.SessionCreateParams>, object]>([
    ['no lines', { line_items: undefined }, { code: 'parameter_missing', param: 'line_items' }],
    [
      'a fraction of a cent',
      { line_items: [{ quantity: 1, price_data: { ...line?.price_data, currency: 'usd', unit_amount: 0.5 } }] },
      { code: 'parameter_invalid_integer', param: 'line_items[0][price_data][unit_amount]' },
    ],
    ['an unknown parameter', { colour: 'red' } as object, { code: 'parameter_unknown', param: 'colour' }],
    ['no page to come back to', { success_url: '' }, { code: 'url_invalid', param: 'success_url' }],
    ['an expiry in ten minutes', { expires_at: Date.parse(start) / 1000 + 600 }, { param: 'expires_at' }],
    ['a metadata value that is too long', { metadata: { a: 'x'.repeat(501) } }, { param: 'metadata[a]' }],
  ])('is refused with %s', async (_what, wrong, error) => {
    await expect(stripe.checkout.sessions.create({ ...params, ...wrong })).rejects.toMatchObject({
      type: 'StripeInvalidRequestError',
      statusCode: 400,
      ...error,
    })
  })

  it('can be expired while it is open, and only then', async () => {
    const { id } = await stripe.checkout.sessions.create(params)

    expect(await stripe.checkout.sessions.expire(id)).toMatchObject({ status: 'expired', url: null })
    await expect(stripe.checkout.sessions.expire(id)).rejects.toMatchObject({ statusCode: 400 })
    await simulator.idle()
    expect(typesOf(shop)).toEqual(['checkout.session.expired'])
  })

  it('expires by itself when its time has come', async () => {
    const { id } = await stripe.checkout.sessions.create(params)
    shop.clock.advance(24 * hour)

    expect(() => simulator.pay(id)).toThrow(/expired/)
    expect(await stripe.checkout.sessions.retrieve(id)).toMatchObject({ status: 'expired' })
    await simulator.idle()
    expect(typesOf(shop)).toEqual(['checkout.session.expired'])
  })

  it('is found in lists, newest first, page by page', async () => {
    const ids: string[] = []
    for (let index = 0; index < 3; index += 1) {
      ids.unshift((await stripe.checkout.sessions.create(params)).id)
      shop.clock.advance(1000)
    }
    simulator.pay(ids[0] ?? '')

    const all: string[] = []
    for await (const session of stripe.checkout.sessions.list({ limit: 2 })) all.push(session.id)
    expect(all).toEqual(ids)
    const complete = await stripe.checkout.sessions.list({ status: 'complete' })
    expect(complete.data.map(({ id }) => id)).toEqual([ids[0]])
    const later = await stripe.checkout.sessions.list({ created: { gte: Date.parse(start) / 1000 + 1 } })
    expect(later.data.map(({ id }) => id)).toEqual(ids.slice(0, 2))
  })
})

describe('the API', () => {
  it('F46: refuses another key without repeating it', async () => {
    const stranger = clientOf(simulator.url, 'sk_test_wrong_and_secret')

    await expect(stranger.balance.retrieve()).rejects.toMatchObject({
      type: 'StripeAuthenticationError',
      statusCode: 401,
      message: expect.not.stringContaining('wrong_and_secret'),
    })
  })

  it('knows its key by Basic authentication too, and wants one', async () => {
    const ask = (headers: Record<string, string>) => fetch(`${simulator.url}/v1/balance`, { headers })

    expect((await ask({ authorization: `Basic ${btoa('sk_test_simulator:')}` })).status).toBe(200)
    expect((await ask({})).status).toBe(401)
  })

  it.each([
    ['a session', () => stripe.checkout.sessions.retrieve('cs_test_none')],
    ['a payment', () => stripe.paymentIntents.retrieve('pi_none')],
    ['a route', () => stripe.customers.retrieve('cus_none')],
  ])('answers 404 for %s that it does not know', async (_what, ask) => {
    await expect(ask()).rejects.toMatchObject({ type: 'StripeInvalidRequestError', statusCode: 404 })
  })

  it('refuses to expand what is no id', async () => {
    const { id } = await stripe.checkout.sessions.create(params)

    await expect(stripe.checkout.sessions.retrieve(id, { expand: ['status'] })).rejects.toMatchObject({
      param: 'expand',
    })
  })

  it('makes everything live with a live key', async () => {
    const live = createStripeSimulator({ secretKey: 'sk_live_simulator', webhookSecret, clock: shop.clock })
    const client = clientOf(await live.listen(), 'sk_live_simulator')

    const session = await client.checkout.sessions.create(params)
    expect(session).toMatchObject({ livemode: true, id: expect.stringMatching(/^cs_live_/) })
    await live.close()
  })

  it('INV-20: gives the same ids for the same seed', async () => {
    const again = createStripeSimulator({ webhookSecret, clock: shop.clock, seed: 1 })
    const client = clientOf(await again.listen())

    const ids = await Promise.all([stripe, client].map((each) => each.checkout.sessions.create(params)))
    expect(ids[0]?.id).toBe(ids[1]?.id)
    await again.close()
  })
})
