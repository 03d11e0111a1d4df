import type { Engine } from '../engine.ts'
import type { Actor } from '../quoin.ts'
import { QuoinError } from '../quoin-error.ts'
import type { StartedCheckout } from './checkout-draft.ts'
import { type CheckoutPlan, planCheckout } from './checkout-plan.ts'
import { abandonAfterMs } from './checkout-times.ts'
import { intendedCheckout } from './intended-checkout.ts'
import { intentKey } from './order-intent.ts'
import { type CheckoutConfig, prepareSale } from './prepare-checkout.ts'
import { startPayment } from './start-payment.ts'
import { storeOrder } from './store-order.ts'

/** Freezes a cart and starts its payment: a new one each time, or the one of its intent. */
export async function createCheckout(
  engine: Engine,
  config: CheckoutConfig,
  input: unknown,
  actor: Actor,
): Promise<StartedCheckout> {
  const prepared = await prepareSale(engine, config, input)
  const plan = planCheckout(config, prepared)
  const { intent, userId = null } = prepared.draft
  if (intent === undefined) return newCheckout(engine, plan, actor)
  const key = await intentKey(userId, intent)
  return intendedCheckout(engine, { key, plan: async () => plan, keepsOpenPage: false, note: null, actor })
}

async function newCheckout(engine: Engine, plan: CheckoutPlan, actor: Actor): Promise<StartedCheckout> {
  const order = await storeOrder(engine, actor, {
    draft: { ...plan.order, orderId: engine.ids.uuid(), intent: null },
    abandonAfterMs: abandonAfterMs(plan.openForMs),
  })
  if (!order) throw new QuoinError('order_conflict', 'The id of the order is taken.', { retry: 'retryable' })
  return startPayment(engine, plan, order)
}
