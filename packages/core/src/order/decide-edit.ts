import { accept, type Decision, openAttention, reject, resolveAttention } from './decision.ts'
import { isOpen, isUntouched, wasSent } from './derive-order-status.ts'
import type { Order } from './order.ts'
import type { CommandOf, DecisionContext } from './order-commands.ts'
import type { OrderChange, OrderEdit } from './order-edit.ts'
import type { OrderEffect } from './order-effects.ts'
import type { OrderEvent } from './order-events.ts'

/**
 * Somebody wants it sent elsewhere, or in another way. What no provider has is changed at once; what one has is changed
 * there first, with its consent.
 */
export function decideRequestEdit(
  order: Order,
  { change, actor }: CommandOf<'request_edit'>,
  { now }: DecisionContext,
): Decision {
  if (order.edit && sameChange(order.edit, change)) return accept([], [{ kind: 'apply_edit' }])
  const refusal = refuseEdit(order, change)
  if (refusal) return refusal
  const edit: OrderEdit = { ...change, requestedBy: actor, requestedAt: now }
  if (order.fulfillments.some((f) => isOpen(f) && !isUntouched(f))) {
    return accept([{ type: 'edit_requested', edit }], [{ kind: 'apply_edit' }])
  }
  return accept(editEvents(order, edit), resubmit(order))
}

function refuseEdit(order: Order, change: OrderChange): Decision | null {
  if (order.closedAs) return reject('order_closed', 'The order is closed.')
  if (!order.payment.capturedAt) return reject('not_paid', 'The order is not paid: its address comes with the payment.')
  if (order.cancelRequest) return reject('cancel_requested', 'The order is being cancelled.')
  if (wasSent(order)) return reject('not_editable', 'A parcel has left already.')
  if (order.edit) return reject('edit_pending', 'Another change waits for the print provider.')
  const { recipient, shippingMethod, metadata } = change
  if (!recipient && shippingMethod === undefined && !metadata)
    return reject('not_editable', 'Nothing is to be changed.')
  if (shippingMethod !== undefined && !order.shippingOptions.some((option) => option.method === shippingMethod)) {
    return reject('shipping_method_unknown', 'That way to ship was not offered with this order.')
  }
  return null
}

/** What came of carrying a change to the providers. */
export function decideRecordEdit(
  order: Order,
  { outcome, message }: CommandOf<'record_edit'>,
  { now }: DecisionContext,
): Decision {
  if (!order.edit) return accept()
  const tried = resolveAttention(order, (a) => a.code === 'retries_exhausted' && a.subject === 'apply_edit')
  if (outcome === 'done') return accept([...editEvents(order, order.edit), ...tried], resubmit(order))
  const why = message ?? 'The print provider does not allow the change any more.'
  const refused = openAttention(order, { code: 'edit_refused', message: why }, now)
  return accept([{ type: 'edit_refused', message: why }, ...refused, ...tried], resubmit(order))
}

function editEvents(order: Order, edit: OrderEdit): OrderEvent[] {
  const answered = resolveAttention(
    order,
    ({ code }) => code === 'edit_refused' || (edit.recipient !== undefined && code === 'address_incomplete'),
  )
  return [{ type: 'order_edited', edit }, ...answered]
}

/** A print that waits, also for want of a good address, is looked at again. */
function resubmit(order: Order): OrderEffect[] {
  return order.fulfillments
    .filter((f) => f.status === 'pending' && (f.approval === null || f.approval.approvedBy !== null))
    .map((f) => ({ kind: 'submit_fulfillment', fulfillmentId: f.id }))
}

function sameChange(a: OrderChange, b: OrderChange): boolean {
  const parts = ({ recipient, shippingMethod, metadata }: OrderChange) => [recipient, shippingMethod, metadata]
  return JSON.stringify(parts(a)) === JSON.stringify(parts(b))
}
