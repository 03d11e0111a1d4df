import type { Engine } from '../engine.ts'
import type { Order } from '../order/order.ts'
import { recordPayment } from '../payment/record-payment.ts'
import { QuoinError } from '../quoin-error.ts'
import type { StartedCheckout } from './checkout-draft.ts'
import { startedCheckout } from './start-payment.ts'

/**
 * The page of an order, as the provider has it now; null when it can't be paid there any more. Then the order is brought
 * up to date, for what closed the page may have been a payment.
 *
 * @throws {@link QuoinError} `command_rejected` when the order is paid or being paid.
 */
export async function openCheckout(engine: Engine, order: Order): Promise<StartedCheckout | null> {
  refuseIfPaid(order)
  const { checkoutId } = order.payment
  if (checkoutId === null || order.closedAs || order.cancelRequest) return null
  const checkout = await engine.payments.readCheckout(checkoutId)
  if (checkout) return startedCheckout(order, checkout)
  await recordNow(engine, order, checkoutId)
  return null
}

/**
 * Closes an unpaid order and its page, so that another can take its place.
 *
 * @throws {@link QuoinError} `command_rejected` when it was paid, or is being paid, before its page was closed.
 */
export async function replaceOrder(engine: Engine, order: Order): Promise<void> {
  refuseIfPaid(order)
  const { checkoutId } = order.payment
  if (order.closedAs) return
  if (checkoutId !== null) {
    await engine.payments.expireCheckout(checkoutId)
    const facts = await engine.payments.readPayment(checkoutId)
    if (facts.state !== 'expired') return recordNow(engine, order, checkoutId)
  }
  const command = { type: 'expire_order', checkoutId, reason: 'replaced' } as const
  await engine.handle(order.id, command, { actor: 'system', order })
}

/** @throws {@link QuoinError} `command_rejected`. */
async function recordNow(engine: Engine, order: Order, checkoutId: string): Promise<void> {
  const command = await recordPayment(engine, checkoutId)
  const handled = await engine.handle(order.id, command, { actor: engine.payments.name, order })
  if (handled.outcome === 'committed') refuseIfPaid(handled.order)
}

/**
 * What was bought is not sold again to whoever only comes back for it. An order that was cancelled and given back in full
 * may be bought anew.
 *
 * @throws {@link QuoinError} `command_rejected` with `already_paid` or `payment_processing`.
 */
export function refuseIfPaid({ number, payment, paymentStatus, closedAs }: Order): void {
  const { capturedAt, amountCaptured, amountRefunded } = payment
  const givenBack = closedAs !== null && amountRefunded >= amountCaptured
  if (capturedAt && !givenBack) throw refused('already_paid', `It is paid already, by the order ${number}.`)
  if (paymentStatus === 'processing' && !closedAs) {
    throw refused('payment_processing', `A payment of it is under way, of the order ${number}.`)
  }
}

function refused(code: string, message: string): QuoinError {
  return new QuoinError('command_rejected', message, { issues: [{ path: '', code, message }] })
}
