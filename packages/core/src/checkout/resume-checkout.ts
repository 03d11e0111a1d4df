import type { Engine } from '../engine.ts'
import type { Actor } from '../quoin.ts'
import { QuoinError } from '../quoin-error.ts'
import type { StartedCheckout } from './checkout-draft.ts'
import type { CheckoutConfig } from './prepare-checkout.ts'

export async function resumeCheckout(
  _engine: Engine,
  _config: CheckoutConfig,
  _orderId: string,
  _actor: Actor,
): Promise<StartedCheckout> {
  throw new QuoinError('unsupported', 'Not built yet.')
}
