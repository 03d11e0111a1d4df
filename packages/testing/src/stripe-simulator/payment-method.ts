import type Stripe from 'stripe'
import type { StripeAccount } from './stripe-account.ts'
import type { TestCard } from './test-card.ts'

/** With what is paid. */
export type Instrument =
  | { readonly type: 'card'; readonly card: TestCard; readonly authenticated: boolean }
  | { readonly type: 'sepa_debit'; readonly iban: string | undefined }

export type Billing = Pick<Stripe.PaymentMethod.BillingDetails, 'email' | 'name' | 'phone'>

export const noAddress: Stripe.Address = {
  city: null,
  country: null,
  line1: null,
  line2: null,
  postal_code: null,
  state: null,
}
export const billingDetails = (billing: Billing) => ({ address: noAddress, tax_id: null, ...billing })

const face = { country: 'US', exp_month: 12, exp_year: 2034, funding: 'credit' }

/** Keeps what a payment is made with. */
export function createPaymentMethod(
  account: StripeAccount,
  instrument: Instrument,
  billing: Billing,
): Stripe.PaymentMethod {
  const method: Stripe.PaymentMethod = {
    id: account.newId('pm'),
    object: 'payment_method',
    allow_redisplay: 'limited',
    billing_details: billingDetails(billing),
    created: account.now(),
    customer: null,
    customer_account: null,
    livemode: account.livemode,
    metadata: {},
    type: instrument.type,
    ...(instrument.type === 'card' ? { card: cardOf(instrument.card) } : { sepa_debit: debitOf(instrument.iban) }),
  }
  account.paymentMethods.set(method.id, method)
  return method
}

function cardOf({ number, brand }: TestCard): Stripe.PaymentMethod.Card {
  return {
    ...face,
    brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    display_brand: brand,
    fingerprint: `card${number.slice(-8)}`,
    generated_from: null,
    last4: number.slice(-4),
    networks: { available: [brand], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: true },
    wallet: null,
  }
}

function debitOf(iban = 'AT000000000000003201'): Stripe.PaymentMethod.SepaDebit {
  return {
    bank_code: iban.slice(4, 9),
    branch_code: '',
    country: iban.slice(0, 2),
    fingerprint: `iban${iban.slice(-8)}`,
    generated_from: null,
    last4: iban.slice(-4),
  }
}

/** What a charge tells of it. */
export function paymentMethodDetails(
  account: StripeAccount,
  instrument: Instrument,
  amount: number,
): Stripe.Charge.PaymentMethodDetails {
  if (instrument.type === 'sepa_debit') {
    const { generated_from: _, ...debit } = debitOf(instrument.iban)
    return { type: 'sepa_debit', sepa_debit: { ...debit, mandate: account.newId('mandate') } }
  }
  const { number, brand } = instrument.card
  return {
    type: 'card',
    card: {
      ...face,
      amount_authorized: amount,
      authorization_code: '123456',
      brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      electronic_commerce_indicator: null,
      extended_authorization: { status: 'disabled' },
      fingerprint: `card${number.slice(-8)}`,
      incremental_authorization: { status: 'unavailable' },
      installments: null,
      last4: number.slice(-4),
      mandate: null,
      multicapture: { status: 'unavailable' },
      network: brand,
      network_token: { used: false },
      network_transaction_id: null,
      overcapture: { maximum_amount_capturable: amount, status: 'unavailable' },
      regulated_status: 'unregulated',
      three_d_secure: instrument.authenticated
        ? {
            authentication_flow: 'challenge',
            electronic_commerce_indicator: '05',
            exemption_indicator: null,
            result: 'authenticated',
            result_reason: null,
            transaction_id: account.newId('3ds'),
            version: '2.2.0',
          }
        : null,
      transaction_link_id: null,
      wallet: null,
    },
  }
}
