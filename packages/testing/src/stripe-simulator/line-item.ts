import type Stripe from 'stripe'
import { createPrice, createProduct } from './product.ts'
import type { LineItemData } from './session-params.ts'
import type { StripeAccount } from './stripe-account.ts'
import { noSuch, StripeApiError } from './stripe-api-error.ts'

/** On the wire a decimal is text; the `stripe` package makes it a number type of its own. */
export type Price = Omit<Stripe.Price, 'unit_amount_decimal'> & { unit_amount_decimal: string }
export type LineItem = Omit<Stripe.LineItem, 'price' | 'quantity'> & { price: Price; quantity: number }

export function lineItem(account: StripeAccount, data: LineItemData, index: number): LineItem {
  const { quantity = 1, metadata } = data
  const { price, name } = pricedProduct(account, data, `line_items[${index}]`)
  const amount = (price.unit_amount ?? 0) * quantity
  return {
    id: account.newId('li'),
    object: 'item',
    adjustable_quantity: data.adjustable_quantity ?? null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: price.currency,
    description: name,
    metadata: metadata ?? {},
    price,
    quantity,
  }
}

function pricedProduct(
  account: StripeAccount,
  { price: priceId, price_data: data }: LineItemData,
  path: string,
): { readonly price: Price; readonly name: string } {
  if (priceId !== undefined) {
    const price = account.prices.get(priceId)
    if (price === undefined) throw noSuch('price', priceId, `${path}[price]`, 400)
    return { price: structuredClone(price), name: account.products.get(String(price.product))?.name ?? '' }
  }
  if (data === undefined) {
    throw new StripeApiError(400, {
      code: 'parameter_missing',
      message: `You must specify either \`price\` or \`price_data\` when creating a line item.`,
      param: path,
    })
  }
  const { product, product_data: productData } = data
  const id = product ?? (productData && createProduct(account, productData, false).id)
  const found = account.products.get(id ?? '')
  if (found === undefined) throw noSuch('product', id ?? '', `${path}[price_data][product]`, 400)
  return { price: structuredClone(createPrice(account, found.id, data, false)), name: found.name }
}
