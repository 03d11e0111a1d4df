import { z } from 'zod'
import { QuoinError } from '../../quoin-error.ts'
import { noTelemetry, type Telemetry } from '../../runtime/telemetry.ts'
import type { PaymentProvider } from '../payment-provider.ts'
import { checkoutSchema, openCheckoutSchema } from './checkout-of-session.ts'
import { checkoutSessionParams } from './checkout-session-params.ts'
import { describeSession } from './describe-session.ts'
import { findSession } from './find-session.ts'
import { readEvent } from './read-event.ts'
import { readPayment } from './read-payment.ts'
import { createStripeApi } from './stripe-api.ts'
import { ifWithheld } from './stripe-fault.ts'
import { refundAtStripe } from './stripe-refund.ts'
import { listCheckouts, listEvents } from './stripe-sweeps.ts'
import { verifySignature } from './verify-signature.ts'

/** How to reach a Stripe account. */
export interface StripePaymentsOptions {
  /**
   * `sk_…` or `rk_…`. A restricted key needs: Checkout Sessions write, Charges and Refunds write, Payment Intents read,
   * Shipping Rates read, Products and Prices read, Disputes read, Radar and Reviews read, Events read. Without the last
   * three it works, and knows less: every dispute counts as open, and no fraud warning is seen.
   */
  readonly secretKey: string
  /** The endpoint's signing secret, `whsec_…`; several while one is being rolled. */
  readonly webhookSecrets: string | readonly string[]
  /** An origin such as `http://127.0.0.1:4011`, for a simulator. @default Stripe's own */
  readonly apiBase?: string
  /** How long one try of a call may take. @default 10000 */
  readonly timeoutMs?: number
  /** Quick repeats inside one call, with the same key. @default 2 */
  readonly maxNetworkRetries?: number
  /** Told of each request, such as `openTelemetry()`. @default nobody is */
  readonly telemetry?: Telemetry
}

/**
 * Takes money by Stripe Checkout. Calls carry the version of Stripe's API that the `stripe` package is made for; that
 * package is loaded at the first call, so receiving webhooks does without it.
 *
 * Source: {@link https://docs.stripe.com/checkout/fulfillment}.
 *
 * @throws {@link QuoinError} `invalid_options` when a key, a secret or the base is missing or malformed.
 * @example
 * ```ts
 * import { stripePayments } from '@quoin/core/stripe'
 *
 * const payments = stripePayments({ secretKey: 'sk_test_…', webhookSecrets: 'whsec_…' })
 * payments.livemode // false
 * ```
 */
export function stripePayments(options: StripePaymentsOptions): PaymentProvider {
  const secretKey = credential(options.secretKey, 'secretKey')
  const webhookSecrets = [options.webhookSecrets].flat().map((secret) => credential(secret, 'webhookSecrets'))
  if (webhookSecrets.length === 0) throw invalidOption('webhookSecrets', 'There is no webhook secret.')
  const api = createStripeApi({
    secretKey,
    base: origin(options.apiBase),
    timeoutMs: options.timeoutMs ?? 10_000,
    maxNetworkRetries: options.maxNetworkRetries ?? 2,
    telemetry: options.telemetry ?? noTelemetry,
  })

  return {
    name: 'stripe',
    livemode: /^[sr]k_live_/.test(secretKey),
    async createCheckout(request) {
      const params = checkoutSessionParams(request)
      const { idempotencyKey } = request
      return api.write(checkoutSchema, (stripe) => stripe.checkout.sessions.create(params, { idempotencyKey }))
    },
    readCheckout: (checkoutId) =>
      api.read(openCheckoutSchema, (stripe) => stripe.checkout.sessions.retrieve(checkoutId)),
    describeCheckout: (checkoutId) => describeSession(api, checkoutId),
    findCheckout: (reference) => findSession(api, reference),
    listCheckouts: ({ createdFrom }) => listCheckouts(api, createdFrom),
    listEvents: ({ createdFrom }) => listEvents(api, createdFrom),
    readPayment: (checkoutId) => readPayment(api, checkoutId),
    async expireCheckout(checkoutId) {
      try {
        await api.write(z.unknown(), (stripe) => stripe.checkout.sessions.expire(checkoutId))
      } catch (error) {
        if (error instanceof QuoinError && error.retry === 'permanent') {
          const open = await api.read(openCheckoutSchema, (stripe) => stripe.checkout.sessions.retrieve(checkoutId))
          if (open === null) return
        }
        throw error
      }
    },
    refund: (request) => refundAtStripe(api, request),
    async verifyWebhook(delivery) {
      await verifySignature(delivery, webhookSecrets)
      return readEvent(delivery.body)
    },
    async ping() {
      await api.read(
        z.unknown(),
        (stripe) => stripe.balance.retrieve({}, { maxNetworkRetries: 0 }),
        // A restricted key may not read the balance. To be told so takes a valid key and an API that answers.
        ifWithheld(null),
      )
    },
  }
}

function credential(value: string, path: string): string {
  if (value === '' || /\s/.test(value)) throw invalidOption(path, `${path} is empty or has white space in it.`)
  return value
}

function origin(apiBase: string | undefined): URL | null {
  if (apiBase === undefined) return null
  const url = URL.parse(apiBase)
  if (url === null || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`) {
    throw invalidOption('apiBase', 'apiBase is no origin such as http://127.0.0.1:4011.')
  }
  return url
}

function invalidOption(path: string, message: string): QuoinError {
  return new QuoinError('invalid_options', message, { issues: [{ path, code: 'invalid', message }] })
}
