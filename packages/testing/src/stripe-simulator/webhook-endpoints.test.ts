import Stripe from 'stripe'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createManualClock, type ManualClock } from '../manual-clock.ts'
import { signEvent } from './sign-event.ts'
import { clientOf, hour, params, start } from './stripe-simulator.test.data.ts'
import { createStripeSimulator, type StripeSimulator, type StripeSimulatorOptions } from './stripe-simulator.ts'

let clock: ManualClock
let simulator: StripeSimulator
let stripe: Stripe
let received: { url: string; body: string; signature: string }[]
let answer: (url: string) => number
beforeEach(() => {
  clock = createManualClock(start)
  received = []
  answer = () => 200
})
afterEach(() => simulator.close())

async function begin(options: Partial<StripeSimulatorOptions>): Promise<void> {
  simulator = createStripeSimulator({
    clock,
    seed: 1,
    send: async (request) => {
      const signature = request.headers.get('stripe-signature') ?? ''
      received.push({ url: request.url, body: await request.text(), signature })
      return new Response(null, { status: answer(request.url) })
    },
    ...options,
  })
  stripe = clientOf(await simulator.listen())
}
const pay = async () => simulator.pay((await stripe.checkout.sessions.create(params)).id)
const read = ({ body, signature }: { body: string; signature: string }, secret: string) =>
  Stripe.webhooks.constructEvent(body, signature, secret, 300, undefined, clock.now().getTime())
const at = (url: string) => received.filter((each) => each.url === url)

describe('several endpoints', () => {
  const [one, two] = ['http://one.test/hook', 'http://two.test/hook']

  it('each get what they ask for, signed with their own secret', async () => {
    await begin({
      webhookUrl: one,
      webhookSecret: 'whsec_one',
      webhooks: [{ url: two, secret: 'whsec_two', events: ['charge.*', 'payment_intent.created'] }],
    })
    await pay()
    await simulator.idle()

    expect(at(one).map((each) => read(each, 'whsec_one').type)).toEqual([
      'checkout.session.completed',
      'payment_intent.succeeded',
    ])
    expect(at(two).map((each) => read(each, 'whsec_two').type)).toEqual(['payment_intent.created', 'charge.succeeded'])
    expect(() => read(at(two)[0] ?? { body: '', signature: '' }, 'whsec_one')).toThrow(/signature/)
  })

  it('an event waits for those that have not acknowledged it only', async () => {
    answer = (url) => (url === two ? 500 : 200)
    await begin({ webhooks: [one, two].map((url) => ({ url, secret: 'whsec_1', events: ['checkout.session.*'] })) })
    await pay()
    await simulator.idle()
    const [event] = (await stripe.events.list({ type: 'checkout.session.completed' })).data
    expect(event?.pending_webhooks).toBe(1)

    answer = () => 200
    clock.advance(1000)
    expect(await simulator.deliverPending()).toBe(1)
    expect(await stripe.events.retrieve(event?.id ?? '')).toMatchObject({ pending_webhooks: 0 })
    expect([at(one).length, at(two).length]).toEqual([1, 2])
  })

  it('F16: given a secret that is rolled, then both sign for a day, and the new one alone later', async () => {
    await begin({})
    const id = simulator.addWebhook({ url: one, secret: ['whsec_a'], events: ['checkout.session.completed'] })
    const secret = simulator.rollWebhookSecret(id)
    await pay()
    await simulator.idle()
    const [first] = at(one)
    expect(first?.signature.match(/v1=/g)).toHaveLength(2)
    for (const each of ['whsec_a', secret])
      expect(read(first ?? { body: '', signature: '' }, each).type).toContain('completed')

    clock.advance(24 * hour)
    await pay()
    await simulator.idle()
    const second = at(one)[1] ?? { body: '', signature: '' }
    expect(read(second, secret).type).toContain('completed')
    expect(() => read(second, 'whsec_a')).toThrow(/signature/)
  })

  it('are made, shown, changed and deleted by the API', async () => {
    await begin({})
    const made = await stripe.webhookEndpoints.create({ url: two, enabled_events: ['*'], metadata: { a: 'b' } })
    expect(made.secret).toMatch(/^whsec_/)
    const shown = await stripe.webhookEndpoints.retrieve(made.id)
    expect(shown).not.toHaveProperty('secret')
    expect((await stripe.webhookEndpoints.list()).data).toEqual([shown])
    await stripe.checkout.sessions.expire((await stripe.checkout.sessions.create(params)).id)
    await simulator.idle()
    expect(read(received[0] ?? { body: '', signature: '' }, made.secret ?? '').type).toBe('checkout.session.expired')

    const off = await stripe.webhookEndpoints.update(made.id, { disabled: true, url: one, description: 'off' })
    expect(off).toMatchObject({ status: 'disabled', url: one, description: 'off' })
    await pay()
    expect(await stripe.webhookEndpoints.del(made.id)).toEqual(
      expect.objectContaining({ id: made.id, object: 'webhook_endpoint', deleted: true }),
    )
    await pay()
    await simulator.idle()
    expect(received).toHaveLength(1)
    await expect(stripe.webhookEndpoints.retrieve(made.id)).rejects.toMatchObject({ statusCode: 404 })
    await expect(stripe.webhookEndpoints.create({ url: 'nowhere', enabled_events: ['*'] })).rejects.toMatchObject({
      code: 'url_invalid',
    })
  })

  it('that are gone are not tried again', async () => {
    answer = () => 500
    await begin({ webhookUrl: one, webhookSecret: 'whsec_one' })
    await pay()
    await simulator.idle()
    simulator.configureWebhooks({ webhookUrl: null })
    clock.advance(hour)
    await simulator.deliverPending()
    expect(at(one)).toHaveLength(2)
    expect((await stripe.events.list({ delivery_success: false })).data).toEqual([])
  })

  it('of the settings needs a secret', () => {
    simulator = createStripeSimulator({ clock })
    expect(() => simulator.configureWebhooks({ webhookUrl: one })).toThrow(TypeError)
    expect(() => createStripeSimulator({ webhookUrl: one })).toThrow(TypeError)
  })
})

describe('thin notifications', () => {
  it('say which object changed, and lead to it and to the event', async () => {
    await begin({
      webhooks: [{ url: 'http://thin.test/', secret: 'whsec_thin', events: ['checkout.session.*'], thin: true }],
    })
    const session = await pay()
    await simulator.idle()
    const [{ body, signature } = { body: '', signature: '' }] = received
    expect(() => read({ body, signature }, 'whsec_thin')).toThrow(/thin event/)

    const seen = stripe.parseEventNotification(body, signature, 'whsec_thin', 300, undefined, clock.now().getTime())
    expect(seen).toMatchObject({ object: 'v2.core.event', type: 'v1.checkout.session.completed', livemode: false })
    if (seen.type !== 'v1.checkout.session.completed') throw new Error('Another type.')
    expect(await seen.fetchRelatedObject()).toMatchObject({ id: session.id, payment_status: 'paid' })
    expect(await seen.fetchEvent()).toMatchObject({ id: seen.id, related_object: { id: session.id } })
    expect(await stripe.v2.core.events.retrieve(seen.id)).toMatchObject({ type: 'v1.checkout.session.completed' })
    await expect(stripe.v2.core.events.retrieve('evt_none')).rejects.toMatchObject({ statusCode: 404 })
  })
})

describe('disorder', () => {
  const webhooks = [{ url: 'http://one.test/hook', secret: 'whsec_1', events: ['*'] }]
  const order = () => received.map(({ body }) => String(JSON.parse(body).type))

  it('F12: given reordering, then events wait for a time by chance, and the same seed gives the same order', async () => {
    const seen: (readonly string[])[] = []
    for (const seed of [3, 3]) {
      received = []
      await begin({ webhooks, reorder: 60_000, seed })
      await pay()
      expect(received).toEqual([])
      expect(await simulator.deliverPending()).toBe(0)
      for (let second = 0; second < 60; second += 1) {
        clock.advance(1000)
        await simulator.deliverPending()
      }
      seen.push(order())
      await simulator.close()
    }
    const [first, second] = seen
    expect(first).toEqual(second)
    expect(first).not.toEqual(first?.toSorted((a, b) => orderOfCreation.indexOf(a) - orderOfCreation.indexOf(b)))
    expect(first?.toSorted()).toEqual(orderOfCreation.toSorted())
  })
  const orderOfCreation = [
    'payment_intent.created',
    'charge.succeeded',
    'checkout.session.completed',
    'payment_intent.succeeded',
  ]

  it('F01: given copies, then each event comes so many times; all of it can be set later', async () => {
    await begin({ webhooks, copies: 2, reorder: true })
    expect(simulator.configureWebhooks({})).toEqual({ webhookUrl: null, delivery: true, copies: 2, reorder: 10_000 })
    simulator.configureWebhooks({ reorder: false })
    await pay()
    await simulator.idle()
    expect(order()).toHaveLength(8)
  })
})

describe('F02: a second event of the same change', () => {
  it('has an id of its own, and is signed, sent and listed like the first', async () => {
    await begin({ webhookUrl: 'http://one.test/hook', webhookSecret: 'whsec_1' })
    simulator.expire((await stripe.checkout.sessions.create(params)).id)
    await simulator.idle()
    const [first] = (await stripe.events.list()).data
    const id = simulator.repeatEvent(first?.id ?? '')
    await simulator.idle()

    const [one, two] = received.map((each) => read(each, 'whsec_1'))
    expect(two).toMatchObject({ id, type: 'checkout.session.expired', data: one?.data })
    expect(id).not.toBe(one?.id)
    expect((await stripe.events.list()).data.map((event) => event.id)).toEqual([id, first?.id])
  })
})

describe('retries', () => {
  const tries = async (options: Partial<StripeSimulatorOptions>) => {
    answer = () => 302
    await begin({
      webhooks: [{ url: 'http://one.test/hook', secret: 'whsec_1', events: ['checkout.session.expired'] }],
      ...options,
    })
    simulator.expire((await stripe.checkout.sessions.create(params)).id)
    await simulator.idle()
    for (let minutes = 0; minutes < 5 * 24 * 60; minutes += 5) {
      clock.advance(5 * 60_000)
      await simulator.deliverPending()
    }
    return simulator.deliveries().map((each) => (Date.parse(each.at) - Date.parse(start)) / hour)
  }

  it('F11: live, go on for three days', async () => {
    const hours = await tries({ webhookRetries: 'live' })
    expect(hours.slice(0, 3)).toEqual([0, expect.closeTo(1 / 12), expect.closeTo(7 / 12)])
    expect(hours.at(-1)).toBeGreaterThan(70)
    expect(hours.at(-1)).toBeLessThanOrEqual(72)
  })

  it('in a sandbox, are three tries in a few hours', async () => {
    expect(await tries({ webhookRetries: 'sandbox' })).toEqual([0, 1, 4])
  })
})

it('a body is signed with several secrets as the real package accepts it', async () => {
  await begin({})
  const body = JSON.stringify({ id: 'evt_1', object: 'event' })
  const signature = signEvent(body, ['whsec_1', 'whsec_2'], clock.now())
  for (const secret of ['whsec_1', 'whsec_2']) expect(read({ body, signature }, secret)).toMatchObject({ id: 'evt_1' })
})
