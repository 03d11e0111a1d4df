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

  it.each([
    ['an unknown session', '/__pay/cs_none', {}, 404],
    ['an unknown option', '/__pay/cs_none', { amout: 1 }, 400],
    ['no JSON', '/__config', '{', 400],
  ])('refuse %s', async (_what, path, body, status) => {
    const response = await fetch(`${simulator.url}${path}`, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    expect(response.status).toBe(status)
  })
})
