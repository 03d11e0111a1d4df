import {
  decideAddNote,
  decideEditTracking,
  decideMarkDelivered,
  decideOpenAttention,
  decideResolveAttention,
} from './decide-admin.ts'
import { decideArchive, leaveArchive } from './decide-archive.ts'
import { decideFinishCancel, decideRecordCancel, decideRequestCancel } from './decide-cancel.ts'
import { decideCreate, decideExpire, decideStartCheckout } from './decide-checkout.ts'
import { decideClaim, decideOpenClaim, decideRecordRecovery } from './decide-claim.ts'
import { keepDisputeOpen } from './decide-dispute.ts'
import { decideFinishEdit, decideRecordEdit, decideRequestEdit, decideTryEdit } from './decide-edit.ts'
import { decideErase } from './decide-erase.ts'
import { decideRecordFulfillment } from './decide-fulfillment.ts'
import { decidePayment } from './decide-payment.ts'
import { decideRetry, decideSubmit } from './decide-print.ts'
import { decideRequestRefund } from './decide-refund.ts'
import { decideApproveReprint, decideRejectReprint, decideRequestReprint, keepApprovalOpen } from './decide-reprint.ts'
import { decideRecordRefund, decideRejectRefund, decideStartRefund } from './decide-send-refund.ts'
import {
  decideHoldSubmission,
  decideRecordSubmission,
  decideRejectSubmission,
  decideStartSubmission,
} from './decide-submission.ts'
import { decideRecordTracking } from './decide-tracking.ts'
import { type Decision, openAttention, reject, resolveAttention } from './decision.ts'
import { deriveOrderStatus, isOver, isRefunded } from './derive-order-status.ts'
import { foldEvents } from './fold-events.ts'
import type { Order } from './order.ts'
import type { DecisionContext, OrderCommand } from './order-commands.ts'
import type { OrderEvent } from './order-events.ts'
import { canMove, orderTransitions } from './order-transitions.ts'

/**
 * What a command does to an order. Pure: the same arguments give the same decision, and nothing happens by it.
 *
 * What the events lead to follows them: a captured payment without a print asks for a person (INV-2), and a later derived
 * status is a `status_changed`, and what happens to an order in the archive takes it out.
 *
 * @example
 * ```ts
 * import type { Order } from '@quoin/core'
 * import { decideOrder } from '@quoin/core/order'
 *
 * export function isCancellable(order: Order, now: Date): boolean {
 *   const context = { now, newId: () => crypto.randomUUID() }
 *   return decideOrder(order, { type: 'request_cancel', reason: 'asked' }, context).accepted
 * }
 * ```
 */
export function decideOrder(order: Order | null, command: OrderCommand, context: DecisionContext): Decision {
  const decision = decide(order, command, context)
  if (!decision.accepted || decision.events.length === 0) return decision
  const after = foldEvents(order, decision.events, context.now)
  const promised = [...keepPromise(after, context.now), ...keepApprovalOpen(after, context.now)]
  const to = deriveOrderStatus(after)
  const moved: OrderEvent[] = canMove(orderTransitions, after.status, to)
    ? [{ type: 'status_changed', from: after.status, to }]
    : []
  const happened = [...decision.events, ...promised, ...moved]
  return { ...decision, events: [...happened, ...leaveArchive(after, happened)] }
}

/**
 * Never silently none: an order that is paid, and that nothing prints, has an open reason for attention. Whoever resolves
 * the last one leaves the one that the state itself gives.
 */
function keepPromise(order: Order, now: Date): OrderEvent[] {
  const owed = order.payment.capturedAt !== null && !order.closedAs && !isRefunded(order.payment)
  if (!owed || !order.fulfillments.every(isOver)) {
    const printed = resolveAttention(order, (a) => a.code === 'not_printed')
    return owed ? [...printed, ...keepDisputeOpen(order, now)] : printed
  }
  if (order.cancelRequest || order.attention.length > 0) return []
  return openAttention(order, { code: 'not_printed', message: 'It is paid and not printed: submit or cancel it.' }, now)
}

function decide(order: Order | null, command: OrderCommand, context: DecisionContext): Decision {
  if (command.type === 'create_order') return decideCreate(order, command, context)
  if (!order) return reject('order_not_found', 'There is no such order.')
  switch (command.type) {
    case 'start_checkout':
      return decideStartCheckout(order, command)
    case 'record_payment':
      return decidePayment(order, command, context)
    case 'start_refund':
      return decideStartRefund(order)
    case 'reject_refund':
      return decideRejectRefund(order, command)
    case 'record_refund':
      return decideRecordRefund(order, command, context)
    case 'expire_order':
      return decideExpire(order, command)
    case 'start_submission':
      return decideStartSubmission(order, command, context)
    case 'hold_submission':
      return decideHoldSubmission(order, command, context)
    case 'record_submission':
      return decideRecordSubmission(order, command, context)
    case 'reject_submission':
      return decideRejectSubmission(order, command, context)
    case 'record_fulfillment':
      return decideRecordFulfillment(order, command, context)
    case 'request_cancel':
      return decideRequestCancel(order, command, context)
    case 'record_cancel':
      return decideRecordCancel(order, command, context)
    case 'finish_cancel':
      return decideFinishCancel(order, command, context)
    case 'submit_order':
      return decideSubmit(order, command, context)
    case 'retry_order':
      return decideRetry(order, command, context)
    case 'erase_personal_data':
      return decideErase(order)
    case 'archive_order':
      return decideArchive(order, command, context)
    case 'add_note':
      return decideAddNote(command)
    case 'edit_tracking':
      return decideEditTracking(order, command, context)
    case 'mark_delivered':
      return decideMarkDelivered(order, command, context)
    case 'record_tracking':
      return decideRecordTracking(order, command, context)
    case 'request_refund':
      return decideRequestRefund(order, command, context)
    case 'request_reprint':
      return decideRequestReprint(order, command, context)
    case 'approve_reprint':
      return decideApproveReprint(order, command, context)
    case 'reject_reprint':
      return decideRejectReprint(order, command)
    case 'open_claim':
      return decideOpenClaim(order, command, context)
    case 'decide_claim':
      return decideClaim(order, command, context)
    case 'record_recovery':
      return decideRecordRecovery(order, command)
    case 'request_edit':
      return decideRequestEdit(order, command, context)
    case 'try_edit':
      return decideTryEdit(order, command)
    case 'record_edit':
      return decideRecordEdit(order, command, context)
    case 'finish_edit':
      return decideFinishEdit(order, command, context)
    case 'open_attention':
      return decideOpenAttention(order, command, context)
    case 'resolve_attention':
      return decideResolveAttention(order, command)
  }
}
