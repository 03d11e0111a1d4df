import type { ShippingMethod } from './prodigi-order.ts'

/** A product that the simulated print shop makes. */
export interface CatalogueProduct {
  readonly sku: string
  readonly description: string
  readonly dimensions: { readonly width: number; readonly height: number; readonly units: 'in' | 'cm' | 'mm' }
  /** Values by attribute. An attribute with more than one value must be chosen; the others may be left out. */
  readonly attributes: Readonly<Record<string, readonly string[]>>
  /** Where artwork goes, with its size in pixels. */
  readonly printAreas: Readonly<Record<string, PrintArea>>
  /** The size of the areas of a variant, where it is unlike that of the others. */
  readonly printAreasOf?: (attributes: Readonly<Record<string, string>>) => Readonly<Record<string, PrintArea>>
  /** ISO 3166-1 alpha-2 codes. */
  readonly shipsTo: readonly string[]
  /** Which kind of lab makes it. */
  readonly line: ProductLine
  /** Of books: the fewest and the most pages, and the measures of the spine where it is printed on. */
  readonly book?: {
    readonly pages: readonly [min: number, max: number]
    readonly spine?: { readonly coverMm: number; readonly pageMm: number }
  }
  /** What one costs, in pence. */
  readonly unitPence: number
  /** What its size adds to shipping, in pence. */
  readonly bulkPence: number
}

export interface PrintArea {
  readonly required: boolean
  readonly width: number
  readonly height: number
}

export type ProductLine = 'art' | 'apparel' | 'gifts' | 'books'

/** The products by SKU, whatever its case. */
export interface Catalogue {
  find(sku: string): CatalogueProduct | undefined
}

export function createCatalogue(products: readonly CatalogueProduct[]): Catalogue {
  const bySku = new Map(products.map((product) => [product.sku.toUpperCase(), product]))
  return { find: (sku) => bySku.get(sku.trim().toUpperCase()) }
}

/** The attributes that an order must name. */
export function requiredAttributes(product: CatalogueProduct): readonly string[] {
  return Object.keys(product.attributes).filter((name) => (product.attributes[name] ?? []).length > 1)
}

/** Finds a key or value whatever its case. */
export function findIgnoringCase(candidates: readonly string[], wanted: string): string | undefined {
  return candidates.find((candidate) => candidate.toLowerCase() === wanted.toLowerCase())
}

/** Next-day delivery is offered from some labs only. */
export function methodsTo(country: string): readonly ShippingMethod[] {
  return country === 'GB' || country === 'US'
    ? ['Budget', 'Standard', 'Express', 'Overnight']
    : ['Budget', 'Standard', 'Express']
}
