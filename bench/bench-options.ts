import { money, type QuoinOptions, silentLogger } from '@quoin/core'
import { prodigiFulfillment } from '@quoin/core/prodigi'
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
  const [apiBase, baseUrl] = [await stripe.listen(), await prodigi.listen()]
  return {
    preflight: printableArtwork(),
    payments: stripePayments({ secretKey: stripeKey, webhookSecrets: webhookSecret, apiBase }),
    fulfillment: prodigiFulfillment({ apiKey: 'bench', environment: 'sandbox', baseUrl, rateLimit: 'off' }),
    catalog: (id) => ({
      id,
      name: 'Print',
      sku: 'GLOBAL-FAP-16X24',
      price: money(4900, 'USD'),
      assets: [{ printArea: 'default', url: 'http://shop.test/print.jpg' }],
    }),
    shippingOptions: [{ method: 'Standard', displayName: 'Standard', price: money(900, 'USD') }],
    publicUrl: 'http://shop.test',
    secret: quoinSecret,
    logger: silentLogger,
  }
}
