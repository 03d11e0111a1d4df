import type Stripe from 'stripe'
import type { StripeAccount } from './stripe-account.ts'

/** One try to take the money of a payment. It becomes the payment's latest. */
export function createCharge(
  account: StripeAccount,
  intent: Stripe.PaymentIntent,
  status: Stripe.Charge['status'],
  billing: Pick<Stripe.Charge.BillingDetails, 'email' | 'name' | 'phone'>,
): Stripe.Charge {
  const charge: Stripe.Charge = {
    id: account.newId('ch'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: { address: null, tax_id: null, ...billing },
    calculated_statement_descriptor: 'SHOP',
    captured: false,
    created: account.now(),
    currency: intent.currency,
    customer: null,
    description: null,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: account.livemode,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: null,
    paid: false,
    payment_intent: intent.id,
    payment_method: account.newId('pm'),
    payment_method_details: null,
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status,
    transfer_data: null,
    transfer_group: null,
  }
  account.charges.set(charge.id, charge)
  intent.latest_charge = charge.id
  intent.payment_method = charge.payment_method
  return charge
}
