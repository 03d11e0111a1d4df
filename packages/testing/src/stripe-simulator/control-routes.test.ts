import type Stripe from 'stripe'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { params, startTestStripe, type TestStripe } from './stripe-simulator.test.data.ts'
import type { StripeSimulator } from './stripe-simulator.ts'

let shop: TestStripe
let stripe: Stripe
let simulator: StripeSimulator
beforeEach(async () => {
  shop = await startTestStripe()
  ;({ stripe, simulator } = shop)
})
afterEach(() => simulator.close())

describe('the controls over HTTP', () => {
  const post = (path: string, body?: unknown) =>
    fetch(`${simulator.url}${path}`, { method: 'POST', ...(body === undefined ? {} : { body: JSON.stringify(body) }) })

  it('let another process pay, refund and read the ledger', async () => {
    const { id } = await stripe.checkout.sessions.create(params)

    const paid = await post(`/__pay/${id}`, { shippingIndex: 1, method: 'delayed' })
    expect(await paid.json()).toMatchObject({ id, payment_status: 'unpaid' })
    const settled = await (await post(`/__settle/${id}`, { outcome: 'succeeded' })).json()
    await post(`/__refund/${settled.payment_intent}`, { amount: 50 })

    const ledger = await (await fetch(`${simulator.url}/__ledger`)).json()
    expect(ledger).toEqual(simulator.ledger())
    expect(ledger).toMatchObject({ charges: [{ amount: 6850 }], refunds: [{ amount: 50 }] })
  })

  it('direct the webhooks', async () => {
    const { id } = await stripe.checkout.sessions.create(params)
    await post('/__config', { webhookUrl: 'http://other.test/hook', delivery: false })
    await post(`/__expire/${id}`)
    expect(shop.received).toEqual([])

    await post('/__config', { delivery: true })
    expect(await (await post('/__deliver')).json()).toEqual({ tried: 1 })
    const deliveries = await (await fetch(`${simulator.url}/__deliveries`)).json()
    expect(deliveries).toMatchObject([{ url: 'http://other.test/hook', status: 200 }])
  })

  it('raise every doubt about a payment, and end it', async () => {
    const { id } = await stripe.checkout.sessions.create(params)
    await post(`/__pay/${id}`, { card: '4000002500003155' })
    const { payment_intent: intent } = await (await post(`/__authenticate/${id}`, { outcome: 'succeeded' })).json()
    const did = async (path: string, body?: unknown) => (await post(path, body)).json()

    const review = await did(`/__open-review/${intent}`, { reason: 'manual' })
    expect(await did(`/__close-review/${review.id}`)).toMatchObject({ closed_reason: 'approved' })
    expect(await did(`/__fraud-warning/${intent}`, { fraudType: 'misc' })).toMatchObject({ fraud_type: 'misc' })
    const refund = await did(`/__refund/${intent}`, { amount: 100, pending: true, reason: 'duplicate' })
    expect(refund).toMatchObject({ status: 'pending', reason: 'duplicate' })
    expect(await did(`/__settle-refund/${refund.id}`)).toMatchObject({ status: 'succeeded' })
    expect(await did(`/__fail-refund/${refund.id}`)).toMatchObject({ status: 'failed' })
    const dispute = await did(`/__dispute/${intent}`, { inquiry: true, amount: 500 })
    expect(await did(`/__update-dispute/${dispute.id}`, { status: 'needs_response' })).toMatchObject({ amount: 500 })
    expect(await did(`/__close-dispute/${dispute.id}`, { outcome: 'lost' })).toMatchObject({ status: 'lost' })
    const ledger = await (await fetch(`${simulator.url}/__ledger`)).json()
    expect(ledger.totals).toEqual({ usd: { captured: 5850, refunded: 0, disputed: 500, kept: 5350 } })
  })

  it('capture an authorised payment, or let it go', async () => {
    for (const [path, body, status] of [
      ['capture', { amount: 100 }, 'succeeded'],
      ['cancel', {}, 'canceled'],
    ] as const) {
      const data = { capture_method: 'manual' } as const
      const { id } = await stripe.checkout.sessions.create({ ...params, payment_intent_data: data })
      const { payment_intent: intent } = await (await post(`/__pay/${id}`)).json()
      expect(await (await post(`/__${path}/${intent}`, body)).json()).toMatchObject({ status })
    }
  })

  it('add endpoints, roll their secrets, and set faults', async () => {
    const { id } = await (
      await post('/__webhooks', { url: 'http://two.test/', secret: 'whsec_2', events: ['*'] })
    ).json()
    expect(await (await post(`/__roll/${id}`, { oldOnesForMs: 0 })).json()).toEqual({
      secret: expect.stringMatching(/^whsec_/),
    })
    const { webhooks } = await (await fetch(`${simulator.url}/__webhooks`)).json()
    expect(webhooks).toMatchObject([{ url: 'http://shop.test/webhooks/stripe' }, { id, url: 'http://two.test/' }])

    expect(await (await post('/__faults', { fault: 'rate-limited' })).json()).toEqual({ pending: 1 })
    await expect(stripe.balance.retrieve()).rejects.toMatchObject({ code: 'rate_limit' })
    expect((await post('/__faults/rate', { rate: { 'status-503': 1 } })).status).toBe(204)
    await expect(stripe.balance.retrieve()).rejects.toMatchObject({ type: 'StripeAPIError' })
    await fetch(`${simulator.url}/__faults`, { method: 'DELETE' })
    await expect(stripe.balance.retrieve()).resolves.toMatchObject({ object: 'balance' })
    const requests = await (await fetch(`${simulator.url}/__requests`)).json()
    expect(requests.map(({ fault }: { fault: unknown }) => fault)).toEqual(['rate-limited', 'status-503', null])
  })

  it.each([
    ['an unknown session', '/__pay/cs_none', {}, 404],
    ['an unknown option', '/__pay/cs_none', { amout: 1 }, 400],
    ['an unknown fault', '/__faults', { fault: 'gremlins' }, 400],
    ['no JSON', '/__config', '{', 400],
  ])('refuse %s', async (_what, path, body, status) => {
    const response = await fetch(`${simulator.url}${path}`, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    expect(response.status).toBe(status)
    if (body === '{')
      expect(await response.json()).toEqual({
        error: { type: 'invalid_request_error', message: 'The body is no JSON.' },
      })
  })
})
