/** What customers are told of. The spellings are part of the API. */
export const notificationTypes = [
  'order_confirmed',
  'order_in_production',
  'order_shipped',
  'order_delivered',
  'order_cancelled',
  'order_refunded',
  'payment_failed',
  'action_needed',
] as const

/** What a customer is told. The spellings are part of the API. */
export type NotificationType = (typeof notificationTypes)[number]

/** Something a customer is told: kept for the app's own list and handed to every notifier. */
export interface Notification {
  readonly id: string
  /** One notification for each key, such as `order_shipped:<order>:<shipment>`. */
  readonly key: string
  readonly type: NotificationType
  readonly orderId: string
  readonly orderNumber: string
  /** The host's user; null for a guest, who is told by e-mail only. */
  readonly userId: string | null
  /** The parcel it is about; null for the order. `action_needed` without one is about the address. */
  readonly shipmentId: string | null
  readonly createdAt: Date
  readonly readAt: Date | null
}
