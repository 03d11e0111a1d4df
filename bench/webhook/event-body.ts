/** An event of Stripe of about 6 kB, as they are for a checkout that was paid. `{id}` stands for what differs. */
export const eventBody: string = JSON.stringify({
  id: 'evt_{id}',
  object: 'event',
  api_version: '2026-06-30.clover',
  created: 1_788_000_000,
  livemode: false,
  pending_webhooks: 1,
  type: 'checkout.session.completed',
  request: { id: null, idempotency_key: null },
  data: {
    object: {
      id: 'cs_test_{id}',
      object: 'checkout.session',
      amount_subtotal: 9_800,
      amount_total: 10_795,
      client_reference_id: 'order',
      currency: 'usd',
      customer_details: {
        address: {
          city: 'London',
          country: 'GB',
          line1: '12 St James’s Square',
          line2: null,
          postal_code: 'SW1Y 4JH',
          state: null,
        },
        email: 'ada@example.com',
        name: 'Ada Lovelace',
        phone: '+44 20 7946 0000',
        tax_exempt: 'none',
        tax_ids: [],
      },
      metadata: Object.fromEntries(
        Array.from({ length: 40 }, (_, n) => [
          `field_${n}`,
          `${n} what an app keeps of a sale with its payment, about a hundred letters of it`,
        ]),
      ),
      mode: 'payment',
      payment_intent: 'pi_{id}',
      payment_status: 'paid',
      shipping_cost: { amount_subtotal: 995, amount_tax: 0, amount_total: 995, shipping_rate: 'shr_standard' },
      status: 'complete',
      success_url: 'https://shop.example/orders/{CHECKOUT_SESSION_ID}',
    },
  },
})
