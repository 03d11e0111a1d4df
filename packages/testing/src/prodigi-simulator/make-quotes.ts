import { type Money, sumMoney } from '@quoin/core'
import { allocate } from './allocate.ts'
import { methodsTo } from './catalogue-product.ts'
import type { CheckedItem } from './check-items.ts'
import type { Identities } from './identities.ts'
import { orderCosts } from './order-costs.ts'
import { taxOn, toCost, totalCost, unitPrice } from './prices.ts'
import type { ShippingMethod } from './prodigi-order.ts'
import type { QuoteRequest } from './request-schemas.ts'

const salesTaxWarning = {
  errorCode: 'destinationCountryCode.UsSalesTaxWarning',
  description: 'Please note: Quote does not include sales tax, which may apply',
}

/**
 * The body that answers `POST /quotes`: every method, also when the request names one, which real answers were seen to do.
 */
export function makeQuotes(
  request: QuoteRequest,
  items: readonly CheckedItem<QuoteRequest['items'][number]>[],
  { currency, ids }: { readonly currency: string; readonly ids: Identities },
): { readonly outcome: string; readonly quotes: readonly object[]; readonly issues: readonly object[] | null } {
  const country = request.destinationCountryCode
  if (items.some(({ product }) => !product.shipsTo.includes(country))) {
    return { outcome: 'NotAvailable', quotes: [], issues: null }
  }
  const quotes = methodsTo(country).map((method) =>
    makeQuote(method, items, { country, currency: request.currencyCode ?? currency, ids }),
  )
  return country === 'US'
    ? { outcome: 'CreatedWithIssues', quotes, issues: [salesTaxWarning] }
    : { outcome: 'Created', quotes, issues: null }
}

function makeQuote(
  method: ShippingMethod,
  items: readonly CheckedItem<QuoteRequest['items'][number]>[],
  { country, currency, ids }: { country: string; currency: string; ids: Identities },
): object {
  const quoted = items.map((item) => ({ ...item, id: ids.quoteItem(), unit: unitPrice(item.product, currency) }))
  const parcels = allocate(items, { country, method, currency })
  const tax = (amount: Money) => taxOn(amount, country)
  const costs = orderCosts(items, parcels, { currency })
  const taxes = [...costs.items, ...costs.shipping].map(tax)
  return {
    shipmentMethod: method,
    costSummary: {
      items: totalCost(costs.items, currency),
      shipping: totalCost(costs.shipping, currency),
      totalCost: totalCost([...costs.items, ...costs.shipping, ...taxes], currency),
      totalTax: toCost(sumMoney(taxes, currency)),
    },
    shipments: parcels.map((parcel) => ({
      carrier: parcel.carrier,
      fulfillmentLocation: parcel.fulfillmentLocation,
      cost: toCost(parcel.shipping),
      items: parcel.lines.flatMap((index) => quoted[index]?.id ?? []),
      tax: toCost(tax(parcel.shipping)),
    })),
    items: quoted.map(({ id, product, copies, unit, attributes, assets }) => ({
      id,
      sku: product.sku,
      copies,
      unitCost: toCost(unit),
      taxUnitCost: toCost(tax(unit)),
      attributes,
      assets,
    })),
  }
}
