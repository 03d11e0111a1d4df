import type { Engine } from '../engine.ts'
import type { Money } from '../money/money.ts'
import type { Order, ShippingAddress } from '../order/order.ts'
import type { PaymentFacts } from '../payment/payment-facts.ts'
import type { CheckoutDescription } from '../payment/payment-provider.ts'
import { recordPayment } from '../payment/record-payment.ts'
import type { Actor } from '../quoin.ts'
import { QuoinError } from '../quoin-error.ts'
import { abandonAfterMs } from './checkout-times.ts'
import { mapCheckout } from './map-checkout.ts'
import { invalidCheckout } from './parse-checkout-draft.ts'
import type { CheckoutConfig } from './prepare-checkout.ts'
import { rebuildOrder } from './rebuild-order.ts'
import { type NewOrder, storeOrder } from './store-order.ts'

/** What was bought in a checkout that the host started itself. */
export interface AdoptedCheckout {
  /** What of the catalogue it was, 1 to 50 lines. */
  readonly items: readonly {
    readonly productId: string
    readonly quantity: number
    /** What was asked for one. @default the catalogue's price */
    readonly unitPrice?: Money
  }[]
  /** The print provider's name of the way to ship that was promised, such as `Standard`. */
  readonly shippingMethod: string
  /** The host's user; left out for a guest. */
  readonly userId?: string
  /** Where it goes, if the checkout did not ask. */
  readonly recipient?: ShippingAddress
}

/** Maps a checkout that is none of Quoin's to what was bought in it; null: it is none of Quoin's business. */
export type AdoptCheckout = (checkout: CheckoutDescription) => AdoptedCheckout | null | Promise<AdoptedCheckout | null>

/**
 * The order of a checkout that no order knows: of one that the host made, as it maps it; of one of Quoin's own whose order
 * the database has lost, as its lines say. The same checkout leads to the same order, whoever asks, and however often.
 *
 * Null when it is none of ours, or nothing was paid that has not gone back. Whether it was paid as it should be is decided
 * as for every payment.
 *
 * @throws {@link QuoinError} `invalid_checkout` when it is ours and can not be made an order of: a person must look.
 */
export async function adoptCheckout(
  engine: Engine,
  config: CheckoutConfig,
  checkoutId: string,
  actor: Actor,
): Promise<Order | null> {
  const { storage, payments, handle, logger } = engine
  const known = await storage.findOrder({ checkoutId })
  if (known?.payment.capturedAt) return known
  const payment = await recordPayment(engine, checkoutId)
  const found = known ?? (await adopt(engine, config, payment.facts, actor))
  if (!found) return null
  if (found.payment.checkoutId === null) {
    // Its page is closed already.
    const checkout = { checkoutId, url: null, expiresAt: payment.readAt, livemode: payment.facts.livemode }
    await handle(found.id, { type: 'start_checkout', checkout }, { actor })
  }
  const handled = await handle(found.id, payment, { actor: payments.name })
  if (handled.outcome !== 'committed') return storage.findOrder({ id: found.id })
  if (!known) logger.info({ orderId: found.id }, 'A checkout was adopted.')
  return handled.order
}

/** The order that the checkout belongs to, made if there is none. */
async function adopt(engine: Engine, config: CheckoutConfig, facts: PaymentFacts, actor: Actor): Promise<Order | null> {
  const { storage, payments } = engine
  if (facts.money !== 'captured' || wasGivenBack(facts)) return null
  // Neither of Quoin's own nor of any that the host wants.
  if (facts.orderId === null && config.adopt === null) return null
  const description = await payments.describeCheckout(facts.checkoutId)
  const draft = await draftOf(engine, config, description, facts).catch((error: unknown) => {
    throw refusalOf(error, facts.checkoutId)
  })
  if (!draft) return null
  const { orderId } = draft.draft
  const order = (await storage.findOrder({ id: orderId })) ?? (await storeOrder(engine, actor, draft))
  return order ?? storage.findOrder({ id: orderId })
}

async function draftOf(
  engine: Engine,
  config: CheckoutConfig,
  description: CheckoutDescription,
  facts: PaymentFacts,
): Promise<NewOrder | null> {
  const { orderId, orderNumber, shopUrl } = description
  const after = { abandonAfterMs: abandonAfterMs(config.checkout.openForMs) }
  if (orderId === null || orderNumber === null) {
    const mapped = await config.adopt?.(description)
    return mapped ? { ...after, draft: await mapCheckout(engine, config, mapped, description, facts) } : null
  }
  // Another shop's on the same account: its orders are its own to print.
  if (shopUrl !== config.shopUrl) return null
  const draft = await rebuildOrder(config, orderId, description, facts)
  return { ...after, draft, number: orderNumber }
}

/** Says which checkout it was: no order shows it to a person. */
function refusalOf(error: unknown, checkoutId: string): unknown {
  if (!(error instanceof QuoinError) || error.code !== 'invalid_checkout') return error
  return invalidCheckout(error.issues, `The checkout ${checkoutId} is paid and no order can be made of it`)
}

/** Nothing is owed for what has wholly gone back. A checkout of nothing, by a coupon, is owed all the same. */
function wasGivenBack({ amountRefunded, total }: PaymentFacts): boolean {
  return total.amount > 0 && (amountRefunded ?? 0) >= total.amount
}
