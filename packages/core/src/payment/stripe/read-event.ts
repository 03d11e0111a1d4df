import { z } from 'zod'
import { QuoinError } from '../../quoin-error.ts'
import type { PaymentEvent } from '../payment-provider.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

const idText = z.string().min(1)
const eventSchema = z.object({
  id: idText,
  type: idText,
  livemode: z.boolean(),
  /** A snapshot event carries its object… */
  data: z.object({ object: z.unknown() }).optional(),
  /** …a thin one only says where it is. */
  related_object: z.object({ id: idText, type: z.string() }).nullish(),
})
type StripeEvent = z.infer<typeof eventSchema>

const paymentSchema = z.union([idText, z.object({ id: idText }).transform((payment) => payment.id)])
const named = z.object({ id: idText }).transform((object) => object.id)
const paid = z
  .object({ payment_intent: paymentSchema.nullish() })
  .transform(({ payment_intent: payment }) => payment ?? null)

type Subject = PaymentEvent['subject']
const aboutCheckout = (checkoutId: string): Subject => ({ checkoutId })
const failedCheckout = (checkoutId: string): Subject => ({ checkoutId, failed: true })
const aboutPayment = (paymentId: string | null): Subject => (paymentId === null ? null : { paymentId })

/** The types of interest, by their beginnings, and where their subject stands in a snapshot event's object. */
const subjects: readonly (readonly [prefix: string, subject: z.ZodType<Subject>])[] = [
  ['checkout.session.async_payment_failed', named.transform(failedCheckout)],
  ['checkout.session.', named.transform(aboutCheckout)],
  ['payment_intent.', named.transform(aboutPayment)],
  ['charge.', paid.transform(aboutPayment)],
  ['refund.', paid.transform(aboutPayment)],
  ['review.', paid.transform(aboutPayment)],
  ['radar.early_fraud_warning.', paid.transform(aboutPayment)],
]

/**
 * Reads what a verified event is about. Its content is not believed any further: the subject is read from Stripe.
 *
 * @throws {@link QuoinError} `malformed_webhook` when the bytes are no event, or one of ours that names no subject.
 */
export function readEvent(body: Uint8Array): PaymentEvent {
  const event = eventSchema.safeParse(parseJson(body))
  if (!event.success) throw malformed('The delivery is no Stripe event.')
  const { id, type, livemode } = event.data
  return { id, type, livemode, subject: subjectOf(event.data) }
}

function subjectOf({ type, data, related_object: related }: StripeEvent): Subject {
  const reader = subjects.find(([prefix]) => type.replace(/^v1\./, '').startsWith(prefix))?.[1]
  if (reader === undefined) return null
  if (related?.type === 'checkout.session') {
    return type.endsWith('.async_payment_failed') ? failedCheckout(related.id) : aboutCheckout(related.id)
  }
  if (related?.type === 'payment_intent') return aboutPayment(related.id)
  // A thin event about a charge or a refund does not say which payment it belongs to.
  if (related) return null
  const subject = reader.safeParse(data?.object)
  if (!subject.success) throw malformed('The Stripe event does not name its object.')
  return subject.data
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(body))
  } catch {
    throw malformed('The delivery is no JSON.')
  }
}

function malformed(message: string): QuoinError {
  return new QuoinError('malformed_webhook', message)
}
