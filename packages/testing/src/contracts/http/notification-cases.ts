import { describe, expect, it } from 'vitest'
import { listAt, part } from './answer-part.ts'
import type { Given } from './http-world.ts'

/** What customers are told of. */
export function notificationCases(given: Given): void {
  const ada = (method: string, path: string, body?: unknown) => given().send('customer:ada', method, path, body)

  describe('notifications', () => {
    it('given news, then their owner lists, reads and deletes them, and nobody else does', async () => {
      await given().shippedOrder()
      const { body } = await ada('GET', '/api/notifications')
      const [newest, ...older] = listAt(body, 'notifications')
      expect(newest).toMatchObject({ type: 'order_shipped', readAt: null })
      expect(part(body, 'unreadCount')).toBe(1 + older.length)

      const bob = await given().send('customer:bob', 'GET', '/api/notifications')
      expect(bob.body).toEqual({ notifications: [], unreadCount: 0, nextCursor: null })
      const meddled = await given().send('customer:bob', 'DELETE', '/api/notifications', { ids: [part(newest, 'id')] })
      expect(meddled.body).toEqual({ deleted: 0, unreadCount: 0 })

      const read = await ada('PATCH', '/api/notifications', { ids: [part(newest, 'id')] })
      expect(read.body).toEqual({ updated: 1, unreadCount: older.length })
      expect(part((await ada('GET', '/api/notifications?unread=true')).body, 'notifications')).toEqual(older)
      expect(part((await ada('PATCH', '/api/notifications', { all: true })).body, 'unreadCount')).toBe(0)
      const deleted = await ada('DELETE', '/api/notifications', { all: true })
      expect(deleted.body).toEqual({ deleted: 1 + older.length, unreadCount: 0 })
      expect(part((await ada('GET', '/api/notifications')).body, 'notifications')).toEqual([])
    })

    it('given more than a page, then the cursor leads on', async () => {
      await given().shippedOrder()
      const first = (await ada('GET', '/api/notifications?limit=1')).body
      const second = (await ada('GET', `/api/notifications?limit=1&cursor=${part(first, 'nextCursor')}`)).body
      expect(part(second, 'notifications')).toHaveLength(1)
      expect(part(second, 'notifications[0].id')).not.toBe(part(first, 'notifications[0].id'))
    })
  })
}
