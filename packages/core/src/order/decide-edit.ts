import { canonicalJson } from '../canonical-json.ts'
import type { Attention } from './attention.ts'
import { refusePrint } from './decide-print.ts'
import { requestFulfillment } from './decide-submission.ts'
import { accept, type Decision, openAttention, reject, resolveAttention } from './decision.ts'
import { isOpen, isUntouched, wasSent } from './derive-order-status.ts'
import { foldEvents } from './fold-events.ts'
import type { Order } from './order.ts'
import type { CommandOf, DecisionContext, FulfillmentTarget } from './order-commands.ts'
import { editParts, type OrderChange, type OrderEdit, onlyPart, partsOf } from './order-edit.ts'
import type { OrderEffect } from './order-effects.ts'
import type { OrderEvent } from './order-events.ts'
import { linesToPrint } from './order-lines.ts'

/**
 * Somebody wants it sent elsewhere, or in another way. What no provider has is changed at once; what one has is changed
 * there first, with its consent.
 */
export function decideRequestEdit(
  order: Order,
  { change, fulfillment, actor }: CommandOf<'request_edit'>,
  context: DecisionContext,
): Decision {
  const { now, newId } = context
  if (order.edit && sameChange(order.edit, change)) return accept([], [{ kind: 'apply_edit' }])
  const refusal = refuseEdit(order, change)
  if (refusal) return refusal
  const edit: OrderEdit = { ...change, id: newId(), tried: null, requestedBy: actor, requestedAt: now }
  if (isAtProvider(order)) {
    return accept([{ type: 'edit_requested', edit }], [{ kind: 'apply_edit' }])
  }
  const events = editEvents(order, edit)
  const print = printAtLast(order, foldEvents(order, events, now), fulfillment, context)
  return accept([...events, ...print.events], [...resubmit(order), ...print.effects])
}

/** What was paid, and waited for nothing but its address, is printed as if it had come with it. */
function printAtLast(
  before: Order,
  after: Order,
  target: FulfillmentTarget,
  context: DecisionContext,
): { readonly events: OrderEvent[]; readonly effects: OrderEffect[] } {
  const none = { events: [], effects: [] }
  const isAwaited = (order: Order) => order.attention.some(({ code }) => code === 'address_incomplete')
  if (!isAwaited(before) || isAwaited(after) || after.fulfillments.length > 0) return none
  if (refusePrint(after, target, ['paid', 'partially_refunded']) || linesToPrint(after).length === 0) return none
  const { events, effects } = requestFulfillment(after, target, { reason: null }, context)
  return { events, effects }
}

function refuseEdit(order: Order, change: OrderChange): Decision | null {
  if (order.closedAs) return reject('order_closed', 'The order is closed.')
  if (!order.payment.capturedAt) return reject('not_paid', 'The order is not paid: its address comes with the payment.')
  if (order.cancelRequest) return reject('cancel_requested', 'The order is being cancelled.')
  if (wasSent(order)) return reject('not_editable', 'A parcel has left already.')
  if (order.edit) return reject('edit_pending', 'Another change waits for the print provider.')
  const { shippingMethod } = change
  if (partsOf(change).length === 0) return reject('not_editable', 'Nothing is to be changed.')
  if (shippingMethod !== undefined && !order.shippingOptions.some((option) => option.method === shippingMethod)) {
    return reject('shipping_method_unknown', 'That way to ship was not offered with this order.', 'shippingMethod')
  }
  return null
}

/** What is sent is written down first, so that a lost answer is known to be one. */
export function decideTryEdit({ edit }: Order, { editId, part }: CommandOf<'try_edit'>): Decision {
  if (edit?.id !== editId || edit[part] === undefined || edit.tried === part) return accept()
  return accept([{ type: 'edit_tried', part }])
}

/** A part that the providers have taken is changed here, too, whatever becomes of the others; a refusal ends the edit. */
export function decideRecordEdit(
  order: Order,
  { editId, part, outcome, message }: CommandOf<'record_edit'>,
  { now }: DecisionContext,
): Decision {
  const { edit } = order
  if (edit?.id !== editId || edit[part] === undefined) return accept()
  if (outcome === 'taken') return accept(editEvents(order, { ...onlyPart(edit, part), ...aboutOf(edit) }))
  return refuse(order, message ?? 'The print provider does not allow the change any more.', now)
}

/** No provider has to be asked any more: what is left is changed here, unless something has left meanwhile. */
export function decideFinishEdit(
  order: Order,
  { editId }: CommandOf<'finish_edit'>,
  { now }: DecisionContext,
): Decision {
  const { edit } = order
  const settled = resolveAttention(order, isOfEdit)
  if (edit?.id !== editId) return accept(edit ? [] : settled, resubmit(order))
  if (wasSent(order)) return refuse(order, 'A parcel left before the change could be made.', now)
  if (isAtProvider(order)) return accept([], [{ kind: 'apply_edit' }])
  return accept([...editEvents(order, edit), ...settled], resubmit(order))
}

function refuse(order: Order, message: string, now: Date): Decision {
  const refused = openAttention(order, { code: 'edit_refused', message }, now)
  return accept([{ type: 'edit_refused', message }, ...refused, ...resolveAttention(order, isOfEdit)], resubmit(order))
}

const isOfEdit = ({ code, subject }: Attention): boolean => code === 'retries_exhausted' && subject === 'apply_edit'

function isAtProvider({ fulfillments }: Order): boolean {
  return fulfillments.some((f) => isOpen(f) && !isUntouched(f))
}

function aboutOf({ id, requestedBy, requestedAt }: OrderEdit) {
  return { id, tried: null, requestedBy, requestedAt }
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
  const values = (change: OrderChange) => editParts.map((part) => change[part])
  return canonicalJson(values(a)) === canonicalJson(values(b))
}
