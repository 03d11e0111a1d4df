import { formatDecimal, type Money, money, sumMoney } from '@quoin/core'
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

/** VAT is charged on what is sent within Great Britain; sales tax elsewhere is not this shop's to know. */
export function taxOn(amount: Money, country: string): Money {
  return money(country === 'GB' ? Math.round(amount.amount / 5) : 0, amount.currency)
}

export function toCost(amount: Money): Cost {
  return { amount: formatDecimal(amount), currency: amount.currency }
}

export function totalCost(amounts: readonly Money[], currency: string): Cost {
  return toCost(sumMoney(amounts, currency))
}

function fromPence(pence: number, currency: string): Money {
  const exponent = formatDecimal(money(0, currency)).includes('.') ? 0 : 2
  return money(Math.round((pence * (rates[currency] ?? 1)) / 10 ** exponent), currency)
}
