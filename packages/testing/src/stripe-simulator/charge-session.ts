import type Stripe from 'stripe'
import { authorisationMs, expireAuthorisation, takeMoney } from './capture.ts'
import { createCharge } from './charge.ts'
import { customerDetails } from './customer-details.ts'
import { openDispute } from './dispute.ts'
import { warnOfFraud } from './fraud-warning.ts'
import type { PayOptions } from './pay-options.ts'
import { createPaymentMethod, type Instrument, noAddress } from './payment-method.ts'
import { openReview } from './review.ts'
import { redeemDiscount } from './session-discount.ts'
import { settleDelayed } from './settle-delayed.ts'
import type { StripeAccount } from './stripe-account.ts'
import { testAddressFor } from './test-address.ts'
import { type CardFate, testIbans } from './test-card.ts'

type Session = Stripe.Checkout.Session
type ShippingDetails = Stripe.Checkout.Session.CollectedInformation.ShippingDetails

/** The session completes by a card that works, or by a bank debit that comes to its end later. */
export function chargeSession(
  account: StripeAccount,
  session: Session,
  intent: Stripe.PaymentIntent,
  instrument: Instrument,
  options: PayOptions,
  address: ShippingDetails | null,
): Session {
  const { email, name, phone } = completeSession(account, session, options, address)
  const billing = { email, name, phone }
  if (address !== null) intent.shipping = { ...address, phone }
  intent.last_payment_error = null
  intent.payment_method_types = [instrument.type]
  session.payment_method_types = [instrument.type]
  const paymentMethodId = createPaymentMethod(account, instrument, billing).id
  const begin = (status: 'succeeded' | 'pending') =>
    withPresentment(session, intent, createCharge(account, intent, status, { instrument, billing, paymentMethodId }))

  if (instrument.type === 'sepa_debit') {
    intent.status = 'processing'
    account.emit('charge.pending', begin('pending'))
    account.emit('checkout.session.completed', session)
    account.emit('payment_intent.processing', intent)
    const outcome = testIbans[instrument.iban ?? '']
    if (outcome !== undefined) {
      account.later(account.settleAfterMs, () => {
        if (intent.status === 'processing') settleDelayed(account, session.id, outcome)
      })
    }
    return session
  }
  const made = begin('succeeded')
  if (intent.capture_method === 'manual') {
    made.paid = true
    intent.status = 'requires_capture'
    intent.amount_capturable = intent.amount
    account.later(authorisationMs, () => expireAuthorisation(account, intent.id))
  } else {
    takeMoney(account, session, intent, made)
  }
  account.emit('charge.succeeded', made)
  account.emit('checkout.session.completed', session)
  const isTaken = intent.status === 'succeeded'
  account.emit(isTaken ? 'payment_intent.succeeded' : 'payment_intent.amount_capturable_updated', intent)
  meetFate(account, intent, made, instrument.card.fate, isTaken)
  return session
}

/** What the session knows of its customer from now on, whether they paid or had nothing to pay. */
export function completeSession(
  account: StripeAccount,
  session: Session,
  options: PayOptions,
  address: ShippingDetails | null,
): Stripe.Checkout.Session.CustomerDetails {
  const email = options.email ?? session.customer_email ?? 'ada@example.com'
  const phone = session.phone_number_collection?.enabled ? (options.phone ?? '+15550100') : null
  const billing = address?.address ?? testAddressFor([])
  const details = customerDetails({
    // Of the billing address a card needs no more.
    address: { ...noAddress, country: billing.country, postal_code: billing.postal_code ?? null },
    email,
    name: address?.name ?? 'Ada Test',
    phone,
  })
  session.customer_details = details
  session.collected_information = { business_name: null, individual_name: null, shipping_details: address }
  session.status = 'complete'
  session.url = null
  if (session.automatic_tax.enabled) session.automatic_tax.status = 'complete'
  if (session.consent_collection?.terms_of_service === 'required') {
    session.consent = { promotions: null, terms_of_service: 'accepted' }
  }
  redeemDiscount(account, session)
  return details
}

/** What some test cards bring with them. */
function meetFate(
  account: StripeAccount,
  intent: Stripe.PaymentIntent,
  made: Stripe.Charge,
  fate: CardFate,
  isTaken: boolean,
): void {
  if (fate.kind === 'reviewed') openReview(account, intent.id)
  if (fate.kind === 'refund_fails' || fate.kind === 'refund_pends') account.refundFates.set(made.id, fate.kind)
  if (!isTaken) return
  if (fate.kind === 'disputed') openDispute(account, intent.id, fate)
  if (fate.kind === 'fraud_warned') warnOfFraud(account, intent.id)
}

function withPresentment(session: Session, intent: Stripe.PaymentIntent, made: Stripe.Charge): Stripe.Charge {
  if (session.presentment_details === undefined) return made
  intent.presentment_details = session.presentment_details
  made.presentment_details = session.presentment_details
  return made
}
