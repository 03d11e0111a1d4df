import type { Engine } from '../engine.ts'
import type { Order } from '../order/order.ts'
import { recordPayment } from '../payment/record-payment.ts'

/** How old the last reading of a captured payment may get while its print is open. */
const rereadAfterMs = 6 * 3_600_000

/** Whether the payment is to be looked at: an unpaid one always, a captured one now and then. */
export function wantsPaymentRead({ status, payment }: Order, now: Date): boolean {
  if (payment.checkoutId === null) return false
  return status === 'pending' || payment.readAt === null || now.getTime() - payment.readAt.getTime() >= rereadAfterMs
}

/**
 * An order that looks unpaid may be paid (F11), and one that looks paid may be refunded or disputed (F24, F27): events can
 * have stayed away. Returns whether it changed.
 */
export async function reconcilePayment(engine: Engine, { id, payment }: Order): Promise<boolean> {
  if (payment.checkoutId === null) return false
  const handled = await engine.handle(id, await recordPayment(engine, payment.checkoutId), { actor: 'system' })
  return handled.outcome === 'committed' && handled.events.some((e) => e.event.type !== 'payment_read')
}
