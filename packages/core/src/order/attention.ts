/** Why a person must look at an order. */
export const attentionCodes = [
  'amount_mismatch',
  'currency_mismatch',
  'mode_mismatch',
  'address_incomplete',
  'not_printed',
  'late_payment',
  'second_payment',
  'payment_unreadable',
  'payment_disputed',
  'dispute_lost',
  'payment_review',
  'fraud_warning',
  'partially_refunded',
  'refund_failed',
  'preflight_failed',
  'cost_above_limit',
  'submission_rejected',
  'submission_mismatch',
  'asset_failed',
  'item_unavailable',
  'provider_payment_required',
  'provider_issue',
  'held_too_long',
  'unexpected_print',
  'provider_order_cancelled',
  'provider_order_missing',
  'cancel_refused',
  'partially_cancelled',
  'edit_refused',
  'approval_required',
  'claim_opened',
  'delivery_exception',
  'parcel_returned',
  'delivery_unknown',
  'retries_exhausted',
] as const

/** Why a person has to look at an order. The spellings are part of the API. */
export type AttentionCode = (typeof attentionCodes)[number]

/** An open reason for a person to look at an order. Never a status: an order in production can need attention. */
export interface Attention {
  readonly code: AttentionCode
  /** What it is about: a fulfillment's id, a shipment's id, a job's kind, a provider's order that belongs to no fulfillment; null for the order. One open reason per code and subject. */
  readonly subject: string | null
  /** For a person; names the field at fault where there is one. Without personal data. */
  readonly message: string
  /** The provider's path to the field at fault, such as `recipient.address.postalOrZipCode`. */
  readonly path: string | null
  /** Where an admin can act, such as the provider's payment page. */
  readonly url: string | null
  readonly since: Date
}

/** An {@link Attention} before it is opened. */
export type AttentionReason = Pick<Attention, 'code' | 'message'> & Partial<Pick<Attention, 'subject' | 'path' | 'url'>>
