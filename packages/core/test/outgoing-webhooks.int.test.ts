import { createMemoryStorage, isQuiet, money, type QuoinOptions, type Storage } from '@quoin/core'
import { createManualClock, openTestShop, type TestShop } from '@quoin/testing'
import { afterEach, describe, expect, it } from 'vitest'
import {
  ok,
  type Receiver,
  secret,
  startReceiver,
  status,
} from '../../testing/src/contracts/order-life/webhook-receiver.ts'

const hour = 3_600_000
const opened: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const each of opened.splice(0)) await each.close()
})

interface World {
  readonly shop: TestShop
  readonly receivers: readonly [Receiver, Receiver]
}

/** A shop that tells two receivers of everything. */
async function open({
  wrap = (storage) => storage,
  ...options
}: { wrap?: (storage: Storage) => Storage } & Partial<
  Omit<NonNullable<QuoinOptions['webhooks']>[number], 'url'>
> = {}): Promise<World> {
  const clock = createManualClock('2026-03-01T09:00:00Z')
  const receivers = [await startReceiver(clock), await startReceiver(clock)] as const
  const webhooks = receivers.map(({ url }) => ({ url, secret, ...options }))
  const storage = wrap(createMemoryStorage({ clock }))
  const shop = await openTestShop({ storage, clock, overrides: { webhooks } })
  opened.push(shop, ...receivers)
  return { shop, receivers }
}

const typesOf = ({ arrived }: Receiver) => arrived.map(({ webhook }) => webhook.type)
const idsOf = ({ arrived }: Receiver) => arrived.map(({ id }) => id)

async function buy(shop: TestShop): Promise<string> {
  const { orderId } = await shop.buy()
  await shop.settle()
  return orderId
}

/** Ids of what is told of an order. */
async function toldOf(shop: TestShop, orderId: string): Promise<string[]> {
  const history = await shop.storage.loadHistory(orderId)
  return history.filter(({ event }) => !isQuiet(event)).map(({ id }) => id)
}

describe('outgoing webhooks', () => {
  it('given names of events, then only those are told', async () => {
    const { shop, receivers } = await open({ events: ['order.paid', 'order.refunded'] })
    const orderId = await buy(shop)
    await shop.quoin.orders.refund(
      orderId,
      { scope: { kind: 'amount', amount: money(900, 'USD') }, reason: 'goodwill' },
      'admin:ada',
    )
    await shop.pass(hour)

    expect(typesOf(receivers[0])).toEqual(['order.paid', 'order.refunded'])
    const refunded = receivers[0].arrived[1]?.webhook.data.event
    expect(refunded).toMatchObject({ type: 'payment_refunded', amount: { amount: 900, currency: 'USD' } })
  })

  it('given a customer, then nothing that leads to them is told', async () => {
    const { shop, receivers } = await open()
    const orderId = await buy(shop)
    for (const { id } of shop.prodigi.orders()) shop.prodigi.runOrder(id)
    await shop.pass(13 * hour)
    const { email, shippingAddress, fulfillments } = await shop.order(orderId)
    const [parcel] = fulfillments.flatMap(({ shipments }) => shipments)

    const bodies = receivers[0].arrived.map(({ body }) => body).join('\n')
    const personal = [email, shippingAddress?.name, shippingAddress?.line1, shippingAddress?.postalCode]
    for (const text of [...personal, parcel?.trackingNumber]) {
      expect(text).toEqual(expect.any(String))
      expect(bodies).not.toContain(text)
    }
  })

  it('given an endpoint that fails, then it is told again with the same id and body, and neither the order nor the other endpoint waits', async () => {
    const { shop, receivers } = await open({ events: ['order.paid'] })
    const [failing, healthy] = receivers
    failing.answer = status(500)
    const orderId = await buy(shop)
    expect(await shop.order(orderId)).toMatchObject({ status: 'submitted', attention: [] })
    expect(typesOf(healthy)).toEqual(['order.paid'])

    failing.answer = ok
    await shop.pass(60_000)
    const [first, second] = failing.arrived
    expect(failing.arrived).toHaveLength(2)
    expect(second).toMatchObject({ id: first?.id, body: first?.body })
    expect(second?.sentAt.getTime()).toBeGreaterThan(first?.sentAt.getTime() ?? Number.NaN)
    expect(healthy.arrived).toHaveLength(1)
  })

  it('given an endpoint that asks to wait, then it is given that time, but never more than an hour', async () => {
    const { shop, receivers } = await open({ events: ['order.paid'] })
    const [busy, busier] = receivers
    busy.answer = status(503, { 'retry-after': '600' })
    busier.answer = status(503, { 'retry-after': '999999999' })
    await buy(shop)
    for (const receiver of receivers) receiver.answer = ok

    await shop.pass(9 * 60_000)
    expect(receivers.map(({ arrived }) => arrived.length)).toEqual([1, 1])
    await shop.pass(2 * 60_000)
    expect(receivers.map(({ arrived }) => arrived.length)).toEqual([2, 1])
    await shop.pass(hour)
    expect(receivers.map(({ arrived }) => arrived.length)).toEqual([2, 2])
  })

  it('given an endpoint that is gone for good, then its jobs are dead at once, which health and an alert say, and no order needs attention', async () => {
    const { shop, receivers } = await open({ events: ['order.paid'] })
    const [gone, healthy] = receivers
    gone.answer = status(410)
    const orderId = await buy(shop)

    expect(healthy.arrived).toHaveLength(1)
    const dead = (await shop.storage.listJobs(orderId)).filter(({ state }) => state === 'dead')
    const lastError = `webhook_not_delivered: ${new URL(gone.url).origin} answers 410: it wants no more webhooks.`
    expect(dead).toMatchObject([{ kind: 'deliver_webhook', attempts: 1, lastError }])
    expect((await shop.quoin.health()).checks.jobs).toMatchObject({ status: 'degraded', details: { dead: 1 } })
    expect(shop.alerts).toMatchObject([{ code: 'retries_exhausted', message: `deliver_webhook: ${lastError}` }])
    expect(await shop.order(orderId)).toMatchObject({ status: 'submitted', attention: [] })

    gone.answer = ok
    expect(await shop.quoin.worker.retryDead()).toBe(1)
    await shop.settle()
    expect(idsOf(gone)).toEqual([...idsOf(healthy), ...idsOf(healthy)])
  })

  it('given an endpoint that fails for 96 hours, then its jobs are dead', async () => {
    const { shop, receivers } = await open({ events: ['order.paid'] })
    receivers[0].answer = status(500)
    const orderId = await buy(shop)
    await shop.pass(98 * hour)

    const dead = (await shop.storage.listJobs(orderId)).filter(({ state }) => state === 'dead')
    expect(dead.map(({ kind }) => kind)).toEqual(['deliver_webhook'])
  })

  it('given an endpoint that redirects, then nobody else is told', async () => {
    const { shop, receivers } = await open({ events: ['order.paid'] })
    const elsewhere = await startReceiver(shop.clock)
    opened.push(elsewhere)
    receivers[0].answer = status(307, { location: elsewhere.url })
    const orderId = await buy(shop)

    expect(elsewhere.arrived).toEqual([])
    const [waiting] = (await shop.storage.listJobs(orderId)).filter(({ kind }) => kind === 'deliver_webhook')
    expect(waiting).toMatchObject({ state: 'waiting', lastError: expect.stringContaining('answers 307') })
  })

  it('given an endpoint that fails again and again, then it is left alone, and later called once at a time until it answers', async () => {
    const { shop, receivers } = await open()
    const [failing, healthy] = receivers
    failing.answer = status(503)
    const orderId = await buy(shop)
    await buy(shop)
    const told = (await toldOf(shop, orderId)).length
    expect(told).toBeGreaterThan(6)
    expect(healthy.arrived).toHaveLength(2 * told)
    // Five failures in a row, and what was under way in the other slots of the worker.
    const before = failing.arrived.length
    expect(before).toBeLessThanOrEqual(10)

    await shop.pass(60_000)
    expect(failing.arrived).toHaveLength(before + 1)
    failing.answer = ok
    await shop.pass(hour)
    expect(new Set(idsOf(failing))).toEqual(new Set(idsOf(healthy)))
  })

  it('given an endpoint that does not answer in time, then it is tried again', async () => {
    const { shop, receivers } = await open({ events: ['order.paid'], timeoutMs: 20 })
    for (const receiver of receivers) receiver.answer = () => {}
    const orderId = await buy(shop)

    const waiting = (await shop.storage.listJobs(orderId)).filter(({ kind }) => kind === 'deliver_webhook')
    const tried = { state: 'waiting', lastError: expect.stringContaining('did not answer within 20 ms') }
    expect(waiting).toMatchObject([tried, tried])
  })

  it('given an endpoint that cannot be reached, then it is tried again', async () => {
    const { shop, receivers } = await open({ events: ['order.paid'] })
    await receivers[0].close()
    const orderId = await buy(shop)

    const [waiting] = (await shop.storage.listJobs(orderId)).filter(({ kind }) => kind === 'deliver_webhook')
    expect(waiting).toMatchObject({ state: 'waiting', lastError: expect.stringContaining('could not be reached') })
    opened.splice(opened.indexOf(receivers[0]), 1)
  })

  it('given a process that dies between the delivery and its record, then another delivers the same once more', async () => {
    let isGone = false
    const { shop, receivers } = await open({
      events: ['order.paid'],
      wrap: (storage) => ({
        ...storage,
        commit: async (change) => {
          if (isGone && change.settle) throw new Error('The process is gone.')
          return storage.commit(change)
        },
      }),
    })
    const [receiver] = receivers
    receiver.answer = (response) => {
      isGone = true
      ok(response)
    }
    await buy(shop)
    expect(receiver.arrived).toHaveLength(1)

    isGone = false
    receiver.answer = ok
    shop.clock.advance(21_000)
    await shop.another().worker.tick()
    const [first, second] = receiver.arrived
    expect(receiver.arrived).toHaveLength(2)
    expect(second).toMatchObject({ id: first?.id, body: first?.body })
  })

  it('given an endpoint that is no longer set up, then its jobs end with a line of the log', async () => {
    const { shop, receivers } = await open({ events: ['order.paid'] })
    receivers[0].answer = status(500)
    const orderId = await buy(shop)
    shop.clock.advance(60_000)
    await shop.another({ webhooks: [{ url: receivers[1].url, secret }] }).worker.tick()

    expect(receivers[0].arrived).toHaveLength(1)
    expect((await shop.storage.listJobs(orderId)).filter(({ kind }) => kind === 'deliver_webhook')).toEqual([])
    expect(shop.logs.filter((line) => line.includes('no longer set up'))).toHaveLength(1)
    expect(shop.alerts).toEqual([])
  })
})
