import type { Engine } from '../engine.ts'
import { decideOrder } from '../order/decide-order.ts'
import type { Order } from '../order/order.ts'
import type { CommandOf } from '../order/order-commands.ts'
import type { RecordedOrderEvent } from '../order/order-events.ts'
import { recordPayment } from '../payment/record-payment.ts'
import type { Finding, FindingKind } from './reconcile-report.ts'
import type { ReconcileRun } from './reconcile-run.ts'

/** How old the last reading of a captured payment may get while its print is open. */
const rereadAfterMs = 6 * 3_600_000

/**
 * Orders against their payments. One that looks unpaid may be paid (F11), and one that looks paid may be refunded or
 * disputed (F24, F27): events can have stayed away.
 */
export async function reconcilePayment(run: ReconcileRun, order: Order): Promise<Finding[]> {
  const { checkoutId } = order.payment
  if (checkoutId === null || !wantsPaymentRead(run, order)) return []
  return readPayment(run, order, checkoutId)
}

/** Reads a checkout and its payment, and tells what of it was news to the order. */
export async function readPayment(run: ReconcileRun, order: Order, checkoutId: string): Promise<Finding[]> {
  run.count('paymentsChecked')
  return takeInPayment(run.engine, order, await recordPayment(run.engine, checkoutId))
}

/** An unpaid one when its events can't be relied upon, and each now and then all the same. */
function wantsPaymentRead({ engine, scope, isComplete }: ReconcileRun, { status, payment }: Order): boolean {
  if (status === 'pending') return scope.thorough || !isComplete('events')
  return payment.readAt === null || engine.clock.now().getTime() - payment.readAt.getTime() >= rereadAfterMs
}

async function takeInPayment(engine: Engine, order: Order, command: CommandOf<'record_payment'>): Promise<Finding[]> {
  if (hasEnded(order) && !isNews(engine, order, command)) return []
  const handled = await engine.handle(order.id, command, { actor: 'system' })
  const kind = handled.outcome === 'committed' ? kindOf(handled.events) : null
  const reference = command.facts.checkoutId
  return kind === null ? [] : [{ kind, orderId: order.id, reference, healed: true }]
}

function hasEnded({ status }: Order): boolean {
  return status === 'shipped' || status === 'delivered' || status === 'cancelled' || status === 'expired'
}

/** That an ended order was looked at is not worth a version: it would look changed lately for ever. */
function isNews({ clock, ids }: Engine, order: Order, command: CommandOf<'record_payment'>): boolean {
  const decision = decideOrder(order, command, { now: clock.now(), newId: ids.uuid })
  return decision.accepted && decision.events.some(({ type }) => type !== 'payment_read')
}

function kindOf(events: readonly RecordedOrderEvent[]): FindingKind | null {
  const types = new Set(events.map(({ event }) => event.type))
  if (types.has('payment_captured')) return 'paid_not_recorded'
  if (types.has('payment_refunded')) return 'refund_not_recorded'
  types.delete('payment_read')
  return types.size > 0 ? 'payment_outdated' : null
}
