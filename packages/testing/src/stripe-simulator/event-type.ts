/** Whether an event's type is one that is asked for: a whole name, a group such as `refund.*`, or `*`. */
export function matchesType(pattern: string, type: string): boolean {
  if (pattern === '*') return true
  return pattern.endsWith('.*') ? type.startsWith(pattern.slice(0, -1)) : pattern === type
}

/** What a shop with Checkout asks for. The old endpoint, `webhookUrl`, gets these. */
export const usualWebhookEvents: readonly string[] = [
  'checkout.session.*',
  'payment_intent.processing',
  'payment_intent.requires_action',
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
  'payment_intent.amount_capturable_updated',
  'charge.refunded',
  'charge.dispute.*',
  'refund.*',
  'radar.early_fraud_warning.*',
  'review.*',
]
