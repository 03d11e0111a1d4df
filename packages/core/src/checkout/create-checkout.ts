import type { Engine } from '../engine.ts'
import type { Order } from '../order/order.ts'
import type { OrderDraft } from '../order/order-commands.ts'
import type { Checkout } from '../payment/payment-provider.ts'
import type { Actor } from '../quoin.ts'
import { QuoinError } from '../quoin-error.ts'
import type { StartedCheckout } from './checkout-draft.ts'
import { invalidCheckout } from './parse-checkout-draft.ts'
import { type CheckoutConfig, prepareCheckout } from './prepare-checkout.ts'

/** Longer than a page of the payment provider stays open (24 hours). */
const abandonAfterMs = 25 * 3_600_000
const numberTries = 5

/**
 * Snapshot first, page second: whatever is paid, its order is there. The page is made under a key of the order, so the
 * same order never has two.
 */
export async function createCheckout(
  engine: Engine,
  config: CheckoutConfig,
  input: unknown,
  actor: Actor,
): Promise<StartedCheckout> {
  const { draft, items, currency, shippingOptions, report } = await prepareCheckout(engine, config, input)
  if (report.errors.length > 0) throw invalidCheckout(report.errors)
  for (const { code, path } of report.warnings) engine.logger.info('A checkout was warned of.', { code, path })
  const order = await storeOrder(engine, actor, {
    userId: draft.userId ?? null,
    email: draft.email ?? null,
    currency,
    intent: null,
    terms: { discounts: config.checkout.promotionCodes, taxes: config.checkout.automaticTax },
    items,
    shippingOptions,
    paymentProvider: engine.payments.name,
    metadata: {},
  })
  const checkout = await startPayment(engine, config, order, draft.country)
  const { clientSecret: _, ...started } = checkout
  const command = { type: 'start_checkout', checkout: started } as const
  const handled = await engine.handle(order.id, command, { actor: engine.payments.name })
  if (handled.outcome !== 'committed') {
    // The order was closed meanwhile: a page that can still be paid must not be handed out.
    await engine.payments.expireCheckout(checkout.checkoutId)
    throw new QuoinError('order_conflict', 'The order was closed while its checkout was made.')
  }
  const { url, clientSecret } = checkout
  return { orderId: order.id, orderNumber: order.number, url, clientSecret }
}

/** Order numbers are drawn by chance, so one can be taken. */
async function storeOrder(
  { handle, ids }: Engine,
  actor: Actor,
  draft: Omit<OrderDraft, 'orderId' | 'number'>,
): Promise<Order> {
  for (let tries = 1; ; tries += 1) {
    const orderId = ids.uuid()
    const command = {
      type: 'create_order',
      draft: { ...draft, orderId, number: ids.orderNumber() },
      abandonAfterMs,
    } as const
    try {
      const handled = await handle(orderId, command, { actor })
      if (handled.outcome === 'committed') return handled.order
    } catch (error) {
      if (!(error instanceof QuoinError) || error.code !== 'order_conflict' || tries === numberTries) throw error
    }
    if (tries === numberTries) throw new QuoinError('order_conflict', 'No free order number was found.')
  }
}

function startPayment(
  { payments }: Engine,
  config: CheckoutConfig,
  order: Order,
  country: string | undefined,
): Promise<Checkout> {
  return payments.createCheckout({
    orderId: order.id,
    orderNumber: order.number,
    idempotencyKey: `checkout:${order.id}`,
    items: order.items,
    shippingOptions: order.shippingOptions,
    allowedCountries: country === undefined ? config.allowedCountries : [country],
    email: order.email,
    ui: config.checkout.ui,
    terms: order.terms,
    discount: null,
    adaptivePricing: config.checkout.adaptivePricing,
    expiresAt: null,
    successUrl: config.successUrl,
    cancelUrl: config.cancelUrl,
  })
}
