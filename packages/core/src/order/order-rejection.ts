/** Why a command was refused. Nothing was changed. */
export const rejectionCodes = [
  'order_not_found',
  'order_exists',
  'order_closed',
  'not_paid',
  'already_shipped',
  'not_shipped',
  'cancel_requested',
  'attention_open',
  'mode_mismatch',
  'address_incomplete',
  'payment_not_clear',
  'nothing_to_retry',
  'fulfillment_not_found',
  'shipment_not_found',
  'shipment_ambiguous',
  'not_submittable',
  'not_submitted',
  'line_not_found',
  'refund_too_large',
  'reprint_open',
  'nothing_to_reprint',
  'approval_not_open',
  'second_person_required',
  'claim_not_found',
  'claim_invalid',
  'claim_limit',
  'claim_decided',
  'edit_pending',
  'not_editable',
  'shipping_method_unknown',
] as const
export type OrderRejectionCode = (typeof rejectionCodes)[number]

/** An expected refusal: returned, not thrown. */
export interface OrderRejection {
  readonly code: OrderRejectionCode
  /** For the person who asked. */
  readonly message: string
}
