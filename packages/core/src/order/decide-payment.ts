import type { PaymentFacts } from '../payment/payment-facts.ts'
import type { AttentionCode, AttentionReason } from './attention.ts'
import { type Closing, stopPrints } from './close-order.ts'
import { decideDispute } from './decide-dispute.ts'
import { decideRisk } from './decide-risk.ts'
import { refuseSubmission, requestFulfillment } from './decide-submission.ts'
import { accept, type Decision, openAttention, resolveAttention } from './decision.ts'
import { foldEvents } from './fold-events.ts'
import { owedRefund, refundTarget } from './make-refund.ts'
import type { Order, Payment } from './order.ts'
import type { CommandOf, DecisionContext } from './order-commands.ts'
import type { OrderEffect } from './order-effects.ts'
import type { OrderEvent } from './order-events.ts'
import { doubtsAbout, paidOption } from './payment-doubts.ts'
import { type PaymentReading, placeReading } from './payment-reading.ts'

/** Takes in what the payment provider says now. Late, repeated and reordered facts end in the same order. */
export function decidePayment(order: Order, command: CommandOf<'record_payment'>, context: DecisionContext): Decision {
  const { facts } = command
  const { checkoutId, capturedAt } = order.payment
  if (checkoutId !== null && checkoutId !== facts.checkoutId) {
    // Of two checkouts of an order, whichever is paid first is its payment.
    const isFirst = facts.money === 'captured' && capturedAt === null && facts.orderId === order.id
    if (!isFirst) return accept(decideOtherCheckout(order, facts, context))
  }
  if (capturedAt) return decideAfterCapture(order, command, context)
  switch (facts.money) {
    case 'captured':
      return decideCapture(order, command, context)
    case 'processing':
      return accept(order.closedAs || order.paymentStatus === 'processing' ? [] : [processing(order, command)])
    case 'failed':
      return accept(order.closedAs ? [] : [{ type: 'payment_failed' }, closed(order, 'cancelled', 'payment_failed')])
    case 'none': {
      const over = facts.state === 'expired' && !order.closedAs
      return accept(over ? [closed(order, order.cancelRequest ? 'cancelled' : 'expired', 'not_paid')] : [])
    }
  }
}

/** An order is paid once. What is paid for it again goes back, which a person does and this sees. */
function decideOtherCheckout(order: Order, facts: PaymentFacts, { now }: DecisionContext): OrderEvent[] {
  if (facts.money !== 'captured') return []
  const isBack = facts.total.amount > 0 && (facts.amountRefunded ?? 0) >= facts.total.amount
  const subject = facts.checkoutId
  if (isBack) return resolveAttention(order, (a) => a.code === 'second_payment' && a.subject === subject)
  return openAttention(order, { ...secondPayment, subject }, now)
}

function decideCapture(order: Order, command: CommandOf<'record_payment'>, context: DecisionContext): Decision {
  const { facts, fulfillment, readAt } = command
  const option = paidOption(order, facts)
  const captured: OrderEvent = {
    type: 'payment_captured',
    payment: { ...paymentOf(order, facts, context.now), readAt },
    email: facts.email ?? order.email,
    totals: {
      subtotal: order.totals.subtotal,
      shipping: facts.shipping,
      discount: facts.discount,
      tax: facts.tax,
      total: facts.total,
    },
    shippingMethod: option?.method ?? null,
    shippingAddress: facts.shippingAddress ?? order.shippingAddress,
  }
  const paid = foldEvents(order, [captured], context.now)
  const doubts = doubtsAbout(paid, facts, option, fulfillment).flatMap((r) => openAttention(paid, r, context.now))
  const later = decideAfterCapture(foldEvents(paid, doubts, context.now), command, context)
  const aftermath = later.accepted ? later : { events: [], effects: [] }
  const events = [captured, ...doubts, ...aftermath.events]
  const after = foldEvents(order, events, context.now)
  if (after.closedAs) return accept(events, aftermath.effects)
  if (after.cancelRequest) return accept(events, [{ kind: 'cancel_order' }])
  if (doubts.length > 0) return accept(events, aftermath.effects)
  // A print that must not be sent yet is asked for all the same, and waits for whatever forbids it.
  const print = requestFulfillment(after, fulfillment, { reason: null }, context)
  const held = refuseSubmission(foldEvents(after, print.events, context.now), print.fulfillment) !== null
  return accept([...events, ...print.events], [...aftermath.effects, ...(held ? [] : print.effects)])
}

/**
 * Money that goes back or is claimed back after it was captured, and doubts about it. An answer that was asked for before
 * the one that stands here can only add: what it does not know yet is no news.
 */
function decideAfterCapture(order: Order, command: CommandOf<'record_payment'>, context: DecisionContext): Decision {
  const { facts } = command
  const { now } = context
  const reading = placeReading(order, command)
  const refund = decideAmountRefunded(order, facts, reading, context)
  const events = [...refund.events]
  events.push(...decideDispute(foldEvents(order, events, context.now), facts.dispute, reading, now))
  events.push(...decideRisk(foldEvents(order, events, context.now), facts, reading, now))
  const { readAt: knownAt } = order.payment
  const isOld = knownAt !== null && command.readAt.getTime() - knownAt.getTime() >= noteReadAfterMs
  if (events.length === 0 && isOld) events.push({ type: 'payment_read', readAt: command.readAt })
  return accept(events, [...refund.effects, ...release(order, events, context)])
}

/** What only waited for a doubt that is over goes on: prints, and what the bank kept from going back. */
function release(order: Order, events: readonly OrderEvent[], context: DecisionContext): OrderEffect[] {
  const isOver = events.some(
    (e) => e.type === 'dispute_closed' || (e.type === 'payment_risk_changed' && !e.underReview),
  )
  if (!isOver) return []
  const after = foldEvents(order, events, context.now)
  const owed = events.some((e) => e.type === 'dispute_closed') ? owedRefund(after) : null
  const prints = after.fulfillments
    .filter((f) => refuseSubmission(after, f) === null)
    .map((f): OrderEffect => ({ kind: 'submit_fulfillment', fulfillmentId: f.id }))
  return owed ? [owed, ...prints] : prints
}

function decideAmountRefunded(
  order: Order,
  facts: PaymentFacts,
  { readAt, isLater }: PaymentReading,
  context: DecisionContext,
): Closing {
  const { amountRefunded: known } = order.payment
  const amountRefunded = facts.amountRefunded ?? known
  if (amountRefunded > known) return decideRefunded(order, amountRefunded, readAt, context)
  if (amountRefunded === known || !isLater) return { events: [], effects: [] }
  const failed: OrderEvent = { type: 'refund_failed', amountRefunded, readAt }
  return { events: [failed, ...openAttention(order, refundFailed, context.now)], effects: [] }
}

function decideRefunded(order: Order, amountRefunded: number, readAt: Date, context: DecisionContext): Closing {
  const refunded: OrderEvent = { type: 'payment_refunded', amountRefunded, readAt }
  const after = foldEvents(order, [refunded], context.now)
  const made = after.refundBalance.cameBack > 0 ? [] : resolveAttention(order, isOfReturned)
  if (amountRefunded < order.payment.amountCaptured) {
    // What was decided here is no news to anybody (F26).
    const isOwn = order.closedAs !== null || amountRefunded <= refundTarget(order)
    return {
      events: [refunded, ...made, ...(isOwn ? [] : openAttention(order, partlyRefunded, context.now))],
      effects: [],
    }
  }
  const settled = [refunded, ...made, ...resolveAttention(order, (a) => settledByRefund.includes(a.code))]
  if (order.closedAs) return { events: settled, effects: [] }
  const reason = order.cancelRequest?.reason ?? 'refunded'
  const { events, effects } = stopPrints(foldEvents(order, settled, context.now), reason, context)
  return { events: [...settled, ...events], effects }
}

/** What no longer matters when all money is back. */
const settledByRefund: readonly AttentionCode[] = [
  'partially_refunded',
  'provider_order_cancelled',
  'amount_mismatch',
  'currency_mismatch',
  'mode_mismatch',
  'address_incomplete',
  'late_payment',
  'payment_review',
  'fraud_warning',
]

/** How old a reading must be before another that says the same is written down. */
const noteReadAfterMs = 3_600_000

function paymentOf(order: Order, facts: PaymentFacts, now: Date): Payment {
  return {
    ...order.payment,
    checkoutId: facts.checkoutId,
    paymentId: facts.paymentId,
    livemode: facts.livemode,
    amountCaptured: facts.total.amount,
    presented: facts.presented,
    capturedAt: now,
  }
}

function processing(order: Order, { facts, readAt }: CommandOf<'record_payment'>): OrderEvent {
  const { checkoutId, paymentId, livemode } = facts
  const payment = { ...order.payment, checkoutId, paymentId, livemode, readAt }
  return { type: 'payment_processing', payment, email: facts.email ?? order.email }
}

function closed(order: Order, as: 'cancelled' | 'expired', reason: string): OrderEvent {
  return { type: 'order_closed', as, reason: order.cancelRequest?.reason ?? reason }
}

const secondPayment: AttentionReason = {
  code: 'second_payment',
  message: 'A second checkout of this order was paid: refund that payment.',
}
const refundFailed: AttentionReason = {
  code: 'refund_failed',
  message: 'A refund came back: retry it, or resolve this when the customer has the money in another way.',
}
const isOfReturned = (a: AttentionReason): boolean => a.code === 'refund_failed' && !a.subject
const partlyRefunded: AttentionReason = {
  code: 'partially_refunded',
  message: 'A part of the payment was given back; the print goes on.',
}
