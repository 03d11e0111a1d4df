import type { Engine } from '../engine.ts'
import type { Money } from '../money/money.ts'
import type { Order, ShippingAddress } from '../order/order.ts'
import type { CheckoutDescription } from '../payment/payment-provider.ts'
import type { Actor } from '../quoin.ts'
import { QuoinError } from '../quoin-error.ts'
import type { CheckoutConfig } from './prepare-checkout.ts'

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

export async function adoptCheckout(
  { storage }: Engine,
  _config: CheckoutConfig,
  checkoutId: string,
  _actor: Actor,
): Promise<Order | null> {
  const known = await storage.findOrder({ checkoutId })
  if (known) return known
  throw new QuoinError('unsupported', 'Not built yet.')
}
