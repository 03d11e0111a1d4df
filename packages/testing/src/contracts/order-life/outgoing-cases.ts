import { isQuiet } from '@quoin/core'
import { afterEach, describe, expect, it } from 'vitest'
import type { OrderLife } from '../order-life-contract.ts'
import { ok, type Receiver, secret, startReceiver, status } from './webhook-receiver.ts'

const hour = 3_600_000

/** The host's other systems hear of everything, and who is deaf is told on. */
export function outgoingCases(given: () => OrderLife): void {
  const closing: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0)) await close()
  })

  async function listening(clock: Parameters<typeof startReceiver>[0]): Promise<readonly [Receiver, Receiver]> {
    const receivers = [await startReceiver(clock), await startReceiver(clock)] as const
    closing.push(...receivers.map(({ close }) => close))
    return receivers
  }

  describe('outgoing webhooks', () => {
    it('given an order from checkout to delivery, then every endpoint is told of each event once, by its id, signed', async () => {
      const receivers = await listening(given().clock)
      const webhooks = receivers.map(({ url }) => ({ url, secret }))
      const shop = await given().open({ overrides: { webhooks } })
      const { orderId } = await shop.buy()
      await shop.settle()
      for (const { id } of shop.prodigi.orders()) shop.prodigi.runOrder(id)
      await shop.pass(13 * hour)
      await shop.quoin.orders.markDelivered(orderId, {}, 'admin:ada')
      await shop.settle()

      const history = await shop.storage.loadHistory(orderId)
      const told = history.filter(({ event }) => !isQuiet(event)).map(({ id }) => id)
      for (const { arrived } of receivers) expect(arrived.map(({ id }) => id).sort()).toEqual(told.sort())
      const [{ arrived }] = receivers
      const types = arrived.map(({ webhook }) => webhook.type)
      expect(types).toEqual(expect.arrayContaining(['order.paid', 'shipment.shipped', 'order.delivered']))
      const paid = arrived.find(({ webhook }) => webhook.type === 'order.paid')
      const { number } = await shop.order(orderId)
      expect(paid?.webhook).toEqual({
        type: 'order.paid',
        timestamp: '2026-03-01T09:00:00.000Z',
        data: {
          order: { id: orderId, number, status: 'paid', paymentStatus: 'paid', version: expect.any(Number) },
          event: { id: paid?.id, type: 'status_changed', actor: 'stripe', from: 'pending', to: 'paid' },
        },
      })
      expect(await shop.storage.jobStats()).toMatchObject({ due: 0, dead: 0 })
    })

    it('INV-19 given two servers that want no more, then each is told on once, until their jobs have a new life', async () => {
      const receivers = await listening(given().clock)
      const [gone, laterGone] = receivers
      const webhooks = receivers.map(({ url }) => ({ url, secret, events: ['order.paid'] as const }))
      const shop = await given().open({ overrides: { webhooks, health: { watchEveryMs: 60_000 } } })
      const keyOf = ({ url }: Receiver) => `dead:deliver_webhook:${new URL(url).origin}`
      const buy = async () => {
        await shop.buy()
        await shop.settle()
      }

      gone.answer = status(410)
      await buy()
      await buy()
      expect(shop.alerts).toMatchObject([{ key: keyOf(gone), code: 'retries_exhausted', severity: 'warning' }])
      laterGone.answer = status(410)
      await buy()
      expect(shop.alerts.map(({ key }) => key)).toEqual([keyOf(gone), keyOf(laterGone)])

      for (const receiver of receivers) receiver.answer = ok
      expect(await shop.quoin.worker.retryDead()).toBe(4)
      await shop.pass(2 * 60_000)
      expect(shop.resolved.map(({ key }) => key).toSorted()).toEqual([keyOf(gone), keyOf(laterGone)].toSorted())
      expect(receivers.map(({ arrived }) => arrived.length)).toEqual([6, 4])
    })
  })
}
