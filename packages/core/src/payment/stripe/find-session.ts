import type Stripe from 'stripe'
import { z } from 'zod'
import { QuoinError } from '../../quoin-error.ts'
import type { PaymentReference } from '../payment-provider.ts'
import type { StripeApi } from './stripe-api.ts'
import type { StripeFault } from './stripe-fault.ts'

const id = z.union([z.string().min(1), z.object({ id: z.string().min(1) }).transform((object) => object.id)]).nullish()
/** What charges, refunds, disputes, reviews and warnings have in common; nothing where Stripe knows no such object. */
const ofPayment = z.object({ payment_intent: id, charge: id })
const sessions = z.object({ data: z.array(z.object({ id: z.string() })) })

/**
 * The session that a payment, or something of it, belongs to; null when there is none. One call for a payment, two for
 * something of it.
 *
 * @throws {@link QuoinError} `payment_provider_failed`, permanent, for an event that named nothing to look for.
 */
export async function findSession(api: StripeApi, reference: PaymentReference): Promise<string | null> {
  const paymentId = 'paymentId' in reference ? reference.paymentId : await paymentOf(api, reference.reference)
  if (paymentId === null) return null
  const { data } = await api.read(
    sessions,
    (stripe) => stripe.checkout.sessions.list({ payment_intent: paymentId, limit: 1 }),
    ifUnknown({ data: [] }),
  )
  return data[0]?.id ?? null
}

/** @param reference an object's type and id, such as `charge:ch_1` */
async function paymentOf(api: StripeApi, reference: string): Promise<string | null> {
  const [type = '', objectId = ''] = reference.split(':')
  const retrieve = retrievals.get(type)
  if (!retrieve || objectId === '') {
    const message = `A Stripe event could not be read: look at ${objectId} in the dashboard.`
    throw new QuoinError('payment_provider_failed', message, { retry: 'permanent' })
  }
  const read = (call: Retrieve, of: string) =>
    api.read(ofPayment, (stripe) => call(stripe, of), ifUnknown<z.infer<typeof ofPayment>>({}))
  const { payment_intent: paymentId, charge } = await read(retrieve, objectId)
  if (paymentId) return paymentId
  return charge ? ((await read(retrieveCharge, charge)).payment_intent ?? null) : null
}

type Retrieve = (stripe: Stripe, id: string) => Promise<unknown>
const retrieveCharge: Retrieve = (stripe, of) => stripe.charges.retrieve(of)
/** By Stripe's name of the object's type. */
const retrievals: ReadonlyMap<string, Retrieve> = new Map([
  ['charge', retrieveCharge],
  ['refund', (stripe, of) => stripe.refunds.retrieve(of)],
  ['dispute', (stripe, of) => stripe.disputes.retrieve(of)],
  ['review', (stripe, of) => stripe.reviews.retrieve(of)],
  ['radar.early_fraud_warning', (stripe, of) => stripe.radar.earlyFraudWarnings.retrieve(of)],
])

/** What Stripe does not know belongs to nothing of ours. */
function ifUnknown<Answer>(answer: Answer): (fault: StripeFault) => Answer | undefined {
  return ({ status, code }) => (status === 404 || code === 'resource_missing' ? answer : undefined)
}
