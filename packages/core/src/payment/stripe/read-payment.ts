import { z } from 'zod'
import type { PaymentFacts } from '../payment-facts.ts'
import { disputeListSchema, gravestDispute } from './dispute-of-stripe.ts'
import {
  chargeOf,
  paymentFactsOfSession,
  paymentIntentSchema,
  type Session,
  sessionSchema,
} from './payment-facts-of-session.ts'
import type { StripeApi } from './stripe-api.ts'
import { ifWithheld } from './stripe-fault.ts'

const warnings = z.object({
  data: z.array(z.object({ fraud_type: z.string().min(1), created: z.int() })),
})
const reviewSchema = z.object({ open: z.boolean() })

/**
 * What Stripe says of a session and its payment. One call for a session without money: the session, with its payment,
 * charge and way to ship in it. For a payment that is captured one more, for the card network's fraud warnings; and one
 * each for its disputes and its review, where the payment says that there are some.
 *
 * Disputes, reviews and warnings that a restricted key may not see, or that a server in Stripe's place does not know, are
 * done without: then a disputed charge counts as claimed back, and a review as open.
 */
export async function readPayment(api: StripeApi, checkoutId: string): Promise<PaymentFacts> {
  const session = await readSession(api, checkoutId)
  const facts = paymentFactsOfSession(session)
  const { paymentId } = facts
  if (paymentId === null || facts.money !== 'captured') return facts
  const [fraudWarning, dispute, underReview] = await Promise.all([
    readFraudWarning(api, paymentId),
    chargeOf(session)?.disputed ? readDispute(api, paymentId, facts.total.currency) : null,
    readReview(api, session),
  ])
  return { ...facts, fraudWarning, dispute, underReview }
}

async function readSession(api: StripeApi, checkoutId: string): Promise<Session> {
  const expand = ['payment_intent.latest_charge', 'shipping_cost.shipping_rate']
  const session = await api.read(sessionSchema, (stripe) => stripe.checkout.sessions.retrieve(checkoutId, { expand }))
  const { payment_intent: intent } = session
  // Stripe itself expands; servers in its place may not.
  if (typeof intent !== 'string') return session
  const shown = await api.read(
    paymentIntentSchema.nullable(),
    (stripe) => stripe.paymentIntents.retrieve(intent, { expand: ['latest_charge'] }),
    ifWithheld(null),
  )
  return { ...session, payment_intent: shown ?? intent }
}

async function readFraudWarning(api: StripeApi, paymentId: string): Promise<string | null> {
  const { data } = await api.read(
    warnings,
    (stripe) => stripe.radar.earlyFraudWarnings.list({ payment_intent: paymentId, limit: 10 }),
    ifWithheld({ data: [] }),
  )
  const [latest] = data.toSorted((a, b) => b.created - a.created)
  return latest?.fraud_type ?? null
}

async function readDispute(api: StripeApi, paymentId: string, currency: string): Promise<PaymentFacts['dispute']> {
  const { data } = await api.read(
    disputeListSchema,
    (stripe) => stripe.disputes.list({ payment_intent: paymentId, limit: 100 }),
    ifWithheld({ data: [] }),
  )
  return gravestDispute(data, currency)
}

async function readReview(api: StripeApi, { payment_intent: intent }: Session): Promise<boolean> {
  const review = typeof intent === 'object' ? intent?.review : null
  if (!review) return false
  if (typeof review === 'object') return review.open
  const { open } = await api.read(reviewSchema, (stripe) => stripe.reviews.retrieve(review), ifWithheld({ open: true }))
  return open
}
