import { type Catalogue, type CatalogueProduct, findIgnoringCase, requiredAttributes } from './catalogue-product.ts'
import { collect, type Failure, type Reading } from './failures.ts'
import { isWithin } from './measure-spine.ts'

interface RequestedItem {
  readonly sku: string
  readonly attributes: Readonly<Record<string, string>>
  readonly assets: readonly { readonly printArea: string; readonly pageCount?: number | null | undefined }[]
}

/** An item with its product, in the catalogue's own spelling. */
export type CheckedItem<T extends RequestedItem> = T & {
  readonly product: CatalogueProduct
  readonly attributes: Readonly<Record<string, string>>
}

/** Looks items up in the catalogue: the product, its attributes, the areas that need artwork. */
export function checkItems<T extends RequestedItem>(
  items: readonly T[],
  catalogue: Catalogue,
): Reading<readonly CheckedItem<T>[]> {
  const checked: CheckedItem<T>[] = []
  const failures: (readonly [string, Failure])[] = []
  items.forEach((item, index) => {
    const product = catalogue.find(item.sku)
    const path = `items[${index}]`
    if (!product) {
      failures.push([`${path}.sku`, { code: 'SkuNotFound', providedValue: item.sku }])
      return
    }
    failures.push(...attributeFailures(item, product, path), ...assetFailures(item, product, path))
    checked.push({ ...item, product, attributes: inCatalogueSpelling(item.attributes, product) })
  })
  if (failures.length === 0) return { ok: true, value: checked }
  return { ok: false, outcome: 'ValidationFailed', failures: collect(failures) }
}

function attributeFailures(item: RequestedItem, product: CatalogueProduct, path: string): [string, Failure][] {
  const given = Object.keys(item.attributes)
  const missingItems = requiredAttributes(product).filter((name) => findIgnoringCase(given, name) === undefined)
  const failures: [string, Failure][] = []
  if (missingItems.length > 0) {
    const failure = { code: 'MissingRequiredAttributes', providedValue: item.attributes, missingItems }
    failures.push([`${path}.attributes`, failure])
  }
  for (const [name, value] of Object.entries(item.attributes)) {
    const known = findIgnoringCase(Object.keys(product.attributes), name)
    const allowed = known === undefined ? [] : (product.attributes[known] ?? [])
    if (findIgnoringCase(allowed, value) === undefined) {
      failures.push([`${path}.attributes.${name}`, { code: 'InvalidValue', providedValue: value }])
    }
  }
  return failures
}

function assetFailures(item: RequestedItem, product: CatalogueProduct, path: string): [string, Failure][] {
  const areas = Object.keys(product.printAreas)
  const given = item.assets.map(({ printArea }) => printArea)
  const missingItems = areas.filter((area) => {
    return product.printAreas[area]?.required === true && findIgnoringCase(given, area) === undefined
  })
  const failures: [string, Failure][] = []
  if (missingItems.length > 0) {
    failures.push([`${path}.assets`, { code: 'MissingRequiredAssets', providedValue: given, missingItems }])
  }
  item.assets.forEach(({ printArea, pageCount }, index) => {
    const asset = `${path}.assets[${index}]`
    if (findIgnoringCase(areas, printArea) === undefined) {
      failures.push([`${asset}.printArea`, { code: 'InvalidValue', providedValue: printArea }])
    }
    if (product.book && typeof pageCount === 'number' && !isWithin(pageCount, product.book.pages)) {
      failures.push([`${asset}.pageCount`, { code: 'InvalidValue', providedValue: pageCount }])
    }
  })
  return failures
}

function inCatalogueSpelling(attributes: Readonly<Record<string, string>>, product: CatalogueProduct) {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => {
      const known = findIgnoringCase(Object.keys(product.attributes), name) ?? name
      return [known, findIgnoringCase(product.attributes[known] ?? [], value) ?? value]
    }),
  )
}
