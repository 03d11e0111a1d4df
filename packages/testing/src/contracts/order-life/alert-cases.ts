import { type Alert, type AlertSink, money, type QuoinOptions } from '@quoin/core'
import { describe, expect, it } from 'vitest'
import { signEvent } from '../../stripe-simulator/sign-event.ts'
import type { TestShop } from '../../test-shop.ts'
import type { OrderLife } from '../order-life-contract.ts'

const minute = 60_000

/** What the shop's people hear, and how often. */
export function alertCases(given: () => OrderLife): void {
  /** A sink that can be away. */
  function sink(channel: string): AlertSink & { readonly told: Alert[]; readonly tried: string[]; isAway: boolean } {
    const it = {
      channel,
      told: [] as Alert[],
      tried: [] as string[],
      isAway: false,
      async send(alert: Alert) {
        // A paid order that prints nothing asks for a person by another reason then.
        if (alert.code !== 'submission_rejected') return
        it.tried.push(alert.id)
        if (it.isAway) throw new Error('It is away.')
        it.told.push(alert)
      },
    }
    return it
  }
  const statesOf = (told: readonly Alert[]) => told.map(({ state }) => state)

  /** A product that the provider does not have. */
  const unknown = {
    preflight: false,
    catalog: (id: string) => ({
      ...{ id, name: 'A print that does not exist', sku: 'NOPE-1', price: money(4_900, 'USD') },
      assets: [{ printArea: 'default', url: 'https://shop.example/x.jpg' }],
    }),
  } as const
  async function rejected(alerts: readonly AlertSink[]): Promise<[TestShop, string]> {
    const shop = await given().open({ overrides: { ...unknown, alerts } })
    const { orderId } = await shop.buy()
    await shop.settle()
    expect((await shop.order(orderId)).attention).toMatchObject([{ code: 'submission_rejected' }])
    return [shop, orderId]
  }
  async function resolve(shop: TestShop, orderId: string): Promise<void> {
    await shop.quoin.orders.resolveAttention(orderId, { code: 'submission_rejected' }, 'admin:1')
    await shop.settle()
  }

  describe('alerts', () => {
    it('given a reason opens and is resolved, then each is told once, under one key', async () => {
      const chat = sink('chat')
      const [shop, orderId] = await rejected([chat])
      const { number } = await shop.order(orderId)
      shop.clock.advance(minute)
      await resolve(shop, orderId)
      const [fired, resolved] = chat.told
      expect(chat.told).toHaveLength(2)
      expect(fired).toMatchObject({
        ...{ state: 'firing', severity: 'critical', code: 'submission_rejected', orderId, orderNumber: number },
        facts: { path: 'items[0].sku' },
      })
      expect(resolved).toEqual({ ...fired, id: resolved?.id, state: 'resolved', at: shop.clock.now() })
      expect(resolved?.id).not.toBe(fired?.id)
    })

    it('given another print is refused, then that is told, too', async () => {
      const chat = sink('chat')
      const [shop, orderId] = await rejected([chat])
      await resolve(shop, orderId)
      shop.clock.advance(minute)
      await shop.quoin.orders.retry(orderId, 'admin:1')
      await shop.settle()
      expect(statesOf(chat.told)).toEqual(['firing', 'resolved', 'firing'])
      expect(new Set(chat.told.map(({ id }) => id)).size).toBe(3)
    })

    it('given two sinks of which one is away, then the other is told once, and the first under the same id each time', async () => {
      const [chat, letters] = [sink('chat'), sink('letters')]
      letters.isAway = true
      const [shop] = await rejected([chat, letters])
      await shop.pass(5 * minute)
      letters.isAway = false
      await shop.pass(30 * minute)
      expect([chat.told.length, letters.told.length]).toEqual([1, 1])
      expect(letters.tried.length).toBeGreaterThan(2)
      expect(new Set(letters.tried)).toEqual(new Set(chat.tried))
    })

    it('given the reason is gone while a sink is away, then its end is told after its beginning', async () => {
      const letters = sink('letters')
      letters.isAway = true
      const [shop, orderId] = await rejected([letters])
      await resolve(shop, orderId)
      await shop.pass(10 * minute)
      letters.isAway = false
      await shop.pass(40 * minute)
      expect(statesOf(letters.told)).toEqual(['firing', 'resolved'])
    })
  })

  describe('the health of the shop', () => {
    /** A shop whose health is looked at every minute, as it is by default. */
    const open = (health: QuoinOptions['health'] = {}) =>
      given().open({ overrides: { health: { watchEveryMs: minute, ...health } } })
    /** What a ping asks for. */
    const takeAway = (shop: TestShop) =>
      shop.prodigi.faults.next({ endpoint: 'listOrders', fault: 'status-503', times: 100_000 })
    const codesOf = (alerts: readonly Alert[]) => alerts.map(({ code }) => code)

    it('given an order is paid and not submitted for two hours, then health names it, and it is told once until it moves', async () => {
      const shop = await open()
      shop.prodigi.faults.next({ endpoint: 'createOrder', fault: 'status-503', times: 100_000 })
      const { orderId } = await shop.buy()
      await shop.settle()
      const { number, statusChangedAt } = await shop.order(orderId)
      await shop.pass(119 * minute)
      expect((await shop.quoin.health()).checks.orders).toMatchObject({ status: 'healthy', details: { overdue: 0 } })
      await shop.pass(5 * minute)
      const reason = `1 order is paid for too long: ${number}.`
      const orders = { status: 'degraded', reasons: [reason], details: { overdue: 1 } }
      expect((await shop.quoin.health()).checks.orders).toMatchObject(orders)
      await shop.pass(60 * minute)
      expect(shop.healthAlerts).toMatchObject([
        {
          ...{ key: 'health:orders_overdue:paid', severity: 'warning', message: reason, orderId: null },
          facts: { stage: 'paid', count: 1, numbers: number, oldestSince: statusChangedAt.toISOString() },
        },
      ])

      shop.prodigi.faults.clear()
      await shop.pass(20 * minute)
      expect(await shop.order(orderId)).toMatchObject({ status: 'submitted' })
      expect(codesOf(shop.healthAlerts)).toEqual(['orders_overdue'])
      expect(shop.resolved).toMatchObject([{ key: 'health:orders_overdue:paid', message: reason }])
    })

    it('given other times for the stages, then those count; a stage without one never does', async () => {
      const shop = await open({ stageSlos: { submitted: 30 * minute, paid: null } })
      const { orderId } = await shop.buy()
      await shop.settle()
      expect(await shop.order(orderId)).toMatchObject({ status: 'submitted' })
      shop.prodigi.faults.next({ endpoint: 'createOrder', fault: 'status-503', times: 100_000 })
      await shop.buy()
      await shop.pass(33 * minute)
      await shop.pass(180 * minute)
      expect(shop.healthAlerts.map(({ facts }) => facts['stage'])).toEqual(['submitted'])
    })

    it('given a provider that is away for a moment, then nobody is told; for two minutes, then once, and when it is back', async () => {
      const shop = await open()
      await shop.pass(2 * minute)
      takeAway(shop)
      await shop.pass(minute)
      shop.prodigi.faults.clear()
      await shop.pass(2 * minute)
      expect(shop.healthAlerts).toEqual([])
      takeAway(shop)
      await shop.pass(10 * minute)
      expect(shop.healthAlerts).toMatchObject([{ code: 'prodigi_unreachable', severity: 'warning' }])
      expect(shop.resolved).toEqual([])
      shop.prodigi.faults.clear()
      await shop.pass(2 * minute)
      expect(codesOf(shop.resolved)).toEqual(['prodigi_unreachable'])
    })

    it('given a database that is slow, then it is told', async () => {
      const shop = await open({ slowDatabaseMs: 200 })
      const slow = shop.another({
        storage: {
          ...shop.storage,
          async ping() {
            await shop.storage.ping()
            shop.clock.advance(250)
          },
        },
      })
      for (let minutes = 0; minutes < 3; minutes += 1) {
        await slow.worker.tick()
        shop.clock.advance(minute)
      }
      await slow.worker.tick()
      expect(shop.healthAlerts).toMatchObject([{ code: 'database_slow', facts: { latencyMs: 250 } }])
    })

    it('given several processes, one of which is killed, then each cause is told once', async () => {
      const shop = await open()
      const others = [shop.another(), shop.another()]
      await shop.pass(2 * minute)
      takeAway(shop)
      for (let minutes = 0; minutes < 6; minutes += 1) {
        shop.clock.advance(minute)
        // One that takes the work and is never heard of again.
        if (minutes === 3) await shop.storage.claimJobs({ limit: 10, leaseMs: 1_000 })
        await Promise.all([shop.quoin, ...others].map(({ worker }) => worker.tick()))
      }
      const restarted = shop.another()
      shop.clock.advance(minute)
      await restarted.worker.tick()
      expect(codesOf(shop.healthAlerts)).toEqual(['prodigi_unreachable'])
    })

    it('given another process ticks whenever one looks, then a cause is told as soon as by one alone', async () => {
      const shop = await open()
      const other = shop.another()
      const looking = shop.another({
        storage: {
          ...shop.storage,
          async ping() {
            await other.worker.tick()
            await shop.storage.ping()
          },
        },
      })
      takeAway(shop)
      for (let minutes = 0; minutes < 3; minutes += 1) {
        await looking.worker.tick()
        shop.clock.advance(minute)
      }
      await looking.worker.tick()
      expect(codesOf(shop.healthAlerts)).toEqual(['prodigi_unreachable'])
    })

    it('given no worker runs, then health says since when', async () => {
      const shop = await open()
      await shop.pass(2 * minute)
      await shop.buy()
      await shop.stripe.deliverPending()
      await shop.stripe.idle()
      shop.clock.advance(20 * minute)
      const { status, checks } = await shop.quoin.health()
      expect(status).toBe('critical')
      expect(checks.jobs).toMatchObject({
        status: 'critical',
        reasons: ['A job has been due for 1200 s: is a worker running? 1200 s ago one gave a sign of life.'],
        details: { lastSignOfLifeMs: 20 * minute },
      })
    })

    it('INV-19 given work without an order is given up, then it is told once for its kind, and when none is left', async () => {
      const shop = await open()
      for (const id of ['evt_odd', 'evt_odder']) {
        const data = { object: { id: 're_1', payment_intent: 7 } }
        const text = JSON.stringify({ id, object: 'event', livemode: false, type: 'refund.created', data })
        const signature = signEvent(text, shop.secrets.stripe, shop.clock.now())
        await shop.quoin.webhooks.receivePayment({ body: new TextEncoder().encode(text), signature })
      }
      await shop.pass(3 * minute)
      expect(shop.alerts).toMatchObject([{ key: 'dead:sync_payment', code: 'retries_exhausted', orderId: null }])
      expect((await shop.quoin.health()).checks.jobs).toMatchObject({ details: { dead: 2 } })
      await shop.storage.purge({
        ...{ webhooksBefore: new Date(0), notificationsBefore: new Date(0), limit: 10 },
        deadJobsBefore: shop.clock.now(),
      })
      await shop.pass(2 * minute)
      expect(shop.resolved).toMatchObject([{ key: 'dead:sync_payment' }])
    })
  })
}
