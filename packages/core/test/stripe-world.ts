import { type CheckoutRequest, money } from '@quoin/core'
import { stripePayments } from '@quoin/core/stripe'
import { createManualClock, createStripeSimulator, type StripeSimulator } from '@quoin/testing'
import Stripe from 'stripe'
import { checkoutRequest } from '../src/payment/stripe/checkout-request.test.data.ts'

export const start = '2026-01-01T12:00:00Z'
export const webhookSecret = 'whsec_test'

export type StripeWorld = Awaited<ReturnType<typeof openStripe>>

/** Quoin's Stripe provider and Stripe's own package, both on a simulator that listens, and what its webhooks brought. */
export async function openStripe() {
  const clock = createManualClock(start)
  const received: { body: Uint8Array; signature: string | null }[] = []
  const simulator = createStripeSimulator({
    webhookSecret,
    webhookUrl: 'http://shop.test/webhooks/stripe',
    clock,
    seed: 1,
    send: async (request) => {
      const body = new Uint8Array(await request.arrayBuffer())
      received.push({ body, signature: request.headers.get('stripe-signature') })
      return new Response()
    },
  })
  await simulator.listen()
  const secretKey = 'sk_test_simulator'
  const payments = stripePayments({
    secretKey,
    webhookSecrets: webhookSecret,
    apiBase: simulator.url,
    maxNetworkRetries: 0,
  })
  const { hostname, port } = new URL(simulator.url)
  const stripe = new Stripe(secretKey, {
    host: hostname,
    port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
  })

  /** A customer has paid by card. */
  async function paid(options: Parameters<StripeSimulator['pay']>[1] = {}, changes: Partial<CheckoutRequest> = {}) {
    const { checkoutId } = await payments.createCheckout(requestOf(changes))
    const session = simulator.pay(checkoutId, options)
    return { checkoutId, paymentId: String(session.payment_intent) }
  }
  return { clock, simulator, payments, stripe, received, paid }
}

/** A checkout of two prints. */
export function requestOf(changes: Partial<CheckoutRequest> = {}, currency = 'USD', price = 4_900): CheckoutRequest {
  const [item] = checkoutRequest().items
  if (!item) throw new Error('It has an item.')
  return checkoutRequest({
    orderId: '01983c1a-0000-7000-8000-000000000001',
    idempotencyKey: 'checkout:1',
    items: [{ ...item, productId: 'sunrise', name: 'Sunrise', unitPrice: money(price, currency) }],
    shippingOptions: [{ method: 'Budget', displayName: 'Slow', price: money(900, currency) }],
    ...changes,
  })
}
