import type { Fulfillment } from '../fulfillment/fulfillment.ts'
import { decideRetryRefund } from './decide-send-refund.ts'
import { requestFulfillment } from './decide-submission.ts'
import { accept, blockingAttention, type Decision, reject, resolveAttention } from './decision.ts'
import { isOpen, isOver, isRefunded } from './derive-order-status.ts'
import type { Order } from './order.ts'
import type { CommandOf, DecisionContext, FulfillmentTarget } from './order-commands.ts'
import type { OrderEffect } from './order-effects.ts'
import type { OrderEvent } from './order-events.ts'
import { linesToPrint } from './order-lines.ts'

/** An admin asks to send what is paid, as it is. What was sent stays as it is; what is over gets another print. */
export function decideSubmit(
  order: Order,
  { fulfillment }: CommandOf<'submit_order'>,
  context: DecisionContext,
): Decision {
  const refusal = refusePrint(order, fulfillment, ['paid', 'partially_refunded', 'disputed'])
  if (refusal) return refusal
  const waiting = order.fulfillments.find(awaitsApproval)
  if (waiting) return reject('second_person_required', 'A reprint waits for a second person to agree.')
  const unsent = order.fulfillments.filter((f) => f.status === 'pending' || f.status === 'submitting')
  if (unsent.length > 0) return accept(approve(unsent), unsent.map(submitEffect))
  if (!order.fulfillments.every(isOver)) return accept()
  if (linesToPrint(order).length === 0) return nothingLeft
  const print = requestFulfillment(order, fulfillment, { reason: 'submitted_by_admin' }, context)
  const [requested] = print.events
  const approved = requested?.type === 'fulfillment_requested' ? approve([requested.fulfillment]) : []
  return accept([...settlePast(order), ...print.events, ...approved], print.effects)
}

/** An admin asks to try again what stopped: a refund that is owed, and the print. */
export function decideRetry(order: Order, command: CommandOf<'retry_order'>, context: DecisionContext): Decision {
  const print = decideRetryPrint(order, command, context)
  const refund = decideRetryRefund(order)
  if (refund.effects.length === 0) return print
  if (!print.accepted) return accept(refund.events, refund.effects)
  return accept([...refund.events, ...print.events], [...refund.effects, ...print.effects])
}

/** The same print while its outcome is open, another when the last one is over. */
function decideRetryPrint(order: Order, { fulfillment }: CommandOf<'retry_order'>, context: DecisionContext): Decision {
  if (order.cancelRequest) {
    return accept([], [order.payment.capturedAt ? { kind: 'cancel_order' } : { kind: 'expire_checkout', delayMs: 0 }])
  }
  const refusal = refusePrint(order, fulfillment, ['paid', 'partially_refunded'])
  if (refusal) return refusal
  const open = order.fulfillments.filter((f) => isOpen(f) && !awaitsApproval(f))
  const retried = resolveAttention(order, (a) => a.code === 'retries_exhausted')
  if (open.length > 0) {
    return accept(
      retried,
      open.map((f) => (f.providerOrderId === null ? submitEffect(f) : refreshEffect(f))),
    )
  }
  if (!order.fulfillments.every(isOver)) return reject('nothing_to_retry', 'Nothing of this order has stopped.')
  if (linesToPrint(order).length === 0) return nothingLeft
  const print = requestFulfillment(order, fulfillment, { reason: 'retried_by_admin' }, context)
  return accept([...retried, ...settlePast(order), ...print.events], print.effects)
}

const nothingLeft = reject('nothing_to_print', 'All of its lines are refunded: cancel it, and the rest goes back, too.')

/** Whether a print must not be sent before a second person agrees. */
export function awaitsApproval({ status, approval }: Pick<Fulfillment, 'status' | 'approval'>): boolean {
  return status === 'pending' && approval !== null && approval.approvedBy === null
}

/** Why nothing more may be printed for an order; null when it may. */
export function refusePrint(
  order: Order,
  target: FulfillmentTarget,
  clear: readonly Order['paymentStatus'][],
): Decision | null {
  if (order.closedAs) return reject('order_closed', 'The order is closed.')
  if (!order.payment.capturedAt) return reject('not_paid', 'The order is not paid.')
  if (order.cancelRequest) return reject('cancel_requested', 'The order is being cancelled.')
  if (!clear.includes(order.paymentStatus) || isRefunded(order.payment)) {
    return reject('payment_not_clear', `The payment is ${order.paymentStatus}.`)
  }
  if (order.payment.livemode !== target.livemode) {
    return reject('mode_mismatch', 'Test money makes no real print, and real money no test print.')
  }
  const open = order.attention.find((a) => blockingAttention.includes(a.code))
  if (open && order.fulfillments.length === 0) {
    return reject('attention_open', `Resolve "${open.code}" first: ${open.message}`)
  }
  if (order.shippingAddress === null || order.shippingMethod === null) {
    return reject('address_incomplete', 'The order has no address or no shipping method: give it one, or cancel it.')
  }
  return null
}

function approve(prints: readonly Fulfillment[]): OrderEvent[] {
  return prints.filter((f) => f.status === 'pending').map((f) => ({ type: 'submission_approved', fulfillmentId: f.id }))
}

/** Another print answers what was wrong with the ones before. */
function settlePast(order: Order): OrderEvent[] {
  return resolveAttention(order, (a) => a.code === 'submission_rejected' || a.code === 'provider_order_cancelled')
}

const submitEffect = (f: Fulfillment): OrderEffect => ({ kind: 'submit_fulfillment', fulfillmentId: f.id })
const refreshEffect = (f: Fulfillment): OrderEffect => ({
  kind: 'refresh_fulfillment',
  fulfillmentId: f.id,
  delayMs: 0,
})
