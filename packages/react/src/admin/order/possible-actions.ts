import type { ClientOrder } from '@quoin/http/client'
import type { OrderActions } from '../../orders/use-order-actions.ts'
import type { Fulfillment, Shipment } from '../order-values.ts'
import type { OrderJob } from '../orders/use-order-jobs.ts'

/** What admins can do with an order now, as far as the order itself tells. The API has the last word. */
export interface PossibleActions {
  readonly retry: boolean
  readonly submit: boolean
  readonly cancel: boolean
  readonly refund: boolean
  readonly reprint: boolean
  readonly editRecipient: boolean
  readonly erase: boolean
}

interface Known {
  /** As the print provider says; undefined while that is not known. */
  readonly allowed?: Pick<OrderActions, 'cancel' | 'recipient'> | undefined
  readonly jobs?: readonly OrderJob[] | undefined
}

export function possibleActions(order: ClientOrder, { allowed, jobs = [] }: Known): PossibleActions {
  const { status, paymentStatus, payment, fulfillments, cancelRequestedAt } = order
  const isClosed = status === 'cancelled' || status === 'expired'
  const isCancelling = cancelRequestedAt !== null && !isClosed
  const captured = payment?.capturedAt != null
  const isGoing = captured && !isClosed && !isCancelling
  const isClear = paymentStatus === 'paid' || paymentStatus === 'partially_refunded'
  const isOver = fulfillments.every((print) => isEnded(print) && !hasLeft(print))
  const waits = fulfillments.some(awaitsApproval)
  const hasStopped = jobs.some(({ state, attempts }) => state === 'dead' || attempts > 0)
  const refundFailed = order.attention.some(({ code }) => code === 'refund_failed')
  const hasTrouble = order.attention.length > 0 && fulfillments.some((print) => isOpen(print) && !awaitsApproval(print))
  const unsent = fulfillments.some(({ status: print }) => print === 'pending' || print === 'submitting')
  return {
    retry: hasStopped || isCancelling || refundFailed || (isGoing && isClear && (isOver || hasTrouble)),
    submit: isGoing && (isClear || paymentStatus === 'disputed') && !waits && (unsent || isOver),
    cancel: !isClosed && !isCancelling && allowed?.cancel === true,
    refund: captured && paymentStatus !== 'disputed' && payment.amountRefunded.amount < payment.amountCaptured.amount,
    reprint:
      isGoing &&
      isClear &&
      fulfillments.some(hasLeft) &&
      !fulfillments.some((print) => isOpen(print) && print.replaces != null),
    editRecipient: isGoing && order.edit === null && allowed?.recipient === true,
    erase: (isClosed || status === 'delivered') && (order.email != null || order.shippingAddress !== null),
  }
}

/** Whether a print must not be sent before a second person agrees. */
export function awaitsApproval({ status, approval }: Fulfillment): boolean {
  return status === 'pending' && approval != null && approval.approvedBy === null
}

/** Whether a parcel has left. */
export function isSent({ status }: Pick<Shipment, 'status'>): boolean {
  return status !== 'processing' && status !== 'cancelled'
}

/** Whether something of a print has left the provider. */
export function hasLeft({ status, shipments }: Fulfillment): boolean {
  return status === 'shipped' || status === 'partially_shipped' || shipments.some(isSent)
}

/** How many copies of each line were sent: no more can be printed again. */
export function sentCopies({ fulfillments }: Pick<ClientOrder, 'fulfillments'>): ReadonlyMap<string, number> {
  const copies = new Map<string, number>()
  for (const { lines } of fulfillments.filter(hasLeft)) {
    for (const { itemId, quantity } of lines) copies.set(itemId, Math.max(quantity, copies.get(itemId) ?? 0))
  }
  return copies
}

/** How many copies of each line were not given back yet. */
export function unrefundedCopies({
  items,
  refunds,
}: Pick<ClientOrder, 'items' | 'refunds'>): ReadonlyMap<string, number> {
  const copies = new Map(items.map(({ id, quantity }) => [id, quantity]))
  for (const { itemId, quantity } of refunds.flatMap(({ lines }) => lines)) {
    copies.set(itemId, Math.max(0, (copies.get(itemId) ?? 0) - quantity))
  }
  return copies
}

function isOpen(print: Fulfillment): boolean {
  return print.status !== 'shipped' && !isEnded(print)
}

function isEnded({ status }: Fulfillment): boolean {
  return status === 'cancelled' || status === 'rejected'
}
