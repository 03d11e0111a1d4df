import Stripe from 'stripe'
import type { ManualClock } from '../manual-clock.ts'
import { createManualClock } from '../manual-clock.ts'
import { createStripeSimulator, type StripeSimulator } from './stripe-simulator.ts'

export const webhookSecret = 'whsec_test'
export const start = '2026-01-01T12:00:00Z'
export const hour = 3_600_000

/** A simulator on a real port, the real `stripe` package as its client, and a shop that hears its webhooks. */
export interface TestStripe {
  readonly clock: ManualClock
  readonly simulator: StripeSimulator
  readonly stripe: Stripe
  /** What the shop's endpoint received. */
  readonly received: { readonly event: Stripe.Event; readonly signature: string; readonly body: string }[]
  /** How the shop's endpoint answers. */
  shopAnswers: () => Response | Promise<Response>
}

export async function startTestStripe(): Promise<TestStripe> {
  const clock = createManualClock(start)
  const received: TestStripe['received'] = []
  const simulator = createStripeSimulator({
    webhookSecret,
    webhookUrl: 'http://shop.test/webhooks/stripe',
    clock,
    seed: 1,
    send: async (request) => {
      const body = await request.text()
      received.push({ event: JSON.parse(body), signature: request.headers.get('stripe-signature') ?? '', body })
      return shop.shopAnswers()
    },
  })
  const stripe = clientOf(await simulator.listen())
  const shop: TestStripe = { clock, simulator, stripe, received, shopAnswers: () => new Response() }
  return shop
}

export function clientOf(url: string, key = 'sk_test_simulator'): Stripe {
  const { hostname, port } = new URL(url)
  return new Stripe(key, { host: hostname, port, protocol: 'http', maxNetworkRetries: 0, telemetry: false })
}

/** The types of the events that the shop received. */
export const typesOf = ({ received }: TestStripe): string[] => received.map(({ event }) => event.type)

/** What a shop asks for. */
export const params: Stripe.Checkout.SessionCreateParams = {
  mode: 'payment',
  client_reference_id: 'order_1',
  metadata: { order_id: 'order_1' },
  payment_intent_data: { metadata: { order_id: 'order_1' } },
  line_items: [
    { quantity: 2, price_data: { currency: 'usd', unit_amount: 2500, product_data: { name: 'Print <b>12×16</b>' } } },
  ],
  shipping_options: ['Budget', 'Express'].map((method, index) => ({
    shipping_rate_data: {
      type: 'fixed_amount',
      display_name: method,
      fixed_amount: { amount: 850 + index * 1000, currency: 'usd' },
      metadata: { method },
    },
  })),
  shipping_address_collection: { allowed_countries: ['US', 'GB'] },
  phone_number_collection: { enabled: true },
  success_url: 'https://shop.test/thanks?session_id={CHECKOUT_SESSION_ID}',
  cancel_url: 'https://shop.test/cart',
}
