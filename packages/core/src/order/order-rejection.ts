import { QuoinError } from '../quoin-error.ts'

/** Why a command was refused. Nothing was changed. */
export const rejectionCodes = [
  'order_not_found',
  'order_exists',
  'order_closed',
  'not_over',
  'changed_lately',
  'personal_data_erased',
  'not_paid',
  'already_shipped',
  'not_shipped',
  'cancel_requested',
  'attention_open',
  'mode_mismatch',
  'address_incomplete',
  'payment_not_clear',
  'nothing_to_retry',
  'nothing_to_print',
  'fulfillment_not_found',
  'shipment_not_found',
  'shipment_ambiguous',
  'not_submittable',
  'not_submitted',
  'line_not_found',
  'key_reused',
  'refund_too_large',
  'refund_indivisible',
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

/** Why an order refuses a command. The spellings are part of the API. */
export type OrderRejectionCode = (typeof rejectionCodes)[number]

/** An expected refusal: returned, not thrown. */
export interface OrderRejection {
  readonly code: OrderRejectionCode
  /** For the person who asked. */
  readonly message: string
  /** The field at fault of what was asked for, such as `lines[0].quantity`; empty where it is not one field's fault. */
  readonly path: string
}

/** A refusal as it is thrown to whoever asked: `command_rejected`, with the refusal's code among its issues. */
export function rejected({ code, message, path }: OrderRejection): QuoinError {
  return new QuoinError('command_rejected', message, { issues: [{ path, code, message }] })
}
