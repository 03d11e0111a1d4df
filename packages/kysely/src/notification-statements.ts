import type { Notification, NotificationSelection, NotificationStore } from '@quoin/core'
import { type RawBuilder, sql } from 'kysely'
import type { Database } from './database.ts'
import { comparableInstant } from './instant.ts'
import { inOrderOf, storableText } from './json-document.ts'
import { isUuid } from './uuid.ts'

/** A deleted notification stays as a row without a reader, so that its key is never told again. */
export function createNotificationStatements(db: Database): NotificationStore {
  const { notifications } = db.tables
  const document = sql`json_build_object('id', id, 'key', key, 'type', type, 'orderId', order_id,
    'orderNumber', order_number, 'userId', user_id, 'shipmentId', shipment_id,
    'createdAt', created_at, 'readAt', read_at)::text as json`
  const ofUser = (userId: string) => sql`user_id = ${storableText(userId)} and deleted_at is null`
  const selected = (selection: NotificationSelection): RawBuilder<unknown> =>
    'all' in selection ? sql`true` : sql`id = any(${selection.ids.filter(isUuid)}::uuid[])`
  const countOf = async (update: RawBuilder<unknown>): Promise<number> => {
    return db.one<number>(sql`with changed as (${update} returning id) select count(*)::text as json from changed`)
  }

  return {
    async listNotifications({ userId, limit, after, unreadOnly }) {
      const isBehind = after
        ? sql`(created_at, id) < (${comparableInstant(after.at)}::timestamptz, ${after.id}::uuid)`
        : sql`true`
      return db.all<Notification>(sql`
        select ${document} from ${notifications}
        where ${ofUser(userId)} and ${isBehind} and ${unreadOnly ? sql`read_at is null` : sql`true`}
        order by created_at desc, id desc limit ${limit}`)
    },
    async countUnreadNotifications(userId) {
      return db.one<number>(sql`
        select count(*)::text as json from ${notifications} where ${ofUser(userId)} and read_at is null`)
    },
    async markNotificationsRead(userId, selection, at) {
      return countOf(sql`
        update ${notifications} set read_at = ${at.toISOString()}::timestamptz
        where ${ofUser(userId)} and ${selected(selection)} and read_at is null`)
    },
    async deleteNotifications(userId, selection) {
      return countOf(sql`
        update ${notifications} set deleted_at = ${db.now()} where ${ofUser(userId)} and ${selected(selection)}`)
    },
    async loadNotification(id) {
      if (!isUuid(id)) return null
      const found = await db.all<Notification>(sql`
        select ${document} from ${notifications} where id = ${id} and deleted_at is null`)
      return found[0] ?? null
    },
    async findNotificationKeys(keys) {
      const found = await db.all<string>(sql`
        select to_json(key)::text as json from ${notifications} where key = any(${keys.map(storableText)}::text[])`)
      return inOrderOf(keys, found)
    },
  }
}
