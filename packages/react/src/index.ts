'use client'

export { english, type Messages } from './language/english.ts'
// The provider, and how the parts speak
export { createFormats, type Formats } from './language/formats.ts'
export { german } from './language/german.ts'
export type { Message } from './language/words.ts'
// Parts
export { NotificationBell, type NotificationBellProps } from './notifications/notification-bell.tsx'
// Hooks: notifications
export { useDeleteNotifications } from './notifications/use-delete-notifications.ts'
export { useMarkNotificationsRead } from './notifications/use-mark-notifications-read.ts'
export { useNotifications } from './notifications/use-notifications.ts'
// Hooks: orders
export type { OrderAccess } from './orders/order-access.ts'
export { useCancelOrder } from './orders/use-cancel-order.ts'
export { type RecipientChange, useEditRecipient } from './orders/use-edit-recipient.ts'
export { type ClaimDraft, useOpenClaim } from './orders/use-open-claim.ts'
export { useOrder } from './orders/use-order.ts'
export { useOrderActions } from './orders/use-order-actions.ts'
export { useOrderEvents } from './orders/use-order-events.ts'
export { useOrders } from './orders/use-orders.ts'
export { useRefreshOrder } from './orders/use-refresh-order.ts'
export { useResumeCheckout } from './orders/use-resume-checkout.ts'
export { type Quoin, QuoinProvider, type QuoinProviderProps, useQuoin } from './quoin-provider.tsx'
export { RequestError } from './request-error.ts'
export { CustomerOrderTracking, type CustomerOrderTrackingProps } from './tracking/customer-order-tracking.tsx'
export type { ItemImage, OrderItem } from './tracking/order-items.tsx'
export type { Liveness } from './use-event-stream.ts'
