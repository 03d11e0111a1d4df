import type { Engine } from '../engine.ts'
import type { Order } from '../order/order.ts'
import { recordPayment } from '../payment/sync-payment.ts'

/** An order that looks unpaid may be paid: its events can have stayed away (F11). Returns whether it changed. */
export async function reconcilePayment(engine: Engine, order: Order): Promise<boolean> {
  const { checkoutId } = order.payment
  if (checkoutId === null) return false
  const facts = await engine.payments.readPayment(checkoutId)
  const handled = await engine.handle(order.id, recordPayment(engine, facts), { actor: 'system' })
  return handled.outcome === 'committed' && handled.events.length > 0
}
