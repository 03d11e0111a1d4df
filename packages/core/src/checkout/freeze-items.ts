import type { Catalog, Product } from '../catalog/catalog.ts'
import type { Asset, OrderItem } from '../order/order.ts'
import type { InputIssue } from '../quoin-error.ts'
import type { CheckoutLine } from './checkout-draft.ts'
import { invalidCheckout } from './parse-checkout-draft.ts'

/**
 * The lines of a cart as they are bought now: price, SKU and artwork from the catalogue, nothing from the client (F21).
 *
 * @throws {@link QuoinError} `invalid_checkout` naming each line whose product is unknown or sold in another currency.
 */
export async function freezeItems(
  lines: readonly CheckoutLine[],
  catalog: Catalog,
  newId: () => string,
): Promise<readonly OrderItem[]> {
  const found = await Promise.all(lines.map(async (line) => ({ line, product: await catalog(line.productId) })))
  const currency = found.find(({ product }) => product)?.product?.price.currency
  const issues = found.flatMap(({ product }, index) => issueOf(product, currency, index))
  if (issues.length > 0) throw invalidCheckout(issues)
  return found.flatMap(({ line, product }) => (product ? [freeze(product, line.quantity, newId())] : []))
}

function issueOf(product: Product | null, currency: string | undefined, index: number): InputIssue[] {
  const path = `items[${index}].productId`
  if (!product) return [{ path, code: 'unknown_product', message: 'There is no such product.' }]
  if (product.price.currency === currency) return []
  return [{ path, code: 'mixed_currencies', message: 'All lines of an order have one currency.' }]
}

function freeze(product: Product, quantity: number, id: string): OrderItem {
  return {
    id,
    productId: product.id,
    name: product.name,
    sku: product.sku,
    quantity,
    unitPrice: product.price,
    attributes: { ...product.attributes },
    sizing: product.sizing ?? 'fill',
    assets: product.assets.map(
      ({ printArea, url, md5Hash }): Asset => ({ printArea, url, md5Hash: md5Hash?.toLowerCase() ?? null }),
    ),
  }
}
