import { z } from 'zod'
import { QuoinError } from '../../quoin-error.ts'
import type { Checkout, PaymentProvider, RefundRequest } from '../payment-provider.ts'
import { checkoutSessionParams } from './checkout-session-params.ts'
import { describedSessionSchema, descriptionExpansions } from './describe-session.ts'
import {
  paymentFactsOfSession,
  paymentIntentSchema,
  sessionExpansions,
  sessionSchema,
} from './payment-facts-of-session.ts'
import { readEvent } from './read-event.ts'
import { createStripeApi, type StripeApi } from './stripe-api.ts'
import { type StripeFault, stripeFault } from './stripe-fault.ts'
import { listCheckouts, listEvents } from './stripe-sweeps.ts'
import { verifySignature } from './verify-signature.ts'

/** How to reach a Stripe account. */
export interface StripePaymentsOptions {
  /** `sk_…` or `rk_…`. A restricted key needs: Checkout Sessions write, Charges and Refunds write, Payment Intents read, Shipping Rates read. */
  readonly secretKey: string
  /** The endpoint's signing secret, `whsec_…`; several while one is being rolled. */
  readonly webhookSecrets: string | readonly string[]
  /** An origin such as `http://127.0.0.1:4011`, for a simulator. @default Stripe's own */
  readonly apiBase?: string
  /** How long one try of a call may take. @default 10000 */
  readonly timeoutMs?: number
  /** Quick repeats inside one call, with the same key. @default 2 */
  readonly maxNetworkRetries?: number
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
  })
  const readSession = (checkoutId: string) =>
    api.read(sessionSchema, (stripe) => stripe.checkout.sessions.retrieve(checkoutId, { expand: sessionExpansions }))
  const readIntent = (paymentId: string) =>
    api.read(z.union([paymentIntentSchema, z.object({}).transform(() => null)]), (stripe) =>
      stripe.paymentIntents.retrieve(paymentId, { expand: ['latest_charge'] }).catch(unless(isWithheld)),
    )

  return {
    name: 'stripe',
    livemode: /^[sr]k_live_/.test(secretKey),
    createCheckout: (request) =>
      api.write(checkoutSchema, (stripe) =>
        stripe.checkout.sessions.create(checkoutSessionParams(request), { idempotencyKey: request.idempotencyKey }),
      ),
    async readCheckout(checkoutId) {
      const { status } = await readSession(checkoutId)
      if (status !== 'open') return null
      return api.read(checkoutSchema, (stripe) => stripe.checkout.sessions.retrieve(checkoutId))
    },
    describeCheckout: (checkoutId) =>
      api.read(describedSessionSchema, (stripe) =>
        stripe.checkout.sessions.retrieve(checkoutId, { expand: descriptionExpansions }),
      ),
    async findCheckout(reference) {
      if (!('paymentId' in reference)) return null
      const { data } = await api.read(sessionListSchema, (stripe) =>
        stripe.checkout.sessions.list({ payment_intent: reference.paymentId, limit: 1 }),
      )
      return data[0]?.id ?? null
    },
    listCheckouts: ({ createdFrom }) => listCheckouts(api, createdFrom),
    listEvents: ({ createdFrom }) => listEvents(api, createdFrom),
    async readPayment(checkoutId) {
      const session = await readSession(checkoutId)
      const { payment_intent: intent } = session
      // Stripe itself expands; servers in its place may not.
      const shown = typeof intent === 'string' ? await readIntent(intent) : intent
      return paymentFactsOfSession({ ...session, payment_intent: shown ?? intent })
    },
    async expireCheckout(checkoutId) {
      try {
        await api.write(z.unknown(), (stripe) => stripe.checkout.sessions.expire(checkoutId))
      } catch (error) {
        if (error instanceof QuoinError && error.retry === 'permanent') {
          const { status } = await readSession(checkoutId)
          if (status !== 'open') return
        }
        throw error
      }
    },
    refund: (request) => refund(api, request),
    async verifyWebhook(delivery) {
      await verifySignature(delivery, webhookSecrets)
      return readEvent(delivery.body)
    },
    async ping() {
      await api.read(z.unknown(), (stripe) =>
        // A restricted key may not read the balance. To be told so takes a valid key and an API that answers.
        stripe.balance.retrieve({}, { maxNetworkRetries: 0 }).catch(unless(isWithheld)),
      )
    },
  }
}

const checkoutSchema = z
  .object({
    id: z.string().min(1),
    url: z.url().nullish(),
    client_secret: z.string().nullish(),
    expires_at: z.int(),
    livemode: z.boolean(),
  })
  .transform(
    (session): Checkout => ({
      checkoutId: session.id,
      url: session.url ?? null,
      clientSecret: session.client_secret ?? null,
      expiresAt: new Date(session.expires_at * 1000),
      livemode: session.livemode,
    }),
  )

const sessionListSchema = z.object({ data: z.array(z.object({ id: z.string() })) })
const refundSchema = z.object({ status: z.string().nullish(), metadata: z.record(z.string(), z.string()).nullish() })
const refundListSchema = z.object({ data: z.array(refundSchema).default([]) })
const hasFailed = (made: z.infer<typeof refundSchema>) => made.status === 'failed' || made.status === 'canceled'

/**
 * Stripe forgets idempotency keys after a day, so the key also stands in the refund, where it is looked for first. Where
 * the refunds are not shown, Stripe's own memory has to do.
 */
async function refund(api: StripeApi, { paymentId, amount, orderId, idempotencyKey }: RefundRequest): Promise<void> {
  const earlier = await api.read(refundListSchema, (stripe) =>
    stripe.refunds.list({ payment_intent: paymentId, limit: 100 }).catch(unless(isWithheld)),
  )
  if (earlier.data.some((made) => made.metadata?.['refund_key'] === idempotencyKey && !hasFailed(made))) return
  const made = await api.write(refundSchema, (stripe) =>
    stripe.refunds
      .create(
        {
          payment_intent: paymentId,
          amount: amount.amount,
          metadata: { order_id: orderId, refund_key: idempotencyKey },
        },
        { idempotencyKey },
      )
      .catch(unless((fault) => fault.code === 'charge_already_refunded')),
  )
  if (hasFailed(made)) throw new QuoinError('payment_provider_failed', 'Stripe made a refund that failed at once.')
}

const isWithheld = ({ status }: StripeFault) => status === 403 || status === 404

/** For a failure that is as good as an answer. */
function unless(accepted: (fault: StripeFault) => boolean): (error: unknown) => object {
  return (error) => {
    if (accepted(stripeFault(error))) return {}
    throw error
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
