import { equalMoney } from '../money/money.ts'
import type { OrderItem } from '../order/order.ts'
import type { PaymentFacts } from '../payment/payment-facts.ts'
import type { CheckoutDescription, CheckoutLineDescription } from '../payment/payment-provider.ts'
import type { InputIssue } from '../quoin-error.ts'
import { freezeItems } from './freeze-items.ts'
import { promisedOption } from './map-checkout.ts'
import { invalidCheckout } from './parse-checkout-draft.ts'
import type { CheckoutConfig } from './prepare-checkout.ts'
import type { NewOrder } from './store-order.ts'

/**
 * An order that the database has lost, such as with a backup that is older (F89), from the checkout that was made of it.
 * It gets its own id and number again, so the key of its print is the same too: a print that was made already is found,
 * and is not made twice. What the checkout does not know is today's: artwork, attributes. Its user is not known either.
 *
 * @throws {@link QuoinError} `invalid_checkout` when the catalogue no longer has what was bought, or its way to ship is unknown.
 */
export async function rebuildOrder(
  config: CheckoutConfig,
  orderId: string,
  { lines, email }: CheckoutDescription,
  facts: PaymentFacts,
): Promise<NewOrder['draft']> {
  const sold = lines.map(({ metadata, quantity, unitPrice }) => ({
    productId: metadata['product_id'] ?? '',
    quantity,
    unitPrice,
  }))
  const ids = lines.map(({ metadata }) => metadata['item_id'] ?? '')
  const items = await freezeItems(sold, config.catalog, () => '')
  const issues = [...items.flatMap((item, index) => issuesOf(item, lines[index], ids[index], index))]
  const method =
    facts.shippingMethod ?? config.shippingOptions.find(({ price }) => equalMoney(price, facts.shipping))?.method
  if (method === undefined) {
    issues.push({ path: 'shippingMethod', code: 'unknown', message: 'The checkout does not say how it is shipped.' })
  }
  if (issues.length > 0 || method === undefined) throw invalidCheckout(issues)
  return {
    orderId,
    userId: null,
    email,
    currency: facts.total.currency,
    intent: null,
    // The page was made here, so what it took off or added was the shop's wish.
    terms: { discounts: true, taxes: true },
    items: items.map((item, index) => ({ ...item, id: ids[index] ?? '', name: lines[index]?.name ?? item.name })),
    shippingOptions: [promisedOption(config, method, facts.shipping)],
    metadata: {},
  }
}

function issuesOf(
  item: OrderItem,
  line: CheckoutLineDescription | undefined,
  id: string | undefined,
  index: number,
): InputIssue[] {
  const path = `items[${index}]`
  if (!id) return [{ path, code: 'unknown_item', message: 'The line does not say which item it was.' }]
  if (line?.metadata['sku'] === item.sku) return []
  return [{ path, code: 'sku_changed', message: 'The product is printed as another SKU by now.' }]
}
