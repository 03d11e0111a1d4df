import { type Money, multiplyMoney } from '@quoin/core'
import type { Line, Parcel } from './allocate.ts'
import { type Branding, brandingPrices } from './branding.ts'
import type { Identities } from './identities.ts'
import { taxOn, toCost, totalCost, unitPrice } from './prices.ts'
import type { Charge, ChargeItem } from './prodigi-order.ts'

/** What an order costs before tax: sending each parcel, making each line, and each part of its branding. */
export interface OrderCosts {
  readonly shipping: readonly Money[]
  readonly items: readonly Money[]
  readonly branding: readonly Money[]
}

export function orderCosts(
  lines: readonly Line[],
  parcels: readonly Parcel[],
  { currency, branding }: { readonly currency: string; readonly branding?: Branding | undefined },
): OrderCosts {
  return {
    shipping: parcels.map((parcel) => parcel.shipping),
    items: lines.map(({ product, copies }) => multiplyMoney(unitPrice(product, currency), copies)),
    branding: brandingPrices(
      branding,
      lines.map(({ product }) => product),
      currency,
    ),
  }
}

/** A row of a charge, before it has an id. Negative is given back. */
export type CostRow = Omit<ChargeItem, 'id' | 'cost'> & { readonly cost: Money }

/** What the account is billed, with the tax of the country that it is sent to. */
export function makeCharge(
  rows: readonly CostRow[],
  { country, currency, ids }: { readonly country: string; readonly currency: string; readonly ids: Identities },
): Charge {
  const taxes = rows.map(({ cost }) => taxOn(cost, country))
  return {
    id: ids.next('chg'),
    prodigiInvoiceNumber: null,
    totalCost: totalCost([...rows.map(({ cost }) => cost), ...taxes], currency),
    totalTax: totalCost(taxes, currency),
    items: rows.map((row) => ({ id: ids.next('chi'), ...row, cost: toCost(row.cost) })),
  }
}
