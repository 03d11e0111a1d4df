import type { ProviderProduct } from '../fulfillment/fulfillment-provider.ts'
import type { OrderItem } from '../order/order.ts'
import type { PreflightIssue } from './preflight-issue.ts'
import { choicesOf, lookUp, requiredAttributes, sameWord, variantsOf } from './product-variants.ts'

/** What is to be printed, as far as preflight looks at it. */
export type PreflightItem = Pick<OrderItem, 'sku' | 'quantity' | 'attributes' | 'sizing' | 'assets'>

/** What of an item’s surroundings its check is told. */
export interface CheckItemOptions {
  /** Of the item, such as `items[0]`. */
  readonly path: string
  /** ISO 3166-1 alpha-2. @default nobody knows yet where it goes */
  readonly country?: string | undefined
}

/**
 * Whether the provider prints an item as it is ordered. Pure.
 *
 * Names and values count in any case. Codes: `sku_unknown`, `attribute_missing`, `attribute_unknown`,
 * `attribute_not_allowed`, `variant_unknown`, `print_area_missing`, `print_area_unknown`, `print_area_repeated`,
 * `destination_not_served`.
 *
 * @param product null when the provider has none with this SKU.
 * @example
 * ```ts
 * import { checkItem, type PreflightItem } from '@quoin/core/preflight'
 *
 * export function isSold(item: PreflightItem): boolean {
 *   return checkItem(item, null, { path: 'items[0]' }).length === 0 // null: there is no such product
 * }
 * ```
 */
export function checkItem(
  item: PreflightItem,
  product: ProviderProduct | null,
  { path, country }: CheckItemOptions,
): readonly PreflightIssue[] {
  if (!product) {
    const message = 'The print provider has no product with this SKU.'
    return [{ code: 'sku_unknown', path: `${path}.sku`, message, details: { sku: item.sku } }]
  }
  return [
    ...checkAttributes(item, product, path),
    ...checkPrintAreas(item, product, path),
    ...checkDestination(item, product, path, country),
  ]
}

function checkAttributes(item: PreflightItem, product: ProviderProduct, path: string): PreflightIssue[] {
  const choices = choicesOf(product)
  const issues: PreflightIssue[] = []
  for (const name of requiredAttributes(product)) {
    if (lookUp(item.attributes, name) !== undefined) continue
    const allowed = choices.get(name) ?? []
    const message = `${product.sku} needs the attribute "${name}".`
    issues.push({ code: 'attribute_missing', path: `${path}.attributes.${name}`, message, details: { allowed } })
  }
  for (const [name, value] of Object.entries(item.attributes)) {
    const at = `${path}.attributes.${name}`
    const known = [...choices].find(([choice]) => sameWord(choice, name))
    if (!known) {
      const message = `${product.sku} has no attribute "${name}".`
      issues.push({ code: 'attribute_unknown', path: at, message, details: { known: [...choices.keys()] } })
    } else if (!known[1].some((allowed) => sameWord(allowed, value))) {
      const message = `The attribute "${name}" of ${product.sku} has no value "${value}".`
      issues.push({ code: 'attribute_not_allowed', path: at, message, details: { allowed: known[1] } })
    }
  }
  if (issues.length === 0 && product.variants.length > 0 && variantsOf(product, item.attributes).length === 0) {
    const message = `${product.sku} is not made with these attributes together.`
    issues.push({ code: 'variant_unknown', path: `${path}.attributes`, message })
  }
  return issues
}

function checkPrintAreas({ assets }: PreflightItem, product: ProviderProduct, path: string): PreflightIssue[] {
  const areas = Object.keys(product.printAreas)
  const issues: PreflightIssue[] = []
  for (const printArea of areas) {
    if (!product.printAreas[printArea]?.required) continue
    if (assets.some((asset) => sameWord(asset.printArea, printArea))) continue
    const message = `${product.sku} needs artwork for the print area "${printArea}".`
    issues.push({ code: 'print_area_missing', path: `${path}.assets`, message, details: { printArea } })
  }
  for (const [index, { printArea }] of assets.entries()) {
    const at = `${path}.assets[${index}].printArea`
    if (!areas.some((area) => sameWord(area, printArea))) {
      const message = `${product.sku} has no print area "${printArea}".`
      issues.push({ code: 'print_area_unknown', path: at, message, details: { known: areas } })
    } else if (assets.slice(0, index).some((earlier) => sameWord(earlier.printArea, printArea))) {
      const message = `The print area "${printArea}" has artwork already.`
      issues.push({ code: 'print_area_repeated', path: at, message })
    }
  }
  return issues
}

/** An empty list of countries tells nothing; then the quote has the word. */
function checkDestination(
  item: PreflightItem,
  product: ProviderProduct,
  path: string,
  country: string | undefined,
): PreflightIssue[] {
  if (country === undefined) return []
  const variants = variantsOf(product, item.attributes)
  const isServed = variants.some(({ shipsTo }) => shipsTo.length === 0 || shipsTo.includes(country))
  if (variants.length === 0 || isServed) return []
  const message = `${product.sku} is not sent to ${country}.`
  return [{ code: 'destination_not_served', path: `${path}.sku`, message, details: { country } }]
}
