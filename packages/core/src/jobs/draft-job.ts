import type { JobDraft } from './job.ts'

/**
 * Lower goes first: money and prints before looks, looks before letters. In minutes: a look that waits for forty comes before
 * prints that are new.
 */
const priorities = {
  sync_payment: 10,
  submit_fulfillment: 10,
  cancel_order: 10,
  apply_edit: 10,
  refund_payment: 20,
  expire_checkout: 30,
  refresh_fulfillment: 50,
  track_shipment: 55,
  send_alert: 40,
  send_notification: 60,
  run_subscription: 60,
  deliver_webhook: 60,
  reconcile: 90,
  watch_health: 20,
} as const satisfies Record<JobDraft['kind'], number>

/** A job with its priority. */
export function draftJob(job: Omit<JobDraft, 'priority' | 'delayMs'> & { readonly delayMs?: number }): JobDraft {
  return { delayMs: 0, ...job, priority: priorities[job.kind] }
}
