import type Stripe from 'stripe'
import { type Billing, billingDetails, type Instrument, paymentMethodDetails } from './payment-method.ts'
import type { StripeAccount } from './stripe-account.ts'

interface ChargeInput {
  readonly instrument: Instrument
  readonly billing: Billing
  readonly paymentMethodId: string
}

/** One try to take the money of a payment. It becomes the payment's latest. */
export function createCharge(
  account: StripeAccount,
  intent: Stripe.PaymentIntent,
  status: Stripe.Charge['status'],
  { instrument, billing, paymentMethodId }: ChargeInput,
): Stripe.Charge {
  const id = account.newId('ch')
  const charge: Stripe.Charge = {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: billingDetails(billing),
    calculated_statement_descriptor: intent.statement_descriptor ?? 'SHOP',
    captured: false,
    created: account.now(),
    currency: intent.currency,
    customer: null,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: account.livemode,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: outcomeOf(instrument, status),
    paid: false,
    payment_intent: intent.id,
    payment_method: paymentMethodId,
    payment_method_details: paymentMethodDetails(account, instrument, intent.amount),
    radar_options: {},
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: status === 'failed' ? null : `https://pay.stripe.com/receipts/${id}`,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status,
    transfer_data: null,
    transfer_group: null,
  }
  account.charges.set(charge.id, charge)
  intent.latest_charge = charge.id
  intent.payment_method = charge.payment_method
  return charge
}

function outcomeOf(instrument: Instrument, status: Stripe.Charge['status']): Stripe.Charge.Outcome {
  const fate = instrument.type === 'card' ? instrument.card.fate : undefined
  const nothing = { advice_code: null, network_advice_code: null, network_decline_code: null }
  const risk = { risk_level: fate?.kind === 'reviewed' ? 'elevated' : 'normal', risk_score: 20 }
  if (status === 'failed' && fate?.kind === 'declined') {
    return {
      ...nothing,
      ...risk,
      network_decline_code: '01',
      network_status: 'declined_by_network',
      reason: fate.declineCode,
      seller_message: 'The bank did not return any further details with this decline.',
      type: 'issuer_declined',
    }
  }
  const paid = { ...nothing, network_status: 'approved_by_network', seller_message: 'Payment complete.' }
  if (fate?.kind !== 'reviewed') return { ...paid, ...risk, reason: null, type: 'authorized' }
  return { ...paid, risk_level: 'elevated', risk_score: 70, reason: 'elevated_risk_level', type: 'manual_review' }
}
