import type { Catalog, Product } from '../catalog/catalog.ts'
import type { Money } from '../money/money.ts'
import type { Asset, OrderItem } from '../order/order.ts'
import type { InputIssue } from '../quoin-error.ts'
import type { CheckoutLine } from './checkout-draft.ts'
import { invalidCheckout } from './parse-checkout-draft.ts'

/** A line that may have been sold already, for a price that is not today's. */
interface SoldLine extends CheckoutLine {
  readonly unitPrice?: Money
}

/**
 * The lines of a cart as they are bought now: price, SKU and artwork from the catalogue, nothing from the client (F21).
 *
 * @throws {@link QuoinError} `invalid_checkout` naming each line whose product is unknown or sold in another currency.
 */
export async function freezeItems(
  lines: readonly SoldLine[],
  catalog: Catalog,
  newId: () => string,
): Promise<readonly OrderItem[]> {
  const found = await Promise.all(lines.map(async (line) => ({ line, product: await catalog(line.productId) })))
  const currency = found.map(({ line, product }) => (product ? priceOf(line, product).currency : null)).find(Boolean)
  const issues = found.flatMap(({ line, product }, index) => issueOf(line, product, currency ?? '', index))
  if (issues.length > 0) throw invalidCheckout(issues)
  return found.flatMap(({ line, product }) => (product ? [freeze(product, line, newId())] : []))
}

function priceOf({ unitPrice }: SoldLine, product: Product): Money {
  return unitPrice ?? product.price
}

function issueOf(line: SoldLine, product: Product | null, currency: string, index: number): InputIssue[] {
  const path = `items[${index}].productId`
  if (!product) return [{ path, code: 'unknown_product', message: 'There is no such product.' }]
  if (priceOf(line, product).currency === currency) return []
  return [{ path, code: 'mixed_currencies', message: 'All lines of an order have one currency.' }]
}

function freeze(product: Product, line: SoldLine, id: string): OrderItem {
  return {
    id,
    productId: product.id,
    name: product.name,
    sku: product.sku,
    quantity: line.quantity,
    unitPrice: priceOf(line, product),
    attributes: { ...product.attributes },
    sizing: product.sizing ?? 'fill',
    assets: product.assets.map(
      ({ printArea, url, md5Hash }): Asset => ({ printArea, url, md5Hash: md5Hash?.toLowerCase() ?? null }),
    ),
  }
}
