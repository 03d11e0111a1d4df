import { applyEdit } from '../fulfillment/apply-edit.ts'
import { refreshFulfillment } from '../fulfillment/refresh-fulfillment.ts'
import { submitFulfillment } from '../fulfillment/submit-fulfillment.ts'
import { sendAlert } from '../health/send-alert.ts'
import { watchHealth } from '../health/watch-health.ts'
import { runSubscription } from '../notifications/run-subscription.ts'
import { sendNotification } from '../notifications/send-notification.ts'
import { cancelOrder } from '../order/cancel-order.ts'
import { deliverWebhook } from '../outgoing/deliver-webhook.ts'
import { expireCheckout } from '../payment/expire-checkout.ts'
import { refundPayment } from '../payment/refund-payment.ts'
import { syncPayment } from '../payment/sync-payment.ts'
import { reconcileJob } from '../reconcile/reconcile.ts'
import { trackShipment } from '../tracking/track-shipment.ts'
import type { JobKind } from './job.ts'
import type { JobHandler } from './job-handler.ts'

/** What each kind of job does. */
export const jobHandlers: Readonly<Record<JobKind, JobHandler>> = {
  sync_payment: syncPayment,
  expire_checkout: expireCheckout,
  submit_fulfillment: submitFulfillment,
  refresh_fulfillment: refreshFulfillment,
  track_shipment: trackShipment,
  cancel_order: cancelOrder,
  apply_edit: applyEdit,
  refund_payment: refundPayment,
  send_notification: sendNotification,
  run_subscription: runSubscription,
  deliver_webhook: deliverWebhook,
  send_alert: sendAlert,
  reconcile: reconcileJob,
  watch_health: watchHealth,
}
