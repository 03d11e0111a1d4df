import type { Endpoint } from './endpoint.ts'
import { showDocs, showOpenApi, showStatus } from './endpoints/about.ts'
import { actOnHealth, showHealth } from './endpoints/admin-health.ts'
import { showAnalytics } from './endpoints/analytics.ts'
import { resumeCheckout, startCheckout } from './endpoints/checkout.ts'
import { openClaim } from './endpoints/claims.ts'
import { showProviderOrder, submitToProvider } from './endpoints/dropship.ts'
import { showEvidence } from './endpoints/evidence.ts'
import { makeGuestLink } from './endpoints/guest-link.ts'
import { showJobs } from './endpoints/jobs.ts'
import { showMetrics } from './endpoints/metrics.ts'
import { deleteNotifications, listNotifications, markNotificationsRead } from './endpoints/notifications.ts'
import { changeRecipient, showActions } from './endpoints/order-changes.ts'
import { streamOrder, streamOrders } from './endpoints/order-events.ts'
import { changeOrder, listOrders } from './endpoints/order-management.ts'
import { cancelOrder, listOwnOrders, refreshOrder, showOrderStatus } from './endpoints/orders.ts'
import { receiveProdigiWebhook, receiveStripeWebhook, receiveTrackingWebhook } from './endpoints/webhooks.ts'

/** Every endpoint by its name, in the order in which paths are tried. What is not in this table does not exist. */
export const endpoints: Readonly<Record<string, Endpoint>> = {
  startCheckout,
  resumeCheckout,
  receiveStripeWebhook,
  receiveProdigiWebhook,
  receiveTrackingWebhook,
  listOwnOrders,
  showOrderStatus,
  refreshOrder,
  // Before the other, for which `management` would be the id of an order.
  streamOrders,
  streamOrder,
  cancelOrder,
  changeRecipient,
  showActions,
  openClaim,
  makeGuestLink,
  listOrders,
  changeOrder,
  showEvidence,
  showJobs,
  showProviderOrder,
  submitToProvider,
  listNotifications,
  markNotificationsRead,
  deleteNotifications,
  showAnalytics,
  showHealth,
  actOnHealth,
  showMetrics,
  showStatus,
  showOpenApi,
  showDocs,
}
