import type { Engine } from '../engine.ts'
import type { Order } from '../order/order.ts'
import type { Checkout } from '../payment/payment-provider.ts'
import { QuoinError } from '../quoin-error.ts'
import type { StartedCheckout } from './checkout-draft.ts'
import type { CheckoutPlan } from './checkout-plan.ts'
import { pageExpiresAt } from './checkout-times.ts'

/**
 * Snapshot first, page second: whatever is paid, its order is there. The page is made under a key of the order, so the
 * same order never has two, and a try whose answer was lost leads to the page that it made.
 */
export async function startPayment(engine: Engine, plan: CheckoutPlan, order: Order): Promise<StartedCheckout> {
  const { payments, handle } = engine
  const checkout = await payments.createCheckout({
    ...plan.page,
    orderId: order.id,
    orderNumber: order.number,
    idempotencyKey: `checkout:${order.id}`,
    items: order.items,
    shippingOptions: order.shippingOptions,
    email: order.email,
    terms: order.terms,
    expiresAt: pageExpiresAt(order.createdAt, plan.openForMs),
  })
  const { clientSecret: _, ...started } = checkout
  const handled = await handle(order.id, { type: 'start_checkout', checkout: started }, { actor: payments.name, order })
  if (handled.outcome !== 'committed' || handled.order.closedAs) {
    // The order was closed meanwhile: a page that can still be paid must not be handed out.
    await payments.expireCheckout(checkout.checkoutId)
    const message = 'The order was closed while its checkout was made.'
    throw new QuoinError('order_conflict', message, { retry: 'retryable' })
  }
  return startedCheckout(order, checkout)
}

export function startedCheckout(order: Order, { url, clientSecret }: Checkout): StartedCheckout {
  return { orderId: order.id, orderNumber: order.number, url, clientSecret }
}
