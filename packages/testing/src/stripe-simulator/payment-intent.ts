import type Stripe from 'stripe'
import type { PaymentIntentData } from './session-params.ts'
import type { StripeAccount } from './stripe-account.ts'
import { noSuch } from './stripe-api-error.ts'

/** A payment that asks for a method. */
export function createPaymentIntent(
  account: StripeAccount,
  known: Pick<Stripe.PaymentIntent, 'amount' | 'currency'>,
  data: PaymentIntentData = {},
): Stripe.PaymentIntent {
  const id = account.newId('pi')
  const intent: Stripe.PaymentIntent = {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: { enabled: true },
    canceled_at: null,
    cancellation_reason: null,
    capture_method: data.capture_method ?? 'automatic_async',
    client_secret: account.newId(`${id}_secret`),
    confirmation_method: 'automatic',
    created: account.now(),
    customer: null,
    customer_account: null,
    description: data.description ?? null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: account.livemode,
    managed_payments: null,
    metadata: data.metadata ?? {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card'],
    payment_record: null,
    processing: null,
    receipt_email: data.receipt_email ?? null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: data.statement_descriptor ?? null,
    statement_descriptor_suffix: data.statement_descriptor_suffix ?? null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
    ...known,
  }
  account.paymentIntents.set(id, intent)
  account.emit('payment_intent.created', intent)
  return intent
}

/** @throws {@link StripeApiError} 404. */
export function findPaymentIntent(account: StripeAccount, id: string, param = 'intent'): Stripe.PaymentIntent {
  const intent = account.paymentIntents.get(id)
  if (intent === undefined) throw noSuch('payment_intent', id, param)
  return intent
}

/** The session that a payment was made in. */
export function sessionOf(account: StripeAccount, intentId: string): Stripe.Checkout.Session | undefined {
  return [...account.sessions.values()].find((session) => session.payment_intent === intentId)
}
