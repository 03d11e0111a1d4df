import { z } from 'zod'
import type { ShippingAddress } from '../../order/order.ts'
import type { PaymentFacts } from '../payment-provider.ts'
import { fromStripeAmount } from './stripe-amount.ts'

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
  currency: z.string().nullish(),
  amount_received: amount,
  last_payment_error: z.unknown().optional(),
  latest_charge: expandable(charge),
  review: expandable(z.object({ open: z.boolean() })),
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
  shipping_cost: z
    .object({ amount_subtotal: amount, amount_total: amount, shipping_rate: expandable(z.object({ metadata })) })
    .nullish(),
  payment_intent: expandable(paymentIntentSchema),
  collected_information: z.object({ shipping_details: shippingDetails }).nullish(),
  /** Where versions before 2025-03-31 have it. */
  shipping_details: shippingDetails,
  customer_details: z.object({ name: text, email: text, phone: text }).nullish(),
  customer_email: text,
})
export type Session = z.infer<typeof sessionSchema>

/**
 * A Checkout Session in the words of the port, without what the session itself does not tell: disputes, reviews and
 * warnings.
 */
export function paymentFactsOfSession(session: Session): PaymentFacts {
  // A session that only stores a card has no currency; XXX is the ISO code for that.
  const inItsCurrency = (value: number | null | undefined) => fromStripeAmount(value ?? 0, session.currency ?? 'XXX')
  const { payment_intent: intent, total_details: details, shipping_cost: cost } = session
  const rate = cost?.shipping_rate
  const money = moneyState(session)
  const shipping = details?.amount_shipping ?? cost?.amount_subtotal ?? cost?.amount_total ?? 0
  const [discount, tax] = [details?.amount_discount ?? 0, details?.amount_tax ?? 0]
  const refunded = amountRefunded(session)
  return {
    checkoutId: session.id,
    paymentId: typeof intent === 'object' ? (intent?.id ?? null) : (intent ?? null),
    // Whoever opens a payment link may write its reference; metadata comes from who made the session.
    orderId: session.metadata?.['order_id'] || session.client_reference_id,
    livemode: session.livemode,
    state: session.status,
    money,
    total: inItsCurrency(money === 'captured' ? amountTaken(session) : session.amount_total),
    subtotal: inItsCurrency(session.amount_subtotal ?? (session.amount_total ?? 0) - shipping + discount - tax),
    presented: presented(session),
    shipping: inItsCurrency(shipping),
    discount: inItsCurrency(discount),
    tax: inItsCurrency(tax),
    amountRefunded: refunded === null ? null : inItsCurrency(refunded).amount,
    dispute: null,
    underReview: false,
    fraudWarning: null,
    shippingMethod: typeof rate === 'object' ? rate?.metadata?.['method'] || null : null,
    shippingAddress: shippingAddress(session),
    email: session.customer_details?.email ?? session.customer_email,
  }
}

function presented({ presentment_details: shown, currency }: Session): PaymentFacts['presented'] {
  if (!shown || shown.presentment_currency === currency) return null
  return fromStripeAmount(shown.presentment_amount, shown.presentment_currency)
}

/**
 * A session that is not complete has no money, whatever else it says. Of a complete one the payment knows best, where it
 * is shown: money that is only reserved is none yet.
 */
function moneyState({ status, payment_status: paymentStatus, payment_intent: intent }: Session): PaymentFacts['money'] {
  if (status !== 'complete') return 'none'
  const shown = typeof intent === 'object' ? intent : null
  if (shown?.status === 'canceled') return 'failed'
  if (shown?.status === 'requires_capture') return 'processing'
  if (paymentStatus === 'paid' || paymentStatus === 'no_payment_required') return 'captured'
  if (paymentStatus === 'unpaid' && shown?.status === 'succeeded') return 'captured'
  // A delayed method that failed puts its payment back to where a method is asked for, with the reason.
  return shown?.status === 'requires_payment_method' && shown.last_payment_error ? 'failed' : 'processing'
}

/** What was taken, which need not be what was asked for: a person can capture less, and nothing is taken without a payment. */
function amountTaken(session: Session): number | null | undefined {
  const { payment_intent: intent, payment_status: paymentStatus, amount_total: total, currency } = session
  if (paymentStatus === 'no_payment_required' && !intent) return 0
  const received = typeof intent === 'object' && intent?.currency === currency ? intent?.amount_received : null
  return received ?? total
}

/** The charge that took the money, where it is shown. */
export function chargeOf({ payment_intent: intent }: Session): z.infer<typeof charge> | null {
  const latest = typeof intent === 'object' ? intent?.latest_charge : null
  return typeof latest === 'object' ? latest : null
}

/** Null when nobody says. */
function amountRefunded(session: Session): number | null {
  const { payment_intent: intent } = session
  if (intent === null || (typeof intent === 'object' && intent?.latest_charge === null)) return 0
  return chargeOf(session)?.amount_refunded ?? null
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
