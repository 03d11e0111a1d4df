import type { PrintAreaSize, ProviderProduct } from '../provider-product.ts'
import type { ProdigiProduct } from './prodigi-product.ts'

/** Prodigi's product in our words. */
export function toProviderProduct({ sku, attributes, printAreas, variants }: ProdigiProduct): ProviderProduct {
  return {
    sku,
    attributes,
    printAreas,
    variants: variants.map((variant) => ({
      attributes: variant.attributes,
      shipsTo: variant.shipsTo.map((country) => country.toUpperCase()),
      printAreaSizes: Object.fromEntries(
        Object.entries(variant.printAreaSizes).map(([area, size]): [string, PrintAreaSize] => [
          area,
          { widthPx: size.horizontalResolution, heightPx: size.verticalResolution },
        ]),
      ),
    })),
  }
}
