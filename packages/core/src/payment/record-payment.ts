import type { Engine } from '../engine.ts'
import type { CommandOf } from '../order/order-commands.ts'

/** Reads a payment from its provider and makes the command that takes it in. The time is that of asking, not of the answer. */
export async function recordPayment(
  { payments, target, clock }: Pick<Engine, 'payments' | 'target' | 'clock'>,
  checkoutId: string,
): Promise<CommandOf<'record_payment'>> {
  const readAt = clock.now()
  return { type: 'record_payment', facts: await payments.readPayment(checkoutId), fulfillment: target, readAt }
}
