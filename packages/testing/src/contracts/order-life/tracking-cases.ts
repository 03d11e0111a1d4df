import type { Order, Shipment } from '@quoin/core'
import { easypostTracking } from '@quoin/core/easypost'
import { describe, expect, it } from 'vitest'
import { signEasypostEvent } from '../../easypost-simulator/sign-easypost-event.ts'
import type { TestShop, TestShopOptions } from '../../test-shop.ts'
import type { OrderLife } from '../order-life-contract.ts'

const hour = 3_600_000
const day = 24 * hour

/** From the post to the door, as its carrier tells it. */
export function trackingCases(given: () => OrderLife): void {
  type Options = Omit<TestShopOptions, 'storage' | 'clock' | 'tracking'> & { readonly lines?: number }

  /** A shop with carriers, and an order that is under way in one parcel for each line. */
  async function shipped({ lines = 1, ...options }: Options = {}): Promise<[TestShop, string, Shipment]> {
    const shop = await given().open({ plan: { parcels: 'by_item' }, ...options, tracking: true })
    const { orderId, checkoutId } = await shop.checkout(undefined, lines)
    shop.stripe.pay(checkoutId)
    await shop.settle()
    shop.prodigi.runOrder((await shop.order(orderId)).fulfillments[0]?.providerOrderId ?? '')
    await shop.settle()
    const [parcel] = shipmentsOf(await shop.order(orderId))
    if (!parcel) throw new Error('Nothing was sent.')
    return [shop, orderId, parcel]
  }
  const shipmentsOf = (order: Order) => order.fulfillments.flatMap((f) => f.shipments)
  const codesOf = async (shop: TestShop, orderId: string) => (await shop.order(orderId)).attention.map((a) => a.code)
  const toldOf = (shop: TestShop, type: string) => shop.notified.filter((n) => n.type === type)
  const callsOf = (shop: TestShop, endpoint: string) =>
    shop.easypost.ledger().requests.filter((r) => r.endpoint === endpoint).length

  async function loseJobs(shop: TestShop, orderId: string): Promise<void> {
    shop.clock.advance(6 * hour)
    const lost = await shop.storage.claimJobs({ limit: 10, leaseMs: 1_000 })
    for (const { id, fence } of lost) await shop.storage.commit({ settle: { id, fence, outcome: 'done' } })
    expect(lost.map((job) => job.kind)).toContain('track_shipment')
    expect((await shop.quoin.orders.jobs(orderId)).map((job) => job.kind)).not.toContain('track_shipment')
  }

  describe('tracking', () => {
    it('F61 given a parcel is sent, then it is followed once, and shipped is not delivered', async () => {
      const [shop, orderId, parcel] = await shipped()
      expect(await shop.order(orderId)).toMatchObject({ status: 'shipped' })
      expect(parcel.trackerId).toBe(shop.easypost.ledger().trackers[0]?.id)
      expect(shop.easypost.ledger().trackers.map((t) => [t.tracking_code, t.carrier])).toEqual([
        [parcel.trackingNumber, 'RoyalMail'],
      ])
      await shop.pass(2 * day)
      expect(await shop.order(orderId)).toMatchObject({ status: 'shipped', attention: [] })
      expect(toldOf(shop, 'order_delivered')).toEqual([])
      expect(callsOf(shop, 'createTracker')).toBe(1)
    })

    it('given the carrier moves it, then its webhooks lead the order to its door, and the customer is told once', async () => {
      const [shop, orderId, { trackingNumber }] = await shipped()
      const number = trackingNumber ?? ''
      const expected = new Date(shop.clock.now().getTime() + 3 * day)
      shop.easypost.move(number, 'in_transit', { estimatedDeliveryAt: expected })
      await shop.settle()
      const [moving] = shipmentsOf(await shop.order(orderId))
      expect(moving).toMatchObject({ status: 'in_transit', estimatedDeliveryAt: expected, deliveredAt: null })
      shop.clock.advance(2 * day)
      shop.easypost.move(number, 'out_for_delivery')
      await shop.settle()
      shop.clock.advance(hour)
      const at = shop.clock.now()
      shop.easypost.move(number, 'delivered')
      await shop.settle()
      const order = await shop.order(orderId)
      expect(order).toMatchObject({ status: 'delivered', attention: [] })
      expect(shipmentsOf(order)[0]).toMatchObject({ status: 'delivered', deliveredAt: at })
      const history = await shop.quoin.orders.history(orderId)
      expect(history.findLast((h) => h.event.type === 'status_changed')?.actor).toBe('easypost')
      const calls = callsOf(shop, 'getTracker')
      await shop.pass(30 * day)
      expect(callsOf(shop, 'getTracker')).toBe(calls)
      expect(toldOf(shop, 'order_delivered')).toHaveLength(1)
    })

    it('F52 given no webhook ever comes, then polling brings it to the same end', async () => {
      const [shop, orderId, { trackingNumber }] = await shipped()
      shop.easypost.configureWebhooks({ delivery: false })
      shop.easypost.move(trackingNumber ?? '', 'delivered')
      await shop.pass(5 * hour)
      expect(await shop.order(orderId)).toMatchObject({ status: 'shipped' })
      await shop.pass(2 * hour)
      expect(await shop.order(orderId)).toMatchObject({ status: 'delivered' })
      expect(toldOf(shop, 'order_delivered')).toHaveLength(1)
    })

    it('F50 F51 given webhooks three times each, and an old one at last, then the order ends the same', async () => {
      const [shop, orderId, { trackingNumber }] = await shipped()
      shop.easypost.configureWebhooks({ delivery: false, copies: 3 })
      for (const status of ['in_transit', 'out_for_delivery', 'delivered'] as const) {
        shop.easypost.move(trackingNumber ?? '', status)
      }
      shop.easypost.configureWebhooks({ delivery: true })
      await shop.settle()
      await shop.easypost.resend(shop.easypost.events()[1]?.id ?? '')
      await shop.settle()
      expect(await shop.order(orderId)).toMatchObject({ status: 'delivered', attention: [] })
      expect(toldOf(shop, 'order_delivered')).toHaveLength(1)
    })

    it('given two parcels, then it is delivered when both are, and partly lost is not', async () => {
      const [shop, orderId, first] = await shipped({ lines: 2 })
      const [, second] = shipmentsOf(await shop.order(orderId))
      shop.easypost.move(first.trackingNumber ?? '', 'delivered')
      await shop.settle()
      expect(await shop.order(orderId)).toMatchObject({ status: 'shipped' })
      shop.easypost.move(second?.trackingNumber ?? '', 'failure', { detail: 'lost' })
      await shop.settle()
      expect((await shop.order(orderId)).attention).toMatchObject([
        { code: 'delivery_exception', subject: second?.id, message: 'The carrier reports: lost.' },
      ])
      shop.easypost.move(second?.trackingNumber ?? '', 'delivered')
      await shop.settle()
      expect(await shop.order(orderId)).toMatchObject({ status: 'delivered', attention: [] })
      expect(toldOf(shop, 'order_delivered')).toHaveLength(1)
    })

    it('INV-19 given a problem, then a person is alerted and the customer told, once; it is no end, for it may arrive after all', async () => {
      const [shop, orderId, { id: shipmentId, trackingNumber }] = await shipped()
      shop.easypost.move(trackingNumber ?? '', 'failure', { detail: 'weather_delay' })
      await shop.settle()
      expect(await codesOf(shop, orderId)).toEqual(['delivery_exception'])
      await shop.pass(2 * day)
      expect(shop.alerts.filter((a) => a.code === 'delivery_exception')).toHaveLength(1)
      expect(toldOf(shop, 'action_needed')).toMatchObject([{ shipmentId }])
      shop.easypost.configureWebhooks({ delivery: false })
      shop.easypost.move(trackingNumber ?? '', 'delivered')
      await shop.pass(13 * hour)
      expect(await shop.order(orderId)).toMatchObject({ status: 'delivered', attention: [] })
    })

    it('given it comes back, then a person is alerted, nobody asks any more, and reaching the sender is no delivery', async () => {
      const [shop, orderId, { trackingNumber }] = await shipped()
      shop.easypost.move(trackingNumber ?? '', 'return_to_sender')
      await shop.settle()
      expect(await codesOf(shop, orderId)).toEqual(['parcel_returned'])
      const calls = callsOf(shop, 'getTracker')
      await shop.pass(3 * day)
      expect(callsOf(shop, 'getTracker')).toBe(calls)
      shop.easypost.move(trackingNumber ?? '', 'delivered')
      await shop.settle()
      expect(await shop.order(orderId)).toMatchObject({ status: 'shipped', attention: [{ code: 'parcel_returned' }] })
      expect(toldOf(shop, 'order_delivered')).toEqual([])
    })

    it('F53 S01 given forged webhooks, then nothing changes; what is signed only makes us read', async () => {
      const [shop, orderId] = await shipped()
      const [known] = shop.easypost.events()
      const event = { ...known, id: 'evt_forged', result: { ...known?.result, status: 'delivered' } }
      const body = new TextEncoder().encode(JSON.stringify(event))
      for (const signature of [null, 'hmac-sha256-hex=00', signEasypostEvent(body, 'a guess')]) {
        const headers = new Headers(signature === null ? {} : { 'x-hmac-signature': signature })
        await expect(shop.quoin.webhooks.receiveTracking('easypost', { body, headers })).rejects.toMatchObject({
          code: 'invalid_signature',
        })
      }
      const calls = callsOf(shop, 'getTracker')
      await shop.settle()
      expect(callsOf(shop, 'getTracker')).toBe(calls)
      const headers = new Headers({
        'x-hmac-signature': signEasypostEvent(body, 'the tracking secret of the test shop'),
      })
      await shop.quoin.webhooks.receiveTracking('easypost', { body, headers })
      await shop.settle()
      expect(callsOf(shop, 'getTracker')).toBe(calls + 1)
      expect(await shop.order(orderId)).toMatchObject({ status: 'shipped' })
      await expect(shop.quoin.webhooks.receiveTracking('owl', { body, headers })).rejects.toMatchObject({
        code: 'unsupported',
      })
    })

    it('F49 given it does not answer for three days, then nothing is lost and no person is asked', async () => {
      const shop = await given().open({ tracking: true })
      shop.easypost.faults.next({ fault: 'status-500', times: Number.POSITIVE_INFINITY })
      const { orderId } = await shop.buy()
      await shop.settle()
      shop.prodigi.runOrder((await shop.order(orderId)).fulfillments[0]?.providerOrderId ?? '')
      await shop.pass(3 * day)
      expect(await shop.order(orderId)).toMatchObject({ status: 'shipped', attention: [] })
      shop.easypost.faults.clear()
      const [parcel] = shipmentsOf(await shop.order(orderId))
      shop.easypost.move(parcel?.trackingNumber ?? '', 'delivered')
      await shop.pass(hour)
      expect(await shop.order(orderId)).toMatchObject({ status: 'delivered', attention: [] })
    })

    it('F34 F46 given answers that are lost and a key that is refused for a while, then there is one tracker', async () => {
      const shop = await given().open({ tracking: true })
      for (const fault of ['accept-then-drop', 'status-401', 'status-402', 'status-429', 'html'] as const) {
        shop.easypost.faults.next({ fault, endpoint: 'createTracker' })
      }
      const { orderId } = await shop.buy()
      await shop.settle()
      shop.prodigi.runOrder((await shop.order(orderId)).fulfillments[0]?.providerOrderId ?? '')
      await shop.pass(hour)
      const [parcel] = shipmentsOf(await shop.order(orderId))
      expect(shop.easypost.ledger().trackers.map((t) => t.id)).toEqual([parcel?.trackerId])
      expect(callsOf(shop, 'createTracker')).toBe(6)
      expect(await codesOf(shop, orderId)).toEqual([])
      expect(shop.logs.join('\n')).not.toMatch(/EZTK_simulator|the tracking secret/)
    })

    it('given a carrier that nobody knows, then it is asked for until 45 days are over, and then a person', async () => {
      const [shop, orderId, parcel] = await shipped({ detect: () => null })
      expect(parcel.trackerId).toBeNull()
      await shop.pass(44 * day)
      expect(await codesOf(shop, orderId)).toEqual([])
      expect(callsOf(shop, 'createTracker')).toBeGreaterThan(2 * 60)
      await shop.pass(2 * day)
      expect(await codesOf(shop, orderId)).toEqual(['delivery_unknown'])
      expect(shop.alerts.filter((a) => a.code === 'delivery_unknown')).toHaveLength(1)
      const calls = shop.easypost.ledger().requests.length
      await shop.pass(5 * day)
      expect(shop.easypost.ledger().requests).toHaveLength(calls)
      await shop.quoin.orders.markDelivered(orderId, {}, 'admin:1')
      expect(await shop.order(orderId)).toMatchObject({ status: 'delivered', attention: [] })
    })

    it('given the number comes late, then it is followed from there on', async () => {
      const shop = await given().open({ plan: { parcels: 'by_item', tracked: false }, tracking: true })
      const { orderId, checkoutId } = await shop.checkout(undefined, 2)
      shop.stripe.pay(checkoutId)
      await shop.settle()
      const id = (await shop.order(orderId)).fulfillments[0]?.providerOrderId ?? ''
      while (!shop.prodigi.order(id).shipments.some((s) => s.status === 'Shipped')) shop.prodigi.advanceOrder(id)
      await shop.settle()
      expect(await shop.order(orderId)).toMatchObject({ status: 'partially_shipped' })
      expect(shop.easypost.ledger().requests).toEqual([])
      shop.prodigi.editOrder(id, (order) => ({
        ...order,
        shipments: order.shipments.map((shipment) => ({
          ...shipment,
          tracking: { number: `L${shipment.id}`, url: 'https://www.royalmail.com/' },
        })),
      }))
      await shop.pass(7 * hour)
      const [first, second] = shipmentsOf(await shop.order(orderId))
      expect(shop.easypost.ledger().trackers.map((t) => t.tracking_code)).toEqual(
        [first, second].filter((s) => s?.status === 'shipped').map((s) => s?.trackingNumber),
      )
      expect(shop.easypost.ledger().trackers).toHaveLength(1)
    })

    it('given an admin who corrects the number, then that is followed, and news of the old one are of no interest', async () => {
      const [shop, orderId, { trackingNumber }] = await shipped()
      await shop.quoin.orders.editTracking(orderId, { trackingNumber: 'NEW1' }, 'admin:1')
      await shop.settle()
      expect(shop.easypost.ledger().trackers.map((t) => t.tracking_code)).toEqual([trackingNumber, 'NEW1'])
      shop.easypost.move(trackingNumber ?? '', 'delivered')
      await shop.settle()
      expect(await shop.order(orderId)).toMatchObject({ status: 'shipped' })
      shop.easypost.move('NEW1', 'delivered')
      await shop.settle()
      expect(await shop.order(orderId)).toMatchObject({ status: 'delivered' })
    })

    it('given the account has lost the tracker, then it is made again', async () => {
      const [shop, orderId, { trackerId, trackingNumber }] = await shipped()
      shop.easypost.forget(trackerId ?? '')
      shop.easypost.move(trackingNumber ?? '', 'delivered')
      await shop.pass(7 * hour)
      expect(callsOf(shop, 'createTracker')).toBe(2)
      expect(await shop.order(orderId)).toMatchObject({ status: 'delivered' })
    })

    it('F89 given its job is lost, as by a restored backup, then reconciliation gives it another', async () => {
      const [shop, orderId, { trackingNumber }] = await shipped()
      await loseJobs(shop, orderId)
      shop.easypost.configureWebhooks({ delivery: false })
      shop.easypost.move(trackingNumber ?? '', 'delivered')
      await shop.pass(2 * day)
      expect(await shop.order(orderId)).toMatchObject({ status: 'delivered' })
    })

    it('F89 given its job is lost for longer than it is waited for, then a person is told all the same', async () => {
      const [shop, orderId] = await shipped()
      await loseJobs(shop, orderId)
      shop.clock.advance(50 * day)
      await shop.pass(hour)
      expect(await codesOf(shop, orderId)).toEqual(['delivery_unknown'])
      const calls = shop.easypost.ledger().requests.length
      await shop.pass(3 * day)
      expect(shop.easypost.ledger().requests).toHaveLength(calls)
    })

    it('given no tracking provider, then no such job waits; given one later, then parcels under way are followed', async () => {
      const shop = await given().open()
      const { orderId } = await shop.buy()
      await shop.settle()
      shop.prodigi.runOrder((await shop.order(orderId)).fulfillments[0]?.providerOrderId ?? '')
      await shop.settle()
      expect((await shop.quoin.orders.jobs(orderId)).map((job) => job.kind)).not.toContain('track_shipment')
      expect(shop.easypost.ledger().requests).toEqual([])
      const { url: apiBase } = shop.easypost
      const later = shop.another({
        tracking: easypostTracking({ apiKey: 'EZTK_simulator', webhookSecret: 'any', apiBase }),
      })
      await later.reconcile()
      expect((await later.orders.jobs(orderId)).map((job) => job.kind)).toContain('track_shipment')
      await later.worker.tick()
      const [parcel] = shipmentsOf(await shop.order(orderId))
      expect(parcel?.trackerId).toBe(shop.easypost.ledger().trackers[0]?.id)
    })
  })
}
