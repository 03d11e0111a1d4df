import type { Attention } from './attention.ts'
import { decidePayment } from './decide-payment.ts'
import { accept, type Decision, resolveAttention } from './decision.ts'
import { foldEvents } from './fold-events.ts'
import { isClaimedBack, owedRefund, unsentAmount } from './make-refund.ts'
import type { Order } from './order.ts'
import type { CommandOf, DecisionContext } from './order-commands.ts'
import type { OrderEffect } from './order-effects.ts'
import type { OrderEvent } from './order-events.ts'

/**
 * Fixes what is sent next, and under which number, before it is sent. One whose outcome is not known stays the next, so repeats,
 * crashes and workers at the same time give it back once (F31, INV-11).
 */
export function decideStartRefund(order: Order): Decision {
  const { attempt, attempts } = order.refundBalance
  const amount = unsentAmount(order)
  if (attempt || amount <= 0 || isClaimedBack(order)) return accept()
  const { amountRefunded: from } = order.payment
  return accept([{ type: 'refund_started', attempt: { number: attempts + 1, amount, from } }])
}

/**
 * The payment provider has made it. Its own sums may lag, so at least that much has gone; should it have failed by now, the next
 * reading says so.
 */
export function decideRecordRefund(
  order: Order,
  { number, reading }: CommandOf<'record_refund'>,
  context: DecisionContext,
): Decision {
  const { attempt } = order.refundBalance
  if (attempt?.number !== number) return decidePayment(order, reading, context)
  const ended: OrderEvent[] = [{ type: 'refund_ended', number, outcome: 'sent' }, ...resolveAttention(order, isUnsent)]
  const amountRefunded = Math.max(attempt.from + attempt.amount, reading.facts.amountRefunded ?? 0)
  const facts = { ...reading.facts, amountRefunded }
  const read = decidePayment(foldEvents(order, ended, context.now), { ...reading, facts }, context)
  if (!read.accepted) return read
  const events = [...ended, ...read.events]
  const more = owedRefund(foldEvents(order, events, context.now))
  return accept(events, [...read.effects.filter(({ kind }) => kind !== 'refund_payment'), ...(more ? [more] : [])])
}

/** The payment provider will never make it: the next try is another one. */
export function decideRejectRefund(order: Order, { number }: CommandOf<'reject_refund'>): Decision {
  if (order.refundBalance.attempt?.number !== number) return accept()
  return accept([{ type: 'refund_ended', number, outcome: 'rejected' }])
}

/** A person asks to try again: what could not be sent, and what came back. */
export function decideRetryRefund(order: Order): { events: OrderEvent[]; effects: OrderEffect[] } {
  const { cameBack } = order.refundBalance
  const again: OrderEvent[] = cameBack > 0 ? [{ type: 'refund_retried', amount: cameBack }] : []
  const isOwed = cameBack > 0 || owedRefund(order) !== null
  if (!isOwed || isClaimedBack(order)) return { events: [], effects: [] }
  return {
    events: [...again, ...resolveAttention(order, (a) => a.code === 'refund_failed')],
    effects: [{ kind: 'refund_payment' }],
  }
}

/** Whoever resolves a refund that failed has given the money back in another way. */
export function settleRefunds(order: Order, resolved: readonly OrderEvent[]): OrderEvent[] {
  const failed = resolved.flatMap((event) =>
    event.type === 'attention_resolved' && event.code === 'refund_failed' ? [event] : [],
  )
  if (failed.length === 0) return []
  const { cameBack } = order.refundBalance
  const unsent = failed.some(isUnsent) ? unsentAmount(order) : 0
  return cameBack + unsent > 0 ? [{ type: 'refund_settled', cameBack, unsent }] : []
}

/** The subject of the reason that a refund could not be sent; one that came back has none. */
const isUnsent = ({ code, subject }: Pick<Attention, 'code' | 'subject'>): boolean =>
  code === 'refund_failed' && subject === 'refund_payment'
