import { signEvent } from '@quoin/testing'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import {
  canary,
  customer,
  type ExampleWorld,
  newestEvent,
  openExample,
  pgliteFolder,
  postgresDatabase,
  webhookSecret,
} from './example-world.ts'

const databases = [
  ['PGlite', pgliteFolder],
  ['Postgres', () => postgresDatabase(inject('postgresUrl'))],
] as const
const soon = { timeout: 20_000, interval: 50 }

describe.each(databases)('the example shop on %s, bought from over HTTP', (_name, createDatabase) => {
  let world: ExampleWorld

  beforeAll(async () => {
    world = await openExample(await createDatabase())
  })
  afterAll(async () => {
    await world.close()
  })

  const statusOf = async (orderId: string) => (await world.order(orderId)).status
  const attentionOf = async (orderId: string) => (await world.order(orderId)).attention.map(({ code }) => code)

  /** An order that was paid and has reached Prodigi. */
  async function submittedOrder() {
    const checkout = await world.checkOut()
    world.stripe.pay(checkout.sessionId, customer)
    await expect.poll(() => statusOf(checkout.orderId), soon).toBe('submitted')
    const [print] = world.printsOf(checkout.orderNumber)
    if (!print) throw new Error('The order was submitted, and Prodigi has no print of it.')
    return { ...checkout, print }
  }

  test('given a paid checkout, it is printed once, shipped and, by an admin, delivered', async () => {
    // Given
    const { orderId, orderNumber, sessionId } = await world.checkOut()
    expect(await statusOf(orderId)).toBe('pending')

    // When its payment is told of three times at once
    world.stripe.configureWebhooks({ copies: 3 })
    world.stripe.pay(sessionId, { ...customer, shippingIndex: 1 })
    await world.stripe.idle()
    world.stripe.configureWebhooks({ copies: 1 })

    // Then one print is ordered (INV-1): what was bought, as it was to be sent
    await expect.poll(() => statusOf(orderId), soon).toBe('submitted')
    const prints = world.printsOf(orderNumber)
    expect(prints).toHaveLength(1)
    expect(prints[0]?.body).toMatchObject({
      shippingMethod: 'Express',
      recipient: { name: customer.address.name, address: { line1: customer.address.line1, countryCode: 'US' } },
      items: [
        { sku: 'GLOBAL-FAP-16X24', copies: 2 },
        { sku: 'GLOBAL-CAN-10X10', copies: 1, attributes: { wrap: 'ImageWrap' } },
      ],
    })

    // When every parcel has left, Then it is shipped, which is not delivered (F61)
    world.prodigi.runOrder(prints[0]?.id ?? '')
    await expect.poll(() => statusOf(orderId), soon).toBe('shipped')
    const { fulfillments } = await world.order(orderId)
    expect(fulfillments.flatMap(({ shipments }) => shipments)[0]).toMatchObject({
      status: 'shipped',
      trackingNumber: expect.any(String),
    })

    // When an admin says so, Then it is delivered
    await world.call('PATCH', '/orders/management', { orderId, action: 'mark_delivered' })
    expect(await statusOf(orderId)).toBe('delivered')
    expect(world.printsOf(orderNumber)).toHaveLength(1)
  })

  test('given a parcel that its carrier brings, it is delivered by the signed word of the carrier', async () => {
    // Given
    const { orderId, print } = await submittedOrder()
    world.prodigi.runOrder(print.id)
    await expect.poll(() => statusOf(orderId), soon).toBe('shipped')
    const parcels = async () => (await world.order(orderId)).fulfillments.flatMap(({ shipments }) => shipments)
    const numbers = (await parcels()).map(({ trackingNumber }) => trackingNumber ?? '')
    const followed = () => world.easypost.ledger().trackers.map((tracker) => tracker.tracking_code)
    await expect.poll(() => numbers.every((number) => followed().includes(number)), soon).toBe(true)

    // When somebody else says that it has arrived, Then he is not believed
    const headers = { 'x-hmac-signature': `hmac-sha256-hex=${'0'.repeat(64)}` }
    const body = JSON.stringify(world.easypost.events().at(-1))
    const forged = await fetch(`${world.shop.url}/api/webhooks/easypost`, { method: 'POST', headers, body })
    expect(forged.status).toBe(400)

    // When the carrier does, Then it is
    for (const number of numbers) world.easypost.move(number, 'delivered')
    await expect.poll(() => statusOf(orderId), soon).toBe('delivered')
    expect((await parcels()).map(({ status }) => status)).toEqual(numbers.map(() => 'delivered'))
  })

  test('given a crash before Prodigi took the order, the next start prints it once (F36)', async () => {
    // Given a Prodigi that is down, and a payment that was acknowledged
    const before = world.callsOf('createOrder')
    world.prodigi.faults.next({ endpoint: 'createOrder', fault: 'status-503', times: 1000 })
    const { orderId, orderNumber, sessionId } = await world.checkOut()
    world.stripe.pay(sessionId, customer)
    await expect.poll(() => world.callsOf('createOrder'), soon).toBeGreaterThan(before)

    // When
    await world.shop.kill()
    world.prodigi.faults.clear()
    expect(world.printsOf(orderNumber)).toHaveLength(0)
    await world.shop.start()

    // Then
    await expect.poll(() => statusOf(orderId), soon).toBe('submitted')
    expect(world.printsOf(orderNumber)).toHaveLength(1)
  })

  test('given a crash after Prodigi took the order and before it answered, the print is adopted (F35)', async () => {
    // Given
    world.prodigi.faults.next({ endpoint: 'createOrder', fault: 'slow' })
    const { orderId, orderNumber, sessionId } = await world.checkOut()
    world.stripe.pay(sessionId, customer)
    await expect.poll(() => world.printsOf(orderNumber), soon).toHaveLength(1)

    // When
    await world.shop.kill()
    world.prodigi.faults.release()
    await world.shop.start()

    // Then
    await expect.poll(() => statusOf(orderId), soon).toBe('submitted')
    expect(world.printsOf(orderNumber)).toHaveLength(1)
    expect(await attentionOf(orderId)).toEqual([])
  })

  test('given a crash right after a webhook was acknowledged, nothing is lost (INV-6)', async () => {
    // Given
    const { orderId, orderNumber, sessionId } = await world.checkOut()

    // When
    world.stripe.pay(sessionId, customer)
    await world.stripe.idle()
    await world.shop.kill()
    await world.shop.start()

    // Then
    await expect.poll(() => statusOf(orderId), soon).toBe('submitted')
    expect(world.printsOf(orderNumber)).toHaveLength(1)
  })

  test('given an order whose answer was lost, the same key finds it again (F34)', async () => {
    // Given
    world.prodigi.faults.next({ endpoint: 'createOrder', fault: 'accept-then-drop' })

    // When
    const { orderId, orderNumber } = await submittedOrder()

    // Then
    expect(world.printsOf(orderNumber)).toHaveLength(1)
    expect(world.prodigi.ledger().requests).toContainEqual(
      expect.objectContaining({ endpoint: 'createOrder', outcome: 'AlreadyExists' }),
    )
    expect(await attentionOf(orderId)).toEqual([])
  })

  test('given webhooks that are not from Stripe, or not from now, they are refused and move nothing', async () => {
    // Given a payment that Stripe has not told of yet
    const { orderId, orderNumber, sessionId } = await world.checkOut()
    world.stripe.configureWebhooks({ delivery: false })
    world.stripe.pay(sessionId, customer)
    const event = await newestEvent(world.stripe, 'checkout.session.completed')
    const now = new Date()
    const at = (offsetMs: number) => new Date(now.getTime() + offsetMs)

    // When
    const attempts = {
      'another secret': [event, signEvent(event, 'whsec_of_somebody_else', now)],
      'an altered body': [
        event.replace(/"amount_total":\d+/, '"amount_total":1'),
        signEvent(event, webhookSecret, now),
      ],
      'a replay (F13)': [event, signEvent(event, webhookSecret, at(-360_000))],
      'a date in the future (F14)': [event, signEvent(event, webhookSecret, at(360_000))],
      'no signature': [event, ''],
    }
    const answers = await Promise.all(
      Object.entries(attempts).map(async ([attempt, [body = '', signature = '']]) => {
        const headers = { 'content-type': 'application/json', 'stripe-signature': signature }
        const response = await fetch(`${world.shop.url}/api/webhooks/stripe`, { method: 'POST', headers, body })
        return [attempt, response.status]
      }),
    )

    // Then
    expect(answers).toEqual(Object.keys(attempts).map((attempt) => [attempt, 400]))
    expect(await statusOf(orderId)).toBe('pending')

    // When Stripe itself tells, Then it moves
    world.stripe.configureWebhooks({ delivery: true })
    await world.stripe.deliverPending({ all: true })
    await expect.poll(() => statusOf(orderId), soon).toBe('submitted')
    expect(world.printsOf(orderNumber)).toHaveLength(1)
  })

  test('given a forged callback at the right address, it only causes a look at Prodigi (F53, INV-9)', async () => {
    // Given
    const { orderId, print } = await submittedOrder()
    const { callbackUrl } = print.body as { callbackUrl: string }
    const readAt = async () => (await world.order(orderId)).fulfillments[0]?.readAt ?? ''
    const before = await readAt()

    // When
    const shipment = { id: 'shp_1', status: 'Shipped', tracking: { number: 'FORGED', url: 'https://forged.example' } }
    const forged = { id: print.id, status: { stage: 'Complete', issues: [] }, shipments: [shipment] }
    const response = await fetch(callbackUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        specversion: '1.0',
        id: 'evt_forged',
        type: 'com.prodigi.order.status.stage.changed#Complete',
        source: 'https://api.sandbox.prodigi.com/v4.0/Orders/',
        subject: print.id,
        data: { order: forged },
      }),
    })

    // Then
    expect(response.status).toBe(200)
    await expect.poll(async () => (await readAt()) > before, soon).toBe(true)
    const order = await world.order(orderId)
    expect(order.status).toBe('submitted')
    expect(order.fulfillments[0]?.shipments).toEqual([])
  })

  test('given a callback without the token of its address, it is refused', async () => {
    const response = await fetch(`${world.shop.url}/api/webhooks/prodigi?token=guessed`, { method: 'POST', body: '{}' })

    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(response.status).toBeLessThan(500)
  })

  test('given a delayed payment, nothing is printed until the money is there (F04, F06)', async () => {
    // Given
    const { orderId, orderNumber, sessionId } = await world.checkOut()

    // When
    world.stripe.pay(sessionId, { ...customer, method: 'delayed' })

    // Then
    await expect.poll(async () => (await world.order(orderId)).paymentStatus, soon).toBe('processing')
    expect(await statusOf(orderId)).toBe('pending')
    expect(world.printsOf(orderNumber)).toHaveLength(0)

    // When
    world.stripe.settleDelayed(sessionId, 'succeeded')

    // Then
    await expect.poll(() => statusOf(orderId), soon).toBe('submitted')
    expect(world.printsOf(orderNumber)).toHaveLength(1)
  })

  test.each([
    ['amount', { amountTotal: 100 }, 'amount_mismatch'],
    ['currency', { currency: 'cad' }, 'currency_mismatch'],
  ])(
    'given another %s than was asked for, a person is asked and nothing is printed (F19)',
    async (_what, paid, code) => {
      // Given
      const { orderId, orderNumber, sessionId } = await world.checkOut()

      // When
      world.stripe.pay(sessionId, { ...customer, ...paid })

      // Then
      await expect.poll(() => attentionOf(orderId), soon).toContain(code)
      expect(world.printsOf(orderNumber)).toHaveLength(0)
    },
  )

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'given %s, the shop closes cleanly, and opens again with its orders',
    async (signal) => {
      // Given
      const { orderId } = await submittedOrder()

      // When
      const exitCode = await world.shop.stop(signal)
      await world.shop.start()

      // Then
      expect(exitCode).toBe(0)
      expect(await statusOf(orderId)).toBe('submitted')
    },
  )

  test('given all of the above, no secret and nothing personal stands in the logs (INV-22)', () => {
    const output = world.shop.output()

    expect(output).toContain('The shop is open at')
    expect(output).toContain('"level":"warn"')
    expect(output.toLowerCase()).not.toContain(canary)
  })
})
