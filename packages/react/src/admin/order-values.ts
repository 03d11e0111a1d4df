import type { ClientOrder, components } from '@quoin/http/client'
import type { Tone } from '../frame/status-mark.tsx'

export type OrderStatus = ClientOrder['status']
export type PaymentStatus = ClientOrder['paymentStatus']
export type AttentionCode = components['schemas']['Attention']['code']
export type Fulfillment = components['schemas']['Fulfillment']
export type Shipment = components['schemas']['Shipment']

export const orderStatusTones = {
  pending: 'calm',
  paid: 'active',
  submitted: 'active',
  in_production: 'active',
  partially_shipped: 'active',
  shipped: 'good',
  delivered: 'good',
  cancelled: 'calm',
  expired: 'calm',
} as const satisfies Record<OrderStatus, Tone>

export const paymentStatusTones = {
  unpaid: 'calm',
  processing: 'active',
  paid: 'good',
  failed: 'warn',
  partially_refunded: 'warn',
  refunded: 'calm',
  disputed: 'bad',
} as const satisfies Record<PaymentStatus, Tone>

export const printStatusTones = {
  pending: 'calm',
  submitting: 'active',
  on_hold: 'warn',
  submitted: 'active',
  in_production: 'active',
  partially_shipped: 'active',
  shipped: 'good',
  cancelled: 'calm',
  rejected: 'bad',
} as const satisfies Record<Fulfillment['status'], Tone>

export const parcelStatusTones = {
  processing: 'calm',
  shipped: 'active',
  in_transit: 'active',
  out_for_delivery: 'active',
  delivered: 'good',
  exception: 'bad',
  returned: 'bad',
  cancelled: 'calm',
} as const satisfies Record<Shipment['status'], Tone>

/** `bad`: money or prints are at stake now. `warn`: a person has to look, in time. */
export const attentionTones = {
  amount_mismatch: 'bad',
  currency_mismatch: 'bad',
  mode_mismatch: 'bad',
  address_incomplete: 'warn',
  not_printed: 'bad',
  late_payment: 'warn',
  second_payment: 'bad',
  payment_unreadable: 'bad',
  payment_disputed: 'bad',
  dispute_lost: 'warn',
  payment_review: 'warn',
  fraud_warning: 'warn',
  partially_refunded: 'warn',
  refund_failed: 'bad',
  preflight_failed: 'warn',
  cost_above_limit: 'warn',
  submission_rejected: 'bad',
  submission_mismatch: 'bad',
  asset_failed: 'warn',
  item_unavailable: 'warn',
  provider_payment_required: 'bad',
  provider_issue: 'warn',
  held_too_long: 'warn',
  unexpected_print: 'bad',
  provider_order_cancelled: 'bad',
  provider_order_missing: 'bad',
  cancel_refused: 'warn',
  partially_cancelled: 'warn',
  edit_refused: 'warn',
  approval_required: 'warn',
  claim_opened: 'warn',
  delivery_exception: 'warn',
  parcel_returned: 'warn',
  delivery_unknown: 'warn',
  retries_exhausted: 'bad',
} as const satisfies Record<AttentionCode, Tone>

/** The names in a table. */
export function namesIn<Table extends object>(table: Table): (keyof Table & string)[] {
  return Object.keys(table).filter((name): name is keyof Table & string => isNameIn(table, name))
}

/** Whether a table has a name. */
export function isNameIn<Table extends object>(table: Table, name: string): name is keyof Table & string {
  return Object.hasOwn(table, name)
}
