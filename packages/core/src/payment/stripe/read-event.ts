import { z } from 'zod'
import { QuoinError } from '../../quoin-error.ts'
import type { PaymentEvent } from '../payment-provider.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** No id of Stripe is longer: {@link https://docs.stripe.com/upgrades}. */
const longestId = 255
const idText = z.string().min(1).max(longestId)
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

/** An object, by itself or by its id. */
const reference = z.union([idText, z.object({ id: idText }).transform((object) => object.id)])
const named = z.object({ id: idText }).transform((object) => object.id)
/** What a charge, a refund, a dispute, a review or a warning says of where it belongs. */
const belongings = z.object({ payment_intent: reference.nullish().catch(undefined), charge: reference.nullish() })

type Subject = PaymentEvent['subject']
type Reader = (object: unknown, type: string) => Subject | undefined

const readCheckout: Reader = (object, type) => {
  const checkoutId = named.safeParse(object).data
  if (checkoutId === undefined) return undefined
  return type.endsWith('.async_payment_failed') ? { checkoutId, failed: true } : { checkoutId }
}
const readPayment: Reader = (object) => {
  const paymentId = named.safeParse(object).data
  return paymentId === undefined ? undefined : { paymentId }
}
/** Something of a payment; of none when it says so, as a charge without Checkout does. */
const readBelonging: Reader = (object) => {
  const { payment_intent: paymentId, charge } = belongings.safeParse(object).data ?? {}
  if (paymentId) return { paymentId }
  if (charge) return { reference: `charge:${charge}` }
  return paymentId === null ? null : undefined
}

/** The types of interest, by their beginnings, and how their objects are read. */
const readers: readonly (readonly [prefix: string, reader: Reader])[] = [
  ['checkout.session.', readCheckout],
  ['payment_intent.', readPayment],
  ['charge.', readBelonging],
  ['refund.', readBelonging],
  ['review.', readBelonging],
  ['radar.early_fraud_warning.', readBelonging],
]

/**
 * Reads what a verified event is about. Its content is not believed any further: the subject is read from Stripe. An event
 * of a type of interest that names no subject that is known here is about itself, `event:evt_…`, which nobody can look up:
 * so it is kept, and a person is told.
 *
 * @throws {@link QuoinError} `malformed_webhook` when the bytes are no event.
 */
export function readEvent(body: Uint8Array): PaymentEvent {
  const event = eventSchema.safeParse(parseJson(body))
  if (!event.success) throw malformed('The delivery is no Stripe event.')
  const { id, type, livemode } = event.data
  return { id, type, livemode, subject: subjectOf(event.data) }
}

function subjectOf({ id, type, data, related_object: related }: StripeEvent): Subject {
  const plainType = type.replace(/^v1\./, '')
  const reader = readers.find(([prefix]) => plainType.startsWith(prefix))?.[1]
  if (!reader) return null
  if (!related) return subject(reader(data?.object, plainType), id)
  // A thin event about something of a payment does not say which payment that is.
  if (reader === readBelonging) return { reference: `${related.type}:${related.id}` }
  return subject(reader(related, plainType), id)
}

function subject(found: Subject | undefined, eventId: string): Subject {
  return found === undefined ? { reference: `event:${eventId}` } : found
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
