import { money, type QuoinOptions, silentLogger } from '@quoin/core'
import { prodigiFulfillment, type RateLimit } from '@quoin/core/prodigi'
import { stripePayments } from '@quoin/core/stripe'
import { type ProdigiSimulator, printableArtwork, type StripeSimulator } from '@quoin/testing'

export const webhookSecret = 'whsec_bench'
export const stripeKey = 'sk_test_bench'
export const quoinSecret = 'a secret of this bench'

/** What every shop of these benchmarks sells and whom it asks: the simulators, which listen from now on. */
export async function benchOptions(
  stripe: StripeSimulator,
  prodigi: ProdigiSimulator,
): Promise<Omit<QuoinOptions, 'storage'>> {
  return benchOptionsAt({ apiBase: await stripe.listen(), baseUrl: await prodigi.listen() })
}

/** The same, with whoever answers there. */
export function benchOptionsAt({
  apiBase,
  baseUrl,
  publicUrl = 'http://shop.test',
  rateLimit = 'off',
}: {
  readonly apiBase: string
  readonly baseUrl: string
  readonly publicUrl?: string
  readonly rateLimit?: RateLimit | 'off'
}): Omit<QuoinOptions, 'storage'> {
  return {
    preflight: printableArtwork(),
    payments: stripePayments({ secretKey: stripeKey, webhookSecrets: webhookSecret, apiBase }),
    fulfillment: prodigiFulfillment({ apiKey: 'bench', environment: 'sandbox', baseUrl, rateLimit }),
    catalog: (id) => ({
      id,
      name: 'Print',
      sku: 'GLOBAL-FAP-16X24',
      price: money(4900, 'USD'),
      assets: [{ printArea: 'default', url: `${publicUrl}/print.jpg` }],
    }),
    shippingOptions: [{ method: 'Standard', displayName: 'Standard', price: money(900, 'USD') }],
    publicUrl,
    secret: quoinSecret,
    logger: silentLogger,
  }
}
