import { z } from '@hono/zod-openapi'
import type { NotificationSelection } from '@quoin/core'
import { signedIn } from '../caller.ts'
import { decodeCursor, pageOf } from '../cursor.ts'
import { endpoint, noBody, nothing } from '../endpoint.ts'
import { cursor, limit } from '../fields.ts'
import { NotificationView, viewNotification } from '../views/notification-view.ts'

const Selection = z
  .strictObject({
    ids: z.array(z.guid()).min(1).max(200).optional(),
    all: z.literal(true).optional(),
  })
  .refine(({ ids, all }) => (ids === undefined) !== (all === undefined), {
    path: ['ids'],
    error: 'Give ids, or all: true.',
  })
  .openapi('NotificationSelection')

const selectionOf = ({ ids }: z.infer<typeof Selection>): NotificationSelection => (ids ? { ids } : { all: true })

export const listNotifications = endpoint({
  access: 'customer',
  method: 'get',
  path: '/notifications',
  tag: 'Notifications',
  summary: 'List own notifications, newest first',
  params: nothing,
  query: z.strictObject({ limit, cursor, unread: z.enum(['true', 'false']).optional() }),
  body: noBody,
  answer: z.strictObject({
    notifications: z.array(NotificationView),
    unreadCount: z.int(),
    nextCursor: z.string().nullable(),
  }),
  async handle(call) {
    const { quoin, query } = call
    const { userId } = signedIn(call.caller)
    const after = query.cursor && (await decodeCursor(quoin.signer, 'notifications', query.cursor))
    const [rows, unreadCount] = await Promise.all([
      quoin.notifications.list({
        userId,
        limit: query.limit + 1,
        ...(query.unread === 'true' && { unreadOnly: true }),
        ...(after && { after }),
      }),
      quoin.notifications.unreadCount(userId),
    ])
    const { page, nextCursor } = await pageOf(
      quoin.signer,
      'notifications',
      rows,
      query.limit,
      ({ createdAt, id }) => ({
        at: createdAt,
        id,
      }),
    )
    return { notifications: page.map(viewNotification), unreadCount, nextCursor }
  },
})

export const markNotificationsRead = endpoint({
  access: 'customer',
  method: 'patch',
  path: '/notifications',
  tag: 'Notifications',
  summary: 'Mark own notifications as read',
  params: nothing,
  query: nothing,
  body: Selection,
  answer: z.strictObject({ updated: z.int(), unreadCount: z.int() }),
  async handle(call) {
    const { userId } = signedIn(call.caller)
    const updated = await call.quoin.notifications.markRead(userId, selectionOf(call.body))
    return { updated, unreadCount: await call.quoin.notifications.unreadCount(userId) }
  },
})

export const deleteNotifications = endpoint({
  access: 'customer',
  method: 'delete',
  path: '/notifications',
  tag: 'Notifications',
  summary: 'Delete own notifications',
  params: nothing,
  query: nothing,
  body: Selection,
  answer: z.strictObject({ deleted: z.int(), unreadCount: z.int() }),
  async handle(call) {
    const { userId } = signedIn(call.caller)
    const deleted = await call.quoin.notifications.delete(userId, selectionOf(call.body))
    return { deleted, unreadCount: await call.quoin.notifications.unreadCount(userId) }
  },
})
