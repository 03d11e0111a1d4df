import type { Notification } from '@quoin/core'
import { describe, expect, it } from 'vitest'
import { notificationFixture } from '../../notification-fixture.ts'
import { orderFixture } from '../../order-fixture.ts'
import { type Subject, stored } from './storage-under-test.ts'

export function notificationCases(subject: Subject): void {
  describe('notifications', () => {
    const readAt = new Date('2026-03-05T10:00:00Z')
    const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 10, minute))

    /** Three of Ada's, two of them of the same time, one of Grace's and one of a guest's. */
    const given = async () => {
      const { storage } = subject()
      const ada = await stored(storage, orderFixture({ userId: 'ada' }))
      const grace = await stored(storage, orderFixture({ userId: 'grace' }))
      const guest = await stored(storage, orderFixture({ userId: null }))
      const [first, second, third] = [
        notificationFixture(ada, { createdAt: at(1) }),
        notificationFixture(ada, { createdAt: at(1), type: 'order_shipped', shipmentId: 'shp_1' }),
        notificationFixture(ada, { createdAt: at(2) }),
      ]
      const hers = notificationFixture(grace)
      const theirs = notificationFixture(guest)
      expect(await storage.commit({ notifications: [first, second, third, hers, theirs] })).toBe('committed')
      const newestFirst = [third, ...[first, second].toSorted((a, b) => (a.id < b.id ? 1 : -1))]
      return { storage, ada, first, second, third, hers, theirs, newestFirst }
    }
    const ids = (list: readonly Notification[]) => list.map(({ id }) => id)

    it('given some of several users, then each user sees their own, newest first, with every field', async () => {
      const { storage, newestFirst, hers } = await given()
      expect(await storage.listNotifications({ userId: 'ada', limit: 10 })).toEqual(newestFirst)
      expect(await storage.listNotifications({ userId: 'grace', limit: 10 })).toEqual([hers])
      expect(await storage.listNotifications({ userId: 'nobody', limit: 10 })).toEqual([])
    })

    it('given equal times, when they are paged, then each comes once', async () => {
      const { storage, newestFirst } = await given()
      const paged: Notification[] = []
      for (let page = 0; page < 3; page += 1) {
        const last = paged.at(-1)
        const after = last && { at: last.createdAt, id: last.id }
        paged.push(...(await storage.listNotifications({ userId: 'ada', limit: 1, ...(after && { after }) })))
      }
      expect(ids(paged)).toEqual(ids(newestFirst))
    })

    it('given a page that begins at an end of time, then it is all or nothing', async () => {
      const { storage, newestFirst } = await given()
      const from = async (time: number) => {
        const after = { at: new Date(time), id: newestFirst[0]?.id ?? '' }
        return storage.listNotifications({ userId: 'ada', limit: 10, after })
      }
      expect(await from(8.64e15)).toEqual(newestFirst)
      expect(await from(-8.64e15)).toEqual([])
    })

    it('given an id, then it is loaded whoever it is for; given another, then not', async () => {
      const { storage, theirs } = await given()
      expect(await storage.loadNotification(theirs.id)).toEqual(theirs)
      expect(await storage.loadNotification(orderFixture().id)).toBeNull()
      expect(await storage.loadNotification('no id at all')).toBeNull()
    })

    it('given a key that is there already, also in one commit or at once, then it is stored once and the rest with it', async () => {
      const { storage, ada, first } = await given()
      const again = notificationFixture(ada, { key: first.key })
      const fresh = notificationFixture(ada, { userId: 'new' })
      const twin = notificationFixture(ada, { userId: 'new', key: fresh.key })
      const results = await Promise.all([
        storage.commit({ notifications: [again, fresh, twin] }),
        storage.commit({ notifications: [again, twin, fresh] }),
      ])
      expect(results).toEqual(['committed', 'committed'])
      expect(await storage.loadNotification(again.id)).toBeNull()
      expect(await storage.listNotifications({ userId: 'new', limit: 10 })).toHaveLength(1)
    })

    it('when some are read, then only those of this user change, once', async () => {
      const { storage, first, third, hers } = await given()
      expect(await storage.countUnreadNotifications('ada')).toBe(3)
      const selection = { ids: [first.id, hers.id, 'no id at all'] }
      expect(await storage.markNotificationsRead('ada', selection, readAt)).toBe(1)
      expect(await storage.markNotificationsRead('ada', selection, new Date('2026-03-06T10:00:00Z'))).toBe(0)
      expect(await storage.loadNotification(first.id)).toEqual({ ...first, readAt })
      expect(await storage.countUnreadNotifications('ada')).toBe(2)
      expect(await storage.countUnreadNotifications('grace')).toBe(1)
      const unread = await storage.listNotifications({ userId: 'ada', limit: 10, unreadOnly: true })
      expect(ids(unread)).not.toContain(first.id)
      expect(ids(unread)).toContain(third.id)
    })

    it('when all are read, then none of this user is unread', async () => {
      const { storage } = await given()
      expect(await storage.markNotificationsRead('ada', { all: true }, readAt)).toBe(3)
      expect(await storage.countUnreadNotifications('ada')).toBe(0)
      expect(await storage.countUnreadNotifications('grace')).toBe(1)
    })

    it('when some are deleted, then they are gone for this user and nobody else loses any', async () => {
      const { storage, first, second, third, hers } = await given()
      expect(await storage.deleteNotifications('ada', { ids: [first.id, hers.id, 'no id at all'] })).toBe(1)
      expect(await storage.deleteNotifications('ada', { ids: [first.id] })).toBe(0)
      expect(ids(await storage.listNotifications({ userId: 'ada', limit: 10 }))).toEqual([third.id, second.id])
      expect(await storage.countUnreadNotifications('ada')).toBe(2)
      expect(await storage.loadNotification(first.id)).toBeNull()
      expect(await storage.deleteNotifications('ada', { all: true })).toBe(2)
      expect(await storage.countUnreadNotifications('grace')).toBe(1)
    })

    it('given keys of which some were ever stored, then those are found, deleted ones too', async () => {
      const { storage, first, second, theirs } = await given()
      await storage.deleteNotifications('ada', { ids: [first.id] })
      const asked = [theirs.key, first.key, 'never told', second.key, theirs.key]
      expect(await storage.findNotificationKeys(asked)).toEqual([theirs.key, first.key, second.key, theirs.key])
      expect(await storage.findNotificationKeys([])).toEqual([])
    })

    it('given one was deleted, when its key is stored again, then it does not come back', async () => {
      const { storage, ada, first } = await given()
      await storage.deleteNotifications('ada', { all: true })
      await storage.commit({ notifications: [notificationFixture(ada, { key: first.key })] })
      expect(await storage.listNotifications({ userId: 'ada', limit: 10 })).toEqual([])
    })
  })
}
