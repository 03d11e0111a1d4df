import type { AttentionCode } from '../order/attention.ts'
import type { AlertSeverity } from './alerts.ts'

/** Money that was taken and prints nothing, money that does not go back, and prints that nobody paid for. */
const critical: readonly AttentionCode[] = [
  'amount_mismatch',
  'currency_mismatch',
  'mode_mismatch',
  'not_printed',
  'second_payment',
  'payment_unreadable',
  'payment_disputed',
  'refund_failed',
  'submission_rejected',
  'submission_mismatch',
  'provider_payment_required',
  'unexpected_print',
  'provider_order_cancelled',
  'provider_order_missing',
  'retries_exhausted',
]

export function severityOfAttention(code: AttentionCode): AlertSeverity {
  return critical.includes(code) ? 'critical' : 'warning'
}
