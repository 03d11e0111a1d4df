import { createMemoryStorage, createQuoin, money, type Quoin, silentLogger } from '@quoin/core'
import { prodigiFulfillment } from '@quoin/core/prodigi'
import { stripePayments } from '@quoin/core/stripe'
import { createManualClock, printableArtwork, signEvent } from '@quoin/testing'

const webhookSecrets = 'whsec_next'

/** A shop whose providers are never called: nothing is bought. */
export function shopFixture(): { quoin: Quoin; event: string; signed(event: string): RequestInit } {
  const clock = createManualClock('2026-11-22T09:00:00Z')
  const quoin = createQuoin({
    preflight: printableArtwork(),
    storage: createMemoryStorage({ clock }),
    payments: stripePayments({ secretKey: 'sk_test_next', webhookSecrets }),
    fulfillment: prodigiFulfillment({ apiKey: 'next', environment: 'sandbox' }),
    catalog: () => null,
    shippingOptions: [{ method: 'Standard', displayName: 'Standard', price: money(900, 'USD') }],
    publicUrl: 'https://shop.example',
    secret: 'a-secret-of-callback-urls',
    clock,
    logger: silentLogger,
  })
  return {
    quoin,
    // Of the other mode: it becomes a job that asks nobody.
    event: JSON.stringify(
      {
        id: 'evt_1',
        object: 'event',
        type: 'checkout.session.completed',
        livemode: true,
        data: { object: { id: 'cs_1', object: 'checkout.session' } },
      },
      null,
      2,
    ),
    signed: (body) => ({
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'stripe-signature': signEvent(body, webhookSecrets, clock.now()),
      },
      body,
    }),
  }
}
