import { describe, expect, it } from 'vitest'
import { jobFixture } from '../../job-fixture.ts'
import { notificationFixture } from '../../notification-fixture.ts'
import { orderFixture } from '../../order-fixture.ts'
import { claimed, type Subject, stored } from './storage-under-test.ts'

const day = 86_400_000
const nothing = { webhooks: 0, notifications: 0, deadJobs: 0 }

/** What is old is removed, and nothing else. */
export function purgeCases(subject: Subject): void {
  describe('a purge', () => {
    const delivery = (eventId: string) => ({ id: jobFixture().id, source: 'stripe', eventId, type: 'any', body: '{}' })
    const daysAgo = (days: number, limit = 100) => {
      const before = new Date(subject().clock.now().getTime() - days * day)
      return { webhooksBefore: before, notificationsBefore: before, deadJobsBefore: before, limit }
    }
    const bury = async () => {
      const { storage } = subject()
      const job = await claimed(storage, jobFixture())
      await storage.commit({ settle: { ...job, outcome: 'dead', error: 'refused' } })
    }
    /** Of everything one that is 40 days old, and one of now. */
    const given = async () => {
      const { storage, clock } = subject()
      const order = await stored(storage, orderFixture({ userId: 'ada' }))
      const tell = async (key: string) => {
        const told = notificationFixture(order, { key, createdAt: clock.now() })
        await storage.commit({ notifications: [told] })
        return told
      }
      const ofAge = async (age: string) => {
        await storage.receiveWebhook(delivery(age), [])
        await bury()
        return tell(age)
      }
      const old = await ofAge('old')
      clock.advance(40 * day)
      await ofAge('new')
      return { order, old }
    }

    it('given what is old, then it is gone and may come again; what is new stays, and the order with its history', async () => {
      const { storage } = subject()
      const { order, old } = await given()
      expect(await storage.purge(daysAgo(30))).toEqual({ webhooks: 1, notifications: 1, deadJobs: 1 })
      expect(await storage.purge(daysAgo(30))).toEqual(nothing)
      expect(await storage.findReceived('stripe', ['old', 'new'])).toEqual(['new'])
      expect(await storage.findNotificationKeys(['old', 'new'])).toEqual(['new'])
      expect((await storage.jobStats()).dead).toBe(1)
      expect(await storage.findOrder({ id: order.id })).toEqual(order)
      expect(await storage.receiveWebhook(delivery('old'), [])).toBe('stored')
      expect(await storage.commit({ notifications: [old] })).toBe('committed')
      expect(await storage.listNotifications({ userId: 'ada', limit: 5 })).toHaveLength(2)
    })

    it('given a notification that was deleted, then it goes too', async () => {
      const { storage } = subject()
      await given()
      await storage.deleteNotifications('ada', { all: true })
      expect(await storage.purge(daysAgo(30))).toMatchObject({ notifications: 1 })
    })

    it('given jobs that wait or run, then they stay, however old', async () => {
      const { storage } = subject()
      await storage.commit({ jobs: [jobFixture(), jobFixture()] })
      await storage.claimJobs({ limit: 1, leaseMs: 1_000 })
      expect(await storage.purge(daysAgo(-1))).toEqual(nothing)
    })

    it('given more than the limit, then no more than the limit', async () => {
      const { storage } = subject()
      for (const eventId of ['evt_1', 'evt_2', 'evt_3']) await storage.receiveWebhook(delivery(eventId), [])
      expect(await storage.purge(daysAgo(-1, 2))).toMatchObject({ webhooks: 2 })
      expect(await storage.purge(daysAgo(-1, 2))).toMatchObject({ webhooks: 1 })
    })
  })
}
