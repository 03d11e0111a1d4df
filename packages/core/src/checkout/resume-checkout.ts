import type { Engine } from '../engine.ts'
import type { Order } from '../order/order.ts'
import type { Actor } from '../quoin.ts'
import { QuoinError } from '../quoin-error.ts'
import type { CheckoutDraft, StartedCheckout } from './checkout-draft.ts'
import { planCheckout } from './checkout-plan.ts'
import { intendedCheckout } from './intended-checkout.ts'
import { openCheckout, replaceOrder } from './open-checkout.ts'
import { keyOfIntent, resumedKey } from './order-intent.ts'
import { type CheckoutConfig, prepareSale } from './prepare-checkout.ts'

/**
 * Leads back to what was not paid. An order of an intent leads to wherever that intent is by now, so that a cart never has
 * two pages; one without leads to the same new order however often it is asked for.
 */
export async function resumeCheckout(
  engine: Engine,
  config: CheckoutConfig,
  orderId: string,
  actor: Actor,
): Promise<StartedCheckout> {
  const order = await engine.storage.findOrder({ id: orderId })
  if (!order) throw new QuoinError('order_not_found', 'There is no such order.')
  const open = await openCheckout(engine, order)
  if (open) return open
  if (order.intent === null) await replaceOrder(engine, order)
  return intendedCheckout(engine, {
    key: order.intent === null ? await resumedKey(order.id) : keyOfIntent(order.intent),
    plan: async () => planCheckout(config, await prepareSale(engine, config, draftOf(order))),
    keepsOpenPage: true,
    note: `Resumes the order ${order.number}, which was not paid.`,
    actor,
  })
}

/** The same things, at whatever they cost today. */
function draftOf({ items, userId, email }: Order): CheckoutDraft {
  return {
    items: items.map(({ productId, quantity }) => ({ productId, quantity })),
    ...(userId !== null && { userId }),
    ...(email !== null && { email }),
  }
}
