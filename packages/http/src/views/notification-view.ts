import { z } from '@hono/zod-openapi'
import { type Notification, notificationTypes } from '@quoin/core'

export const NotificationView = z
  .strictObject({
    id: z.string(),
    type: z.enum(notificationTypes),
    orderId: z.string(),
    orderNumber: z.string(),
    shipmentId: z.string().nullable(),
    createdAt: z.iso.datetime(),
    readAt: z.iso.datetime().nullable(),
  })
  .openapi('Notification')

/** A notification as the API shows it. */
export type ApiNotification = z.infer<typeof NotificationView>

export function viewNotification(notification: Notification): ApiNotification {
  const { id, type, orderId, orderNumber, shipmentId, createdAt, readAt } = notification
  return {
    id,
    type,
    orderId,
    orderNumber,
    shipmentId,
    createdAt: createdAt.toISOString(),
    readAt: readAt?.toISOString() ?? null,
  }
}
