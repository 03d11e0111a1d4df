import { sayMoney } from '../money/say-money.ts'
import { smallestCharge } from '../money/smallest-charge.ts'
import type { AttentionCode } from './attention.ts'
import { abandonPrint, closeAsCancelled, stopPrints } from './close-order.ts'
import { accept, type Decision, reject, resolveAttention } from './decision.ts'
import { isUntouched, wasSent } from './derive-order-status.ts'
import { foldEvents } from './fold-events.ts'
import { isClaimedBack, makeRefund, type RefundCause, refundable } from './make-refund.ts'
import type { Order } from './order.ts'
import type { CommandOf, DecisionContext } from './order-commands.ts'
import type { OrderEvent } from './order-events.ts'
import { allLines, cancelledLines, faultyLine, linesToPrint, sumLines, withoutLines } from './order-lines.ts'
import { priceOfCopies, priceShares, refundedCopies } from './price-lines.ts'
import type { OrderLine, RefundScope } from './refund.ts'
import { changeOfRefund } from './refund-request.ts'

/**
 * A person at the shop gives money back. It is a human decision, so the provider is not asked first (INV-11); what is not
 * printed yet is not printed any more, and what is under way is stopped if all of the money goes back.
 */
export function decideRequestRefund(
  order: Order,
  command: CommandOf<'request_refund'>,
  context: DecisionContext,
): Decision {
  const known = order.refunds.find(({ id }) => id === command.refundId)
  const changed = known && changeOfRefund(known, command)
  if (changed) return reject('key_reused', 'Its key stands for a refund that was asked for otherwise.', changed)
  if (known) return accept()
  if (!order.payment.capturedAt) return reject('not_paid', 'The order is not paid.')
  if (isClaimedBack(order)) {
    return reject('payment_not_clear', 'The bank of the customer has the money: the dispute decides.')
  }
  const sized = sizeOf(order, command.scope)
  if ('refusal' in sized) return sized.refusal
  const { amount, lines, shipping } = sized
  const left = refundable(order)
  if (amount > left) {
    const message = `Of the payment ${sayMoney({ amount: left, currency: order.currency })} is left.`
    return reject('refund_too_large', message, fieldOf(command.scope))
  }
  const step = smallestCharge(order.currency)
  if (amount % step !== 0 && amount < left) {
    const message = `In ${order.currency} money goes back in steps of ${sayMoney({ amount: step, currency: order.currency })}.`
    return reject('refund_indivisible', message, fieldOf(command.scope))
  }
  if (amount < 1) return reject('refund_too_large', 'Nothing of the payment is left.', fieldOf(command.scope))
  const { refundId: id, scope, reason, note, actor: requestedBy } = command
  const cause = { id, scope, lines, shipping, reason, note, requestedBy }
  const answered = resolveAttention(order, (a) => isAnswered(a.code, amount === left, command.scope))
  const decision = amount === left ? refundAll(order, cause, context) : refundPart(order, amount, cause, context)
  return accept([...decision.events, ...answered], decision.effects)
}

/** What of the scope says how much. */
function fieldOf({ kind }: RefundScope): string {
  return kind === 'amount' || kind === 'lines' ? `scope.${kind}` : 'scope.kind'
}

interface Size {
  readonly amount: number
  readonly lines: readonly OrderLine[]
  readonly shipping: boolean
}

function sizeOf(order: Order, scope: RefundScope): Size | { readonly refusal: Decision } {
  switch (scope.kind) {
    case 'full':
      return { amount: refundable(order), lines: [], shipping: true }
    case 'amount': {
      const { amount, currency } = scope.amount
      if (currency === order.currency) return { amount, lines: [], shipping: false }
      const message = `The order was paid in ${order.currency}.`
      return { refusal: reject('refund_too_large', message, 'scope.amount.currency') }
    }
    case 'lines':
      return sizeOfLines(order, scope.lines, scope.shipping)
    case 'cancelled_lines': {
      const lines = cancelledLines(order)
      if (lines.length > 0) return sizeOfLines(order, lines, false)
      const message = 'The provider has cancelled no line that is not refunded yet.'
      return { refusal: reject('line_not_found', message, 'scope.kind') }
    }
  }
}

function sizeOfLines(
  order: Order,
  asked: readonly OrderLine[],
  shipping: boolean,
): Size | { readonly refusal: Decision } {
  if (asked.length === 0) return { refusal: reject('line_not_found', 'No line is named.', 'scope.lines') }
  const bought = allLines(order)
  const unknown = faultyLine(asked, bought)
  if (unknown) {
    const message = `The order has no such line: ${unknown.itemId}.`
    return { refusal: reject('line_not_found', message, `scope.${unknown.path}`) }
  }
  const done = refundedCopies(order)
  const left = bought.map(({ itemId, quantity }) => ({ itemId, quantity: quantity - (done.get(itemId) ?? 0) }))
  const already = faultyLine(asked, left)
  if (already) {
    const message = `Copies of the line ${already.itemId} are refunded already.`
    return { refusal: reject('refund_too_large', message, `scope.${already.path}`) }
  }
  if (shipping && order.refunds.some((refund) => refund.shipping)) {
    return { refusal: reject('refund_too_large', 'What shipping cost is refunded already.', 'scope.shipping') }
  }
  const lines = sumLines(asked)
  const shares = priceShares(order)
  const goods = lines.map((line) => priceOfCopies(shares, line.itemId, done.get(line.itemId) ?? 0, line.quantity))
  const amount = goods.reduce((sum, price) => sum + price.amount, shipping ? shares.shipping.amount : 0)
  return { amount, lines, shipping }
}

/** All that is left goes back: nothing is to be printed for it. */
function refundAll(order: Order, cause: RefundCause, context: DecisionContext) {
  const { events, effects } = makeRefund(order, refundable(order), { ...cause, shipping: true }, context.now)
  if (order.closedAs) return { events, effects }
  const booked = foldEvents(order, events, context.now)
  const stopped = stopPrints(booked, cause.reason, context)
  return { events: [...events, ...stopped.events], effects: [...effects, ...stopped.effects] }
}

function refundPart(order: Order, amount: number, cause: RefundCause, context: DecisionContext) {
  const { refund, events, effects } = makeRefund(order, amount, cause, context.now)
  if (order.closedAs) return { events, effects }
  const nothingLeft = linesToPrint({ ...order, refunds: [...order.refunds, refund] }).length === 0
  // What was paid for sending it goes back, too.
  if (nothingLeft && !wasSent(order) && order.fulfillments.every(isUntouched)) {
    return closeAsCancelled(order, cause.reason, context, cause)
  }
  return { events: [...events, ...reducePending(order, cause.lines)], effects }
}

/** Takes lines out of the prints that nobody was sent yet. */
function reducePending(order: Order, lines: readonly OrderLine[]): OrderEvent[] {
  return order.fulfillments
    .filter((f) => f.status === 'pending')
    .flatMap((f): OrderEvent[] => {
      const left = withoutLines(f.lines, lines)
      if (left.length === 0) return abandonPrint(order, f)
      const same = left.every((line, index) => line.quantity === f.lines[index]?.quantity)
      return same && left.length === f.lines.length ? [] : [{ type: 'print_reduced', fulfillmentId: f.id, lines: left }]
    })
}

/** Which open reasons a refund is the answer to. */
function isAnswered(code: AttentionCode, whole: boolean, scope: RefundScope): boolean {
  if (code === 'partially_cancelled') return scope.kind === 'cancelled_lines' || whole
  return whole && (code === 'late_payment' || code === 'not_printed' || code === 'provider_order_cancelled')
}
