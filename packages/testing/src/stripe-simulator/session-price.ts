import type Stripe from 'stripe'
import { amountMax, amountStep, smallestCharge } from './currency-rules.ts'
import { discountAmount } from './session-discount.ts'
import { spreadAmount } from './spread-amount.ts'
import type { StripeAccount } from './stripe-account.ts'
import { StripeApiError } from './stripe-api-error.ts'

interface Choice {
  /** Which way to ship. */
  readonly shippingIndex: number
  /** Exclusive tax in minor units. @default by the account's percentage */
  readonly tax?: number | undefined
}

/**
 * Brings all amounts of a session and its lines into agreement: the total is subtotal − discount + shipping + exclusive
 * tax, and the lines add up to it.
 *
 * @throws {@link StripeApiError} for a way to ship or a tax that it can't have.
 */
export function priceSession(
  account: StripeAccount,
  session: Stripe.Checkout.Session,
  { shippingIndex, tax }: Choice,
): void {
  const items = account.lineItems.get(session.id) ?? []
  const step = amountStep(session.currency ?? '')
  const subtotals = items.map((item) => item.amount_subtotal)
  const subtotal = sum(subtotals)
  const discount = discountAmount(account, session, subtotal)
  const discounts = spreadAmount(discount, subtotals, step)
  const nets = subtotals.map((amount, index) => amount - (discounts[index] ?? 0))
  const shipping = shippingAmount(session, shippingIndex)
  const taxTotal = taxAmount(account, session, subtotal - discount, tax, step)
  const taxes = spreadAmount(taxTotal, nets, step)
  const shippingTax = taxTotal - sum(taxes)
  if (shippingTax > 0 && session.shipping_options.length === 0) {
    throw new StripeApiError(400, { message: 'There is nothing to tax.', param: 'tax' })
  }
  account.lineItems.set(
    session.id,
    items.map((item, index) => ({
      ...item,
      amount_discount: discounts[index] ?? 0,
      amount_tax: taxes[index] ?? 0,
      amount_total: (nets[index] ?? 0) + (taxes[index] ?? 0),
    })),
  )
  const option = session.shipping_options[shippingIndex]
  session.shipping_cost = option
    ? {
        amount_subtotal: shipping,
        amount_tax: shippingTax,
        amount_total: shipping + shippingTax,
        shipping_rate: option.shipping_rate,
      }
    : null
  session.amount_subtotal = subtotal
  session.total_details = { amount_discount: discount, amount_shipping: shipping, amount_tax: taxTotal }
  session.amount_total = subtotal - discount + shipping + taxTotal
}

/** @throws {@link StripeApiError} when no such amount can be charged. */
export function requireChargeable(session: Stripe.Checkout.Session): void {
  const total = session.amount_total ?? 0
  const currency = session.currency ?? ''
  if (total > amountMax) {
    throw new StripeApiError(400, {
      code: 'amount_too_large',
      message: `The Checkout Session's total amount must be no more than ${amountMax} ${currency}.`,
    })
  }
  if (total > 0 && total < smallestCharge(currency)) {
    throw new StripeApiError(400, {
      code: 'amount_too_small',
      message: `The Checkout Session's total amount must be at least ${smallestCharge(currency)} ${currency}.`,
    })
  }
}

/** @throws {@link StripeApiError} for digits that the currency does not have. */
export function requireWholeSteps(amount: number, currency: string, param: string): void {
  const step = amountStep(currency)
  if (amount % step === 0) return
  throw new StripeApiError(400, {
    code: 'parameter_invalid_integer',
    message: `Amounts in ${currency} must be multiples of ${step}.`,
    param,
  })
}

function shippingAmount(session: Stripe.Checkout.Session, index: number): number {
  if (session.shipping_options.length === 0) return 0
  const option = session.shipping_options[index]
  if (option === undefined) {
    throw new StripeApiError(400, { message: `The session has no shipping option ${index}.`, param: 'shippingIndex' })
  }
  return option.shipping_amount
}

function taxAmount(
  account: StripeAccount,
  session: Stripe.Checkout.Session,
  net: number,
  given: number | undefined,
  step: number,
): number {
  if (!session.automatic_tax.enabled) {
    if (given === undefined || given === 0) return 0
    throw new StripeApiError(400, { message: 'The session has no automatic tax.', param: 'tax' })
  }
  if (given === undefined) return Math.round((net * account.taxPercent) / 100 / step) * step
  if (given < 0) throw new StripeApiError(400, { message: 'A tax is not below zero.', param: 'tax' })
  requireWholeSteps(given, session.currency ?? '', 'tax')
  return given
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
