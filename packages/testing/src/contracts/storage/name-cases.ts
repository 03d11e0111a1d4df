import { describe, expect, it } from 'vitest'
import { jobFixture } from '../../job-fixture.ts'
import { longName } from '../../long-name.ts'
import { notificationFixture } from '../../notification-fixture.ts'
import { orderFixture } from '../../order-fixture.ts'
import { type Subject, stored } from './storage-under-test.ts'

/** Names come from outside: they can be longer than what an index likes. */
export function nameCases(subject: Subject): void {
  describe('names of 300 characters', () => {
    const name = longName(300)

    it('given an order and what it is known by, then each leads to it', async () => {
      const { storage } = subject()
      const pattern = orderFixture()
      const order = await stored(storage, {
        ...pattern,
        userId: name,
        payment: { ...pattern.payment, checkoutId: name, paymentId: name },
        fulfillments: pattern.fulfillments.map((one) => ({
          ...one,
          providerOrderId: name,
          shipments: one.shipments.map((parcel) => ({ ...parcel, trackerId: name })),
        })),
      })
      const keys = [{ checkoutId: name }, { paymentId: name }, { providerOrderId: name }, { trackerId: name }]
      for (const key of keys) expect(await storage.findOrder(key), Object.keys(key).join()).toEqual(order)
      expect(await storage.listOrders({ limit: 10, userId: name })).toEqual([order])
    })

    it('given an event, then it is received once', async () => {
      const { storage } = subject()
      const delivery = { id: jobFixture().id, source: 'stripe', eventId: name, type: name, body: '{}' }
      expect(await storage.receiveWebhook(delivery, [])).toBe('stored')
      expect(await storage.receiveWebhook({ ...delivery, id: jobFixture().id }, [])).toBe('duplicate')
      expect(await storage.findReceived('stripe', [name])).toEqual([name])
    })

    it('given a job, then another one with the key joins it', async () => {
      const { storage } = subject()
      await storage.commit({ jobs: [jobFixture({ key: name })] })
      await storage.commit({ jobs: [jobFixture({ key: name })] })
      expect((await storage.jobStats()).due).toBe(1)
    })

    it('given a notification, then its key is found', async () => {
      const { storage } = subject()
      const order = await stored(storage, orderFixture({ userId: name }))
      const notification = notificationFixture(order, { key: name })
      expect(await storage.commit({ notifications: [notification] })).toBe('committed')
      expect(await storage.findNotificationKeys([name])).toEqual([name])
      expect(await storage.listNotifications({ userId: name, limit: 1 })).toEqual([notification])
    })
  })
}
