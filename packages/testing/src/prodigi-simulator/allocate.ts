import type { Money } from '@quoin/core'
import type { CatalogueProduct, ProductLine } from './catalogue-product.ts'
import { shippingPrice } from './prices.ts'
import type { Carrier, FulfillmentLocation, ShippingMethod } from './prodigi-order.ts'

/** Something to be made. */
export interface Line {
  readonly product: CatalogueProduct
  readonly copies: number
}

/** What one lab sends in one go. `lines` are places in the list that was allocated. */
export interface Parcel {
  readonly lines: readonly number[]
  readonly fulfillmentLocation: FulfillmentLocation
  readonly carrier: Carrier
  readonly shipping: Money
}

interface Destination {
  readonly country: string
  readonly method: ShippingMethod
  readonly currency: string
}

type LabCountry = 'AU' | 'GB' | 'NL' | 'US'

const labs: Readonly<Record<ProductLine, Readonly<Record<LabCountry, string>>>> = {
  art: { AU: 'prodigi_au', GB: 'prodigi_gb', NL: 'prodigi_nl', US: 'prodigi_us' },
  apparel: { AU: 'au4', GB: 'uk9', NL: 'nl5', US: 'us5' },
  gifts: { AU: 'au2', GB: 'uk6', NL: 'nl3', US: 'us11' },
  books: { AU: 'au3', GB: 'uk3', NL: 'nl4', US: 'us8' },
}

const carriers: Readonly<Record<LabCountry, Readonly<Record<ShippingMethod, Carrier>>>> = {
  AU: sameFor({ name: 'Australia Post', service: 'Parcel Post' }, { name: 'StarTrack', service: 'Express' }),
  GB: sameFor({ name: 'royalmail', service: 'Standard' }, { name: 'DPD', service: 'Next Day' }),
  NL: sameFor({ name: 'DPD NL', service: 'Standard' }, { name: 'UPS', service: 'UPS Express Saver' }),
  US: sameFor({ name: 'USPS', service: 'USPS First Class Post' }, { name: 'FedEx', service: 'FedEx Next Day' }),
}

/** Which labs make what, how each sends it, and what sending costs. Each kind of product has its own lab in a region. */
export function allocate(
  lines: readonly Line[],
  { country, method, currency }: Destination,
  by: 'by_lab' | 'by_item' = 'by_lab',
): readonly Parcel[] {
  const labCountry = nearestLab(country)
  const groups = new Map<string, { readonly line: ProductLine; readonly lines: number[] }>()
  lines.forEach(({ product }, index) => {
    const key = by === 'by_item' ? String(index) : product.line
    const group = groups.get(key) ?? { line: product.line, lines: [] }
    group.lines.push(index)
    groups.set(key, group)
  })
  return [...groups.values()].map((group) => ({
    lines: group.lines,
    fulfillmentLocation: { countryCode: labCountry, labCode: labs[group.line][labCountry] },
    carrier: carriers[labCountry][method],
    shipping: shippingPrice(
      group.lines.flatMap((index) => lines[index]?.product ?? []),
      method,
      labCountry === country,
      currency,
    ),
  }))
}

const served: Readonly<Record<LabCountry, readonly string[]>> = {
  AU: ['AU', 'NZ'],
  GB: ['GB', 'IE', 'AE', 'QA', 'ZA', 'SG', 'HK'],
  NL: [],
  US: ['US', 'CA', 'MX', 'BR', 'JP', 'KR'],
}

/** The country of the lab that makes what is sent there. */
export function nearestLab(country: string): LabCountry {
  if (served.AU.includes(country)) return 'AU'
  if (served.GB.includes(country)) return 'GB'
  return served.US.includes(country) ? 'US' : 'NL'
}

function sameFor(slow: Carrier, fast: Carrier): Readonly<Record<ShippingMethod, Carrier>> {
  return { Budget: slow, Standard: slow, StandardPlus: slow, Express: fast, Overnight: fast }
}
