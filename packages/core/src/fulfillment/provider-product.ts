/** What a provider prints, as far as an order must fit to it. Names and values are the provider's own. */
export interface ProviderProduct {
  readonly sku: string
  /** Every choice and its values. Those with one value need not be made. */
  readonly attributes: Readonly<Record<string, readonly string[]>>
  /** Where artwork goes, such as `default`. */
  readonly printAreas: Readonly<Record<string, { readonly required: boolean }>>
  readonly variants: readonly ProductVariant[]
}

/** A product with its choices made. */
export interface ProductVariant {
  readonly attributes: Readonly<Record<string, string>>
  /** ISO 3166-1 alpha-2 codes, in upper case. */
  readonly shipsTo: readonly string[]
  /** By print area; differs between variants of one product. */
  readonly printAreaSizes: Readonly<Record<string, PrintAreaSize>>
}

/** The size that the provider asks artwork to have. */
export interface PrintAreaSize {
  readonly widthPx: number
  readonly heightPx: number
}
