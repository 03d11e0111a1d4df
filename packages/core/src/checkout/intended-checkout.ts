import type { Engine } from '../engine.ts'
import type { Order } from '../order/order.ts'
import type { Actor } from '../quoin.ts'
import { QuoinError } from '../quoin-error.ts'
import type { StartedCheckout } from './checkout-draft.ts'
import { type CheckoutPlan, fingerprintPlan } from './checkout-plan.ts'
import { abandonAfterMs, pageCanStartUntil } from './checkout-times.ts'
import { latestRound } from './latest-round.ts'
import { openCheckout, refuseIfPaid, replaceOrder } from './open-checkout.ts'
import { intentOf } from './order-intent.ts'
import { startPayment } from './start-payment.ts'
import { storeOrder } from './store-order.ts'

interface Intention {
  /** Whose intent it is, see `intentKey`. */
  readonly key: string
  /** What would be sold now. Asked for when it matters. */
  readonly plan: () => Promise<CheckoutPlan>
  /** Whether a page that is open stays, whatever would be sold now. */
  readonly keepsOpenPage: boolean
  /** Said in the history of an order that is made. */
  readonly note: string | null
  readonly actor: Actor
}

/** More often than others can get in between. */
const maxTries = 10
/** How long a page whose making had no answer is asked for under the same key before another order takes its place. */
const sameKeyForMs = 60_000

/**
 * The one page of an intent: the open one when it is of the same plan, otherwise a new one of a new order, after the
 * earlier one was closed.
 *
 * @throws {@link QuoinError} `command_rejected` when the intent was paid, or is being paid; what `plan` throws;
 *   `payment_provider_failed`; `order_conflict`.
 */
export async function intendedCheckout(engine: Engine, intention: Intention): Promise<StartedCheckout> {
  const { key, keepsOpenPage, actor } = intention
  let planned: Planned | undefined
  for (let tries = 0; tries < maxTries; tries += 1) {
    const { orderId, order, previous } = await latestRound(engine.storage, key)
    if (previous) refuseIfPaid(previous)
    if (order && keepsOpenPage) {
      const open = await openCheckout(engine, order)
      if (open) return open
    }
    planned ??= await withIntent(key, await intention.plan())
    if (order) {
      const open = await continueOrder(engine, planned, order)
      if (open) return open
      continue
    }
    const created = await storeOrder(engine, actor, newOrder(orderId, planned))
    if (!created) continue
    if (intention.note !== null) await engine.handle(orderId, { type: 'add_note', note: intention.note }, { actor })
    return startPayment(engine, planned.plan, created)
  }
  throw new QuoinError('order_conflict', 'The same checkout is being started by others.', { retry: 'retryable' })
}

interface Planned {
  readonly plan: CheckoutPlan
  readonly intent: string
}

async function withIntent(key: string, plan: CheckoutPlan): Promise<Planned> {
  return { plan, intent: intentOf(key, await fingerprintPlan(plan)) }
}

function newOrder(orderId: string, { plan, intent }: Planned) {
  return { draft: { ...plan.order, orderId, intent }, abandonAfterMs: abandonAfterMs(plan.openForMs) }
}

/** The page of an order that is there; null when the order was closed, or is closed now, and the next round may begin. */
async function continueOrder(engine: Engine, { plan, intent }: Planned, order: Order): Promise<StartedCheckout | null> {
  refuseIfPaid(order)
  const isSame = order.intent === intent && order.cancelRequest === null
  if (isSame && order.payment.checkoutId !== null) return openCheckout(engine, order)
  const now = engine.clock.now()
  if (isSame && now < pageCanStartUntil(order.createdAt, plan.openForMs)) {
    try {
      return await startPayment(engine, plan, order)
    } catch (error) {
      // Nobody has seen a page of this order, so another may take its place: a key whose answer is a fault has it for a day.
      if (!(error instanceof QuoinError) || error.code !== 'payment_provider_failed') throw error
      const isYoung = now.getTime() - order.createdAt.getTime() < sameKeyForMs
      if (error.retry === 'retryable' || (error.retry === 'unknown' && isYoung)) throw error
    }
  }
  await replaceOrder(engine, order)
  return null
}
