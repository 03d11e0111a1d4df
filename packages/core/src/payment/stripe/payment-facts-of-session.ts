import { z } from 'zod'
import { money } from '../../money/money.ts'
import type { ShippingAddress } from '../../order/order.ts'
import type { PaymentFacts } from '../payment-provider.ts'

/** What to ask Stripe to put in place of ids. */
export const sessionExpansions = ['payment_intent.latest_charge', 'shipping_cost.shipping_rate']

/** Empty text says no more than none. */
const text = z
  .string()
  .nullish()
  .transform((value) => value?.trim() || null)
const amount = z.int().nullish()
const metadata = z.record(z.string(), z.string()).nullish()
/** An object, or its id where the server did not expand it. */
const expandable = <Shape extends z.ZodType>(shape: Shape) => z.union([z.string(), shape]).nullish()

const shippingDetails = z
  .object({
    name: text,
    phone: text,
    address: z
      .object({ line1: text, line2: text, city: text, state: text, postal_code: text, country: text })
      .nullish(),
  })
  .nullish()

const charge = z.object({ amount_refunded: amount, disputed: z.boolean().nullish() })
/** As much of a PaymentIntent as a session shows where it is expanded. */
export const paymentIntentSchema = z.object({
  id: z.string(),
  status: z.string(),
  last_payment_error: z.unknown().optional(),
  latest_charge: expandable(charge),
})

/** As much of a Checkout Session as a decision about an order needs. */
export const sessionSchema = z.object({
  id: z.string().min(1),
  livemode: z.boolean(),
  status: z.enum(['open', 'complete', 'expired']),
  payment_status: z.string(),
  client_reference_id: text,
  metadata,
  currency: z.string().nullish(),
  amount_subtotal: amount,
  amount_total: amount,
  presentment_details: z.object({ presentment_amount: z.int(), presentment_currency: z.string() }).nullish(),
  total_details: z.object({ amount_discount: amount, amount_shipping: amount, amount_tax: amount }).nullish(),
  shipping_cost: z.object({ amount_total: amount, shipping_rate: expandable(z.object({ metadata })) }).nullish(),
  payment_intent: expandable(paymentIntentSchema),
  collected_information: z.object({ shipping_details: shippingDetails }).nullish(),
  /** Where versions before 2025-03-31 have it. */
  shipping_details: shippingDetails,
  customer_details: z.object({ name: text, email: text, phone: text }).nullish(),
  customer_email: text,
})
type Session = z.infer<typeof sessionSchema>

/** A Checkout Session in the words of the port. */
export function paymentFactsOfSession(session: Session): PaymentFacts {
  // A session that only stores a card has no currency; XXX is the ISO code for that.
  const inItsCurrency = (value: number | null | undefined) => money(value ?? 0, session.currency ?? 'XXX')
  const intent = session.payment_intent
  const rate = session.shipping_cost?.shipping_rate
  return {
    checkoutId: session.id,
    paymentId: typeof intent === 'object' ? (intent?.id ?? null) : (intent ?? null),
    orderId: session.client_reference_id ?? session.metadata?.['order_id'] ?? null,
    livemode: session.livemode,
    state: session.status,
    money: moneyState(session),
    total: inItsCurrency(session.amount_total),
    subtotal: inItsCurrency(session.amount_subtotal),
    presented: presented(session),
    shipping: inItsCurrency(session.total_details?.amount_shipping ?? session.shipping_cost?.amount_total),
    discount: inItsCurrency(session.total_details?.amount_discount),
    tax: inItsCurrency(session.total_details?.amount_tax),
    ...chargeFacts(session),
    shippingMethod: typeof rate === 'object' ? rate?.metadata?.['method'] || null : null,
    shippingAddress: shippingAddress(session),
    email: session.customer_details?.email ?? session.customer_email,
  }
}

function presented({ presentment_details: shown, currency }: Session): PaymentFacts['presented'] {
  if (!shown || shown.presentment_currency === currency) return null
  return money(shown.presentment_amount, shown.presentment_currency)
}

/** A session that is not complete has no money, whatever else it says. */
function moneyState({ status, payment_status: paymentStatus, payment_intent: intent }: Session): PaymentFacts['money'] {
  if (status !== 'complete') return 'none'
  if (paymentStatus === 'paid' || paymentStatus === 'no_payment_required') return 'captured'
  if (typeof intent !== 'object' || intent === null) return 'processing'
  if (intent.status === 'canceled') return 'failed'
  // A delayed method that failed puts its payment back to where a method is asked for, with the reason.
  return intent.status === 'requires_payment_method' && intent.last_payment_error ? 'failed' : 'processing'
}

function chargeFacts({
  payment_intent: intent,
}: Session): Pick<PaymentFacts, 'amountRefunded' | 'dispute' | 'underReview' | 'fraudWarning'> {
  const noDoubt = { dispute: null, underReview: false, fraudWarning: null }
  const nothingCharged = { amountRefunded: 0, ...noDoubt }
  const unknown = { amountRefunded: null, ...noDoubt }
  if (intent === null) return nothingCharged
  if (typeof intent !== 'object') return unknown
  const charged = intent.latest_charge
  if (charged === null) return nothingCharged
  if (typeof charged !== 'object') return unknown
  const claimed = { id: 'unknown', status: 'open', reason: 'general', amount: 0, dueAt: null } as const
  return { amountRefunded: charged.amount_refunded ?? null, ...noDoubt, dispute: charged.disputed ? claimed : null }
}

/** The address to ship to, or nothing: the billing address is another matter. */
function shippingAddress(session: Session): ShippingAddress | null {
  const details = session.collected_information?.shipping_details ?? session.shipping_details
  const { line1, line2, city, state, postal_code: postalCode, country } = details?.address ?? {}
  const name = details?.name ?? session.customer_details?.name
  if (!name || !line1 || !country) return null
  return {
    name,
    line1,
    line2: line2 ?? null,
    city: city ?? null,
    state: state ?? null,
    postalCode: postalCode ?? null,
    country: country.toUpperCase(),
    phone: details?.phone ?? session.customer_details?.phone ?? null,
  }
}
