import type { CatalogueProduct, PrintArea } from './catalogue-product.ts'

/** A product as `GET /products/{sku}` shows it: one variant for each choice of attributes. */
export function describeProduct(product: CatalogueProduct): object {
  const { printAreas, printAreasOf } = product
  return {
    sku: product.sku,
    description: product.description,
    productDimensions: product.dimensions,
    attributes: product.attributes,
    printAreas: Object.fromEntries(Object.entries(printAreas).map(([name, { required }]) => [name, { required }])),
    variants: choices(product.attributes).map((attributes) => ({
      attributes,
      shipsTo: product.shipsTo,
      printAreaSizes: sizes(printAreasOf?.(attributes) ?? printAreas),
    })),
  }
}

function choices(attributes: CatalogueProduct['attributes']): readonly Readonly<Record<string, string>>[] {
  return Object.entries(attributes).reduce<readonly Readonly<Record<string, string>>[]>(
    (variants, [name, values]) => variants.flatMap((variant) => values.map((value) => ({ ...variant, [name]: value }))),
    [{}],
  )
}

function sizes(areas: Readonly<Record<string, PrintArea>>): object {
  return Object.fromEntries(
    Object.entries(areas).map(([name, { width, height }]) => [
      name,
      { horizontalResolution: width, verticalResolution: height },
    ]),
  )
}
