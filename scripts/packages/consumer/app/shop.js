import { createMemoryStorage, createQuoin, money } from '@quoin/core'
import { prodigiFulfillment } from '@quoin/core/prodigi'
import { stripePayments } from '@quoin/core/stripe'
import { shareQuoin } from '@quoin/next'

export const getQuoin = shareQuoin(() =>
  createQuoin({
    storage: createMemoryStorage(),
    payments: stripePayments({ secretKey: 'sk_test_consumer', webhookSecrets: 'whsec_consumer' }),
    fulfillment: prodigiFulfillment({ apiKey: 'consumer', environment: 'sandbox' }),
    catalog: () => null,
    shippingOptions: [{ method: 'Standard', displayName: 'Standard', price: money(900, 'USD') }],
    publicUrl: 'http://localhost:3000',
    secret: 'sixteen characters or more',
  }),
)
