import { formatDecimal, type Money, money, parseDecimal, sumMoney } from '@quoin/core'
import type { CatalogueProduct } from './catalogue-product.ts'
import type { Cost, ShippingMethod } from './prodigi-order.ts'

/** What a pound buys, so that amounts are of the right size. Not a market rate. */
const rates: Readonly<Record<string, number>> = {
  GBP: 1,
  USD: 1.27,
  EUR: 1.17,
  AUD: 1.94,
  CAD: 1.74,
  CHF: 1.12,
  DKK: 8.7,
  JPY: 190,
  NOK: 13.6,
  NZD: 2.1,
  SEK: 13.3,
}

const shippingPence: Readonly<Record<ShippingMethod, number>> = {
  Budget: 450,
  Standard: 695,
  StandardPlus: 895,
  Express: 1295,
  Overnight: 1995,
}

/** Currencies that amounts can be given in. */
export const currencies: readonly string[] = Object.keys(rates)

export function unitPrice(product: CatalogueProduct, currency: string): Money {
  return fromPence(product.unitPence, currency)
}

/** What one parcel with these products costs to send: the method, and the bulkiest thing in it. */
export function shippingPrice(
  products: readonly CatalogueProduct[],
  method: ShippingMethod,
  isDomestic: boolean,
  currency: string,
): Money {
  const bulk = Math.max(0, ...products.map((product) => product.bulkPence))
  return fromPence((shippingPence[method] + bulk) * (isDomestic ? 1 : 2), currency)
}

/** The price of something that is priced in US cents. */
export function fromUsCents(cents: number, currency: string): Money {
  return fromPence(cents / (rates['USD'] ?? 1), currency)
}

/** VAT is charged on what is sent within Great Britain; sales tax elsewhere is not this shop's to know. */
export function taxOn(amount: Money, country: string): Money {
  const tax = country === 'GB' ? Math.round(Math.abs(amount.amount) / 5) : 0
  return money(amount.amount < 0 ? -tax : tax, amount.currency)
}

/** An amount in another currency. Given back as it is when either of the two has no rate here. */
export function convertCost(cost: Cost, currency: string): Cost {
  const [from, to] = [rates[cost.currency], rates[currency]]
  if (cost.currency === currency || from === undefined || to === undefined) return cost
  const pence = (Number(cost.amount) / from) * 100
  return pence > maxConvertedPence ? cost : toCost(fromPence(pence, currency))
}

/** More than that is no price, and does not fit into exact numbers of every currency. */
const maxConvertedPence = 1e12

export function toCost(amount: Money): Cost {
  return { amount: formatDecimal(amount), currency: amount.currency }
}

export function fromCost({ amount, currency }: Cost): Money {
  return parseDecimal(amount, currency)
}

export function totalCost(amounts: readonly Money[], currency: string): Cost {
  return toCost(sumMoney(amounts, currency))
}

function fromPence(pence: number, currency: string): Money {
  const exponent = formatDecimal(money(0, currency)).includes('.') ? 0 : 2
  return money(Math.round((pence * (rates[currency] ?? 1)) / 10 ** exponent), currency)
}
