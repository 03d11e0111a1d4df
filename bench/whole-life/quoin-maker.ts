import { versionOf } from '../harness/version-of.ts'
import { expand, keepInPostgres, openQuoinShop, type QuoinShop, type QuoinShopOptions } from '../whole-path/by-quoin.ts'
import { poolSize, type ShopGround, slots } from '../whole-path/whole-shop.ts'

export const name = 'Quoin'

/** A shop of Quoin whose parts can be reached, with both of Stripe's events. */
export function quoinMaker(options: QuoinShopOptions = {}) {
  const worker = options.slots ?? slots
  return {
    name,
    settings: `\`quoinExpress\`, ${worker} slots in the same process, express ${versionOf('express')}, ${poolSize} connections and a listener, prepared; both events that Stripe tells of a payment`,
    events: ['checkout.session.completed', 'payment_intent.succeeded'],
    expand,
    open: (ground: ShopGround): Promise<QuoinShop> => openQuoinShop(ground, keepInPostgres, options),
  }
}
