import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Stripe from 'stripe'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
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

describe('a webhook', () => {
  const open = async () => (await stripe.checkout.sessions.create(params)).id

  it('is signed so that the real package accepts its raw body', async () => {
    simulator.pay(await open())
    await simulator.idle()

    const [first] = shop.received
    const receivedAt = Date.parse(start)
    const event = Stripe.webhooks.constructEvent(
      first?.body ?? '',
      first?.signature ?? '',
      webhookSecret,
      300,
      undefined,
      receivedAt,
    )
    expect(event).toMatchObject({ type: 'checkout.session.completed', api_version: Stripe.API_VERSION })
    expect(await stripe.events.retrieve(event.id)).toMatchObject({ id: event.id, pending_webhooks: 0 })
  })

  it('is sent again, with a fresh signature, until the shop answers 2xx', async () => {
    shop.shopAnswers = () => new Response(null, { status: 503 })
    simulator.expire(await open())
    await simulator.idle()
    expect(await simulator.deliverPending()).toBe(0)

    shop.clock.advance(1000)
    shop.shopAnswers = () => Promise.reject(new Error('connection refused'))
    expect(await simulator.deliverPending()).toBe(1)
    shop.clock.advance(5000)
    shop.shopAnswers = () => new Response()
    expect(await simulator.deliverPending()).toBe(1)
    shop.clock.advance(hour)
    expect(await simulator.deliverPending()).toBe(0)

    expect(simulator.deliveries().map(({ status }) => status)).toEqual([503, null, 200])
    expect(new Set(shop.received.map(({ signature }) => signature)).size).toBe(3)
    expect(new Set(shop.received.map(({ event }) => event.id)).size).toBe(1)
  })

  it('is given up after three days', async () => {
    shop.shopAnswers = () => new Response(null, { status: 500 })
    simulator.expire(await open())
    for (let hours = 0; hours < 24 * 7; hours += 1) {
      shop.clock.advance(hour)
      await simulator.deliverPending()
    }

    const [first, last] = [simulator.deliveries().at(0), simulator.deliveries().at(-1)]
    expect(Date.parse(last?.at ?? '') - Date.parse(first?.at ?? '')).toBeGreaterThan(70 * hour)
    const { data } = await stripe.events.list({ delivery_success: false })
    expect(data).toMatchObject([{ type: 'checkout.session.expired' }])
    expect(await simulator.deliverPending({ all: true })).toBe(0)
  })

  it('F01: can come several times at once, and again later', async () => {
    simulator.configureWebhooks({ copies: 3 })
    simulator.expire(await open())
    await simulator.idle()
    simulator.configureWebhooks({ copies: 1 })
    await simulator.resend(shop.received[0]?.event.id ?? '')

    expect(shop.received).toHaveLength(4)
    expect(new Set(shop.received.map(({ event }) => event.id)).size).toBe(1)
  })

  it('F11: does not come while delivery is off, and comes when it is on again', async () => {
    simulator.configureWebhooks({ delivery: false })
    simulator.pay(await open())
    expect(await simulator.deliverPending({ all: true })).toBe(0)
    expect(shop.received).toEqual([])

    simulator.configureWebhooks({ delivery: true })
    expect(await simulator.deliverPending()).toBe(2)
    expect(typesOf(shop)).toEqual(['checkout.session.completed', 'payment_intent.succeeded'])
  })

  it('is only recorded when there is no endpoint', async () => {
    simulator.configureWebhooks({ webhookUrl: null })
    simulator.expire(await open())

    const { data } = await stripe.events.list({ types: ['checkout.session.expired', 'charge.refunded'] })
    expect(data).toMatchObject([{ type: 'checkout.session.expired', pending_webhooks: 0 }])
    expect(shop.received).toEqual([])
  })

  it('goes over HTTP, and by real time, when nothing else is asked for', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
    const answers = [503, 200]
    const heard: string[] = []
    const endpoint = createServer((request, response) => {
      heard.push(String(request.headers['stripe-signature']))
      request.resume()
      response.writeHead(answers.shift() ?? 500).end()
    })
    await new Promise<void>((resolve) => endpoint.listen(0, '127.0.0.1', resolve))
    const { port } = endpoint.address() as AddressInfo
    const real = createStripeSimulator({ webhookSecret, webhookUrl: `http://127.0.0.1:${port}/hook` })
    const { id } = await clientOf(await real.listen()).checkout.sessions.create(params)

    real.expire(id)
    await real.idle()
    expect(real.deliveries().map(({ status }) => status)).toEqual([503])
    vi.advanceTimersByTime(1000)
    await real.idle()
    expect(real.deliveries().map(({ status }) => status)).toEqual([503, 200])
    expect(heard).toHaveLength(2)

    answers.push(200)
    real.configureWebhooks({ delivery: false })
    const other = await clientOf(real.url).checkout.sessions.create(params)
    real.expire(other.id)
    real.configureWebhooks({ delivery: true })
    vi.advanceTimersByTime(10)
    await real.idle()
    expect(heard).toHaveLength(3)

    await real.close()
    endpoint.close()
    vi.useRealTimers()
  })
})
