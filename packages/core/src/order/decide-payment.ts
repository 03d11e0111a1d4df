import { addMoney, equalMoney, type Money } from '../money/money.ts'
import type { PaymentFacts } from '../payment/payment-facts.ts'
import type { AttentionReason } from './attention.ts'
import { abandonPending, type Closing, closeAsCancelled } from './close-order.ts'
import { requestFulfillment } from './decide-submission.ts'
import { accept, type Decision, openAttention, resolveAttention } from './decision.ts'
import { isUntouched, wasSent } from './derive-order-status.ts'
import { evolveOrder } from './evolve-order.ts'
import { refundTarget } from './make-refund.ts'
import type { Order, Payment, ShippingAddress, ShippingOption } from './order.ts'
import type { CommandOf, DecisionContext, FulfillmentTarget } from './order-commands.ts'
import type { OrderEffect } from './order-effects.ts'
import type { OrderEvent } from './order-events.ts'

/** Takes in what the payment provider says now. Late, repeated and reordered facts end in the same order. */
export function decidePayment(order: Order, command: CommandOf<'record_payment'>, context: DecisionContext): Decision {
  const { facts } = command
  if (order.payment.checkoutId !== null && order.payment.checkoutId !== facts.checkoutId) {
    return accept(facts.money === 'captured' ? openAttention(order, secondPayment, context.now) : [])
  }
  if (order.payment.capturedAt) return decideAfterCapture(order, command, context)
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
    shippingAddress: facts.shippingAddress,
  }
  const paid = apply(order, captured, context)
  const doubts = doubtsAbout(paid, facts, option, fulfillment).flatMap((reason) =>
    openAttention(paid, reason, context.now),
  )
  const later = decideAfterCapture(paid, command, context)
  const aftermath = later.accepted ? later : { events: [], effects: [] }
  const events = [captured, ...doubts, ...aftermath.events]
  if (paid.closedAs || aftermath.events.some((e) => e.type === 'order_closed')) return accept(events, aftermath.effects)
  if (paid.cancelRequest) return accept(events, [{ kind: 'cancel_order' }])
  if (doubts.length > 0 || facts.dispute) return accept(events, aftermath.effects)
  const print = requestFulfillment(paid, fulfillment, { reason: null }, context)
  return accept([...events, ...print.events], [...aftermath.effects, ...print.effects])
}

/**
 * Money that goes back or is claimed back after it was captured. An answer that was asked for before the one that stands
 * here can only add: what it does not know yet is no news.
 */
function decideAfterCapture(
  order: Order,
  { facts, readAt }: CommandOf<'record_payment'>,
  context: DecisionContext,
): Decision {
  const { now } = context
  const events: OrderEvent[] = []
  const effects: OrderEffect[] = []
  const { amountRefunded, readAt: knownAt } = order.payment
  const isLater = knownAt === null || readAt > knownAt
  const refunded = facts.amountRefunded ?? amountRefunded
  if (refunded > amountRefunded) {
    const refund = decideRefunded(order, refunded, readAt, context)
    events.push(...refund.events)
    effects.push(...refund.effects)
  }
  if (refunded < amountRefunded && isLater) {
    events.push({ type: 'refund_failed', amountRefunded: refunded, readAt }, ...openAttention(order, refundFailed, now))
  }
  const { dispute } = facts
  const isDisputed = dispute !== null && (dispute.status === 'open' || dispute.status === 'inquiry')
  if (isDisputed && order.paymentStatus !== 'disputed') {
    events.push({ type: 'payment_disputed', dispute, readAt }, ...openAttention(order, disputed, now))
  }
  if (!isDisputed && order.paymentStatus === 'disputed' && isLater) {
    events.push({ type: 'dispute_closed', dispute, readAt })
  }
  const isOld = knownAt !== null && readAt.getTime() - knownAt.getTime() >= noteReadAfterMs
  if (events.length === 0 && isOld) events.push({ type: 'payment_read', readAt })
  return accept(events, effects)
}

/** The shop's own refund has gone through. */
export function decideRecordRefund(
  order: Order,
  { amountRefunded }: CommandOf<'record_refund'>,
  context: DecisionContext,
): Decision {
  const settled = resolveAttention(order, (a) => a.code === 'refund_failed')
  if (amountRefunded <= order.payment.amountRefunded) return accept(settled)
  const { events, effects } = decideRefunded(order, amountRefunded, context.now, context)
  return accept([...events, ...settled], effects)
}

function decideRefunded(order: Order, amountRefunded: number, readAt: Date, context: DecisionContext): Closing {
  const { now } = context
  const refunded: OrderEvent = { type: 'payment_refunded', amountRefunded, readAt }
  const whole = amountRefunded >= order.payment.amountCaptured
  if (order.closedAs) return { events: [refunded], effects: [] }
  if (!whole && amountRefunded <= refundTarget(order)) return { events: [refunded], effects: [] }
  if (!whole) return { events: [refunded, ...openAttention(order, partlyRefunded, now)], effects: [] }
  if (wasSent(order)) return { events: [refunded, ...abandonPending(order)], effects: [] }
  if (order.fulfillments.every(isUntouched)) {
    const after = evolveOrder(order, { event: refunded, at: now, version: order.version })
    const { events, effects } = closeAsCancelled(after, order.cancelRequest?.reason ?? 'refunded', context)
    return { events: [refunded, ...events], effects }
  }
  const request: OrderEvent = { type: 'cancel_requested', request: { reason: 'refunded', at: now } }
  return { events: order.cancelRequest ? [refunded] : [refunded, request], effects: [{ kind: 'cancel_order' }] }
}

/** How old a reading must be before another that says the same is written down. */
const noteReadAfterMs = 3_600_000

/** Why a captured payment must not be printed without a person (INV-5, F17, F19, F29). */
function doubtsAbout(
  order: Order,
  facts: PaymentFacts,
  option: ShippingOption | null,
  target: FulfillmentTarget,
): AttentionReason[] {
  if (order.closedAs)
    return [{ code: 'late_payment', message: 'It was paid after the order had been closed: refund it.' }]
  if (facts.total.currency !== order.currency) {
    return [{ code: 'currency_mismatch', message: `Paid in ${facts.total.currency}, ordered in ${order.currency}.` }]
  }
  const reasons: AttentionReason[] = []
  const expected = option && expectedTotal(order, option)
  if (!expected || !equalMoney(expected, facts.total)) {
    const asked = expected ? `${expected.amount}` : 'a shipping price that was offered'
    reasons.push({
      code: 'amount_mismatch',
      message: `Paid ${facts.total.amount}, but the order asks for ${asked} (minor units of ${order.currency}).`,
      path: 'totals.total',
    })
  }
  if (facts.livemode !== target.livemode) {
    const [money, prints] = facts.livemode ? ['Real', 'test'] : ['Test', 'real']
    reasons.push({ code: 'mode_mismatch', message: `${money} money for ${prints} prints.` })
  }
  const missing = missingAddressField(facts.shippingAddress)
  if (missing) {
    reasons.push({
      code: 'address_incomplete',
      message: `The payment came without ${missing}.`,
      path: missing,
    })
  }
  return reasons
}

/** Nothing is ever invented: a parcel without these can't be sent anywhere. */
function missingAddressField(address: ShippingAddress | null): string | null {
  if (!address) return 'shippingAddress'
  const needed = ['name', 'line1', 'country'] as const
  const field = needed.find((name) => address[name].trim() === '')
  return field ? `shippingAddress.${field}` : null
}

/** The option that was paid for, by the provider's word or by its price. */
function paidOption(order: Order, facts: PaymentFacts): ShippingOption | null {
  const priced = order.shippingOptions.filter((o) => equalMoney(o.price, facts.shipping))
  return priced.find((o) => o.method === facts.shippingMethod) ?? priced[0] ?? null
}

function expectedTotal(order: Order, option: ShippingOption): Money {
  return addMoney(order.totals.subtotal, option.price)
}

function paymentOf(order: Order, facts: PaymentFacts, now: Date): Payment {
  return {
    ...order.payment,
    checkoutId: facts.checkoutId,
    paymentId: facts.paymentId,
    livemode: facts.livemode,
    amountCaptured: facts.total.amount,
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

function apply(order: Order, event: OrderEvent, { now }: DecisionContext): Order {
  return evolveOrder(order, { event, at: now, version: order.version })
}

const secondPayment: AttentionReason = {
  code: 'second_payment',
  message: 'A second checkout of this order was paid: refund one of the payments.',
}
export const disputed: AttentionReason = { code: 'payment_disputed', message: 'The customer disputes the payment.' }
const refundFailed: AttentionReason = {
  code: 'refund_failed',
  message: 'Money that was to go back to the customer has not gone, or came back.',
}
const partlyRefunded: AttentionReason = {
  code: 'partially_refunded',
  message: 'A part of the payment was given back; the print goes on.',
}
