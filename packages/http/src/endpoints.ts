import type { Endpoint } from './endpoint.ts'
import { showDocs, showOpenApi, showStatus } from './endpoints/about.ts'
import { actOnHealth, showHealth } from './endpoints/admin-health.ts'
import { startCheckout } from './endpoints/checkout.ts'
import { showProviderOrder, submitToProvider } from './endpoints/dropship.ts'
import { deleteNotifications, listNotifications, markNotificationsRead } from './endpoints/notifications.ts'
import { changeOrder, listOrders } from './endpoints/order-management.ts'
import { cancelOrder, listOwnOrders, refreshOrder, showOrderStatus } from './endpoints/orders.ts'
import { receiveProdigiWebhook, receiveStripeWebhook } from './endpoints/webhooks.ts'

/** Every endpoint. What is not in this table does not exist. */
export const endpoints: readonly Endpoint[] = [
  startCheckout,
  receiveStripeWebhook,
  receiveProdigiWebhook,
  listOwnOrders,
  showOrderStatus,
  refreshOrder,
  cancelOrder,
  listOrders,
  changeOrder,
  showProviderOrder,
  submitToProvider,
  listNotifications,
  markNotificationsRead,
  deleteNotifications,
  showHealth,
  actOnHealth,
  showStatus,
  showOpenApi,
  showDocs,
]
