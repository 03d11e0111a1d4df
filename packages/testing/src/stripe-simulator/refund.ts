import type Stripe from 'stripe'
import type { StripeAccount } from './stripe-account.ts'
import { noSuch, StripeApiError } from './stripe-api-error.ts'

export interface RefundInput {
  readonly paymentIntentId: string
  /** Minor units. @default all that is left */
  readonly amount?: number | undefined
  readonly reason?: string | undefined
  readonly metadata?: Stripe.Metadata | undefined
}

/** Gives money back. @throws {@link StripeApiError} as Stripe refuses it. */
export function createRefund(account: StripeAccount, input: RefundInput): Stripe.Refund {
  const charge = succeededCharge(account, input.paymentIntentId)
  const left = charge.amount - charge.amount_refunded
  if (left === 0) {
    throw new StripeApiError(400, {
      code: 'charge_already_refunded',
      message: `Charge ${charge.id} has already been refunded.`,
      param: 'charge',
    })
  }
  if (charge.disputed) {
    throw new StripeApiError(400, {
      code: 'charge_disputed',
      message: `Charge ${charge.id} has been charged back; cannot issue a refund.`,
      param: 'charge',
    })
  }
  const amount = input.amount ?? left
  if (amount < 1 || amount > left) {
    throw new StripeApiError(400, {
      message: `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`,
      param: 'amount',
    })
  }
  const refund: Stripe.Refund = {
    id: account.newId('re'),
    object: 'refund',
    amount,
    balance_transaction: account.newId('txn'),
    charge: charge.id,
    created: account.now(),
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details: { type: 'card', card: { reference_status: 'pending', type: 'refund' } },
    metadata: input.metadata ?? {},
    payment_intent: input.paymentIntentId,
    payment_method: charge.payment_method,
    reason: input.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  }
  account.refunds.set(refund.id, refund)
  const before = { amount_refunded: charge.amount_refunded, receipt_url: charge.receipt_url }
  charge.amount_refunded += amount
  charge.refunded = charge.amount_refunded === charge.amount
  account.ledger.refunds.push({
    refundId: refund.id,
    chargeId: charge.id,
    paymentIntentId: input.paymentIntentId,
    amount,
    currency: charge.currency,
    at: account.nowText(),
  })
  account.emit('refund.created', refund)
  account.emit('charge.refunded', charge, before)
  return refund
}

/** The charge that took a payment's money. @throws {@link StripeApiError} */
export function succeededCharge(account: StripeAccount, paymentIntentId: string): Stripe.Charge {
  const intent = account.paymentIntents.get(paymentIntentId)
  if (intent === undefined) throw noSuch('payment_intent', paymentIntentId, 'payment_intent')
  const charge = account.charges.get(String(intent.latest_charge))
  if (charge?.status !== 'succeeded') {
    throw new StripeApiError(400, {
      code: 'payment_intent_unexpected_state',
      message: `This PaymentIntent (${paymentIntentId}) does not have a successful charge.`,
      param: 'payment_intent',
    })
  }
  return charge
}
