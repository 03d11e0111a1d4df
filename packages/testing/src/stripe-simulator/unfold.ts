import type Stripe from 'stripe'
import { lineItemsUrl } from './line-items-url.ts'
import { discountOf } from './session-discount.ts'
import type { StripeAccount } from './stripe-account.ts'

/**
 * What an object shows only when it is asked to: a session's lines, a charge's refunds, how a total came about.
 *
 * @param sessionId the session that the object is a part of, if it is known.
 */
export function unfold(
  account: StripeAccount,
  parent: object,
  name: string,
  sessionId: string | undefined,
): object | null | undefined {
  const id = String(Reflect.get(parent, 'id'))
  if (name === 'line_items') return sessionLines(account, id)
  if (name === 'refunds' && account.charges.has(id)) return refundsOf(account, id)
  if (name === 'breakdown' || name === 'discounts' || name === 'taxes') {
    return amountsBehind(account, parent, name, sessionId)
  }
  // A field that is empty stays so.
  return Reflect.get(parent, name) === null ? null : undefined
}

function sessionLines(account: StripeAccount, id: string): object | undefined {
  const items = account.lineItems.get(id)
  if (items === undefined) return undefined
  return {
    object: 'list',
    data: structuredClone(items.slice(0, 10)),
    has_more: items.length > 10,
    url: lineItemsUrl(id),
  }
}

function refundsOf(account: StripeAccount, chargeId: string): object {
  const data = [...account.refunds.values()].filter((refund) => refund.charge === chargeId).reverse()
  const url = `/v1/charges/${chargeId}/refunds`
  return { object: 'list', data: structuredClone(data.slice(0, 10)), has_more: data.length > 10, url }
}

/** Of `total_details`, of a line, or of `shipping_cost`. */
function amountsBehind(
  account: StripeAccount,
  parent: object,
  name: 'breakdown' | 'discounts' | 'taxes',
  sessionId: string | undefined,
): object | undefined {
  const discount: unknown = Reflect.get(parent, 'amount_discount')
  const tax: unknown = Reflect.get(parent, 'amount_tax')
  if (typeof tax !== 'number') return undefined
  const session = account.sessions.get(sessionId ?? '') ?? sessionWith(account, String(Reflect.get(parent, 'id')))
  const discounts =
    typeof discount === 'number' && discount > 0 && session
      ? [{ amount: discount, discount: discountObject(account, session) }]
      : []
  const taxes =
    tax > 0 ? [{ amount: tax, rate: taxRate(account), taxability_reason: 'standard_rated', taxable_amount: null }] : []
  if (name === 'breakdown') return { discounts, taxes }
  return name === 'discounts' ? discounts : taxes
}

function sessionWith(account: StripeAccount, itemId: string): Stripe.Checkout.Session | undefined {
  return [...account.sessions.values()].find((session) =>
    account.lineItems.get(session.id)?.some((item) => item.id === itemId),
  )
}

function discountObject(account: StripeAccount, session: Stripe.Checkout.Session): Stripe.Discount {
  const used = discountOf(account, session)
  return {
    id: `di_${session.id.slice(-24)}`,
    object: 'discount',
    checkout_session: session.id,
    customer: null,
    customer_account: null,
    end: null,
    invoice: null,
    invoice_item: null,
    promotion_code: used?.promotionCode?.id ?? null,
    source: { coupon: used?.coupon.id ?? null, type: 'coupon' },
    start: session.created,
    subscription: null,
    subscription_item: null,
  }
}

function taxRate(account: StripeAccount): Stripe.TaxRate {
  return {
    id: 'txr_simulated',
    object: 'tax_rate',
    active: false,
    country: null,
    created: account.now(),
    description: null,
    display_name: 'Tax',
    effective_percentage: account.taxPercent,
    flat_amount: null,
    inclusive: false,
    jurisdiction: null,
    jurisdiction_level: null,
    livemode: account.livemode,
    metadata: {},
    percentage: account.taxPercent,
    rate_type: 'percentage',
    state: null,
    tax_type: 'sales_tax',
  }
}
