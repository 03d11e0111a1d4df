import { equalMoney } from '../money/money.ts'
import { sayMoney } from '../money/say-money.ts'
import type { PaymentFacts } from '../payment/payment-facts.ts'
import type { AttentionReason } from './attention.ts'
import type { Order, ShippingAddress, ShippingOption } from './order.ts'
import type { FulfillmentTarget } from './order-commands.ts'

/** Why a captured payment must not be printed without a person (INV-5, F07, F17, F19, F29). */
export function doubtsAbout(
  order: Order,
  facts: PaymentFacts,
  option: ShippingOption | null,
  target: FulfillmentTarget,
): AttentionReason[] {
  // All of it is back already: there is nothing left to doubt.
  if (facts.total.amount > 0 && (facts.amountRefunded ?? 0) >= facts.total.amount) return []
  if (order.closedAs) {
    return [{ code: 'late_payment', message: 'It was paid after the order had been closed: refund it.' }]
  }
  if (facts.total.currency !== order.currency) {
    return [{ code: 'currency_mismatch', message: `Paid in ${facts.total.currency}, ordered in ${order.currency}.` }]
  }
  const reasons: AttentionReason[] = []
  if (!rightTotals(order, facts, option).includes(facts.total.amount)) {
    reasons.push({ code: 'amount_mismatch', message: describeMismatch(order, facts, option), path: 'totals.total' })
  }
  if (facts.livemode !== target.livemode) {
    const [money, prints] = facts.livemode ? ['Real', 'test'] : ['Test', 'real']
    reasons.push({ code: 'mode_mismatch', message: `${money} money for ${prints} prints.` })
  }
  const missing = missingAddressField(facts.shippingAddress ?? order.shippingAddress)
  if (missing) {
    const message = `The payment came without ${missing}.`
    reasons.push({ code: 'address_incomplete', message, path: missing })
  }
  return reasons
}

/** The option that was paid for, by the provider's word or by its price. */
export function paidOption(order: Order, facts: PaymentFacts): ShippingOption | null {
  const priced = order.shippingOptions.filter((o) => equalMoney(o.price, facts.shipping))
  return priced.find((o) => o.method === facts.shippingMethod) ?? priced[0] ?? null
}

/**
 * What may have been paid, to the minor unit: the frozen lines and the way to ship, less a discount and with a tax where
 * the order's terms allow them. Taxes stand on top of prices or within them.
 */
function rightTotals({ totals, terms }: Order, facts: PaymentFacts, option: ShippingOption | null): number[] {
  const [discount, tax] = [facts.discount.amount, facts.tax.amount]
  const allowed = (discount === 0 || (terms.discounts && discount > 0)) && (tax === 0 || (terms.taxes && tax > 0))
  if (!option || !allowed || !equalMoney(facts.subtotal, totals.subtotal)) return []
  const untaxed = totals.subtotal.amount - discount + option.price.amount
  return tax === 0 ? [untaxed] : [untaxed, untaxed + tax]
}

function describeMismatch({ totals, terms }: Order, facts: PaymentFacts, option: ShippingOption | null): string {
  const { total, discount, tax } = facts
  const changes = [
    discount.amount !== 0 && `discount ${sayMoney(discount)}`,
    tax.amount !== 0 && `tax ${sayMoney(tax)}`,
  ]
  const named = changes.filter((change) => change !== false).join(', ')
  const asked = option
    ? sayMoney({ ...option.price, amount: totals.subtotal.amount + option.price.amount })
    : 'a shipping price that was offered'
  const open = [terms.discounts && 'discounts', terms.taxes && 'taxes'].filter((term) => term !== false).join(' and ')
  const paid = `Paid ${sayMoney(total)}${named && ` (${named})`}`
  return `${paid}, but the order asks for ${asked}${open && ` before ${open}`}.`
}

/** Nothing is ever invented: a parcel without these can't be sent anywhere. */
function missingAddressField(address: ShippingAddress | null): string | null {
  if (!address) return 'shippingAddress'
  const needed = ['name', 'line1', 'country'] as const
  const field = needed.find((name) => address[name].trim() === '')
  return field ? `shippingAddress.${field}` : null
}
