import type Stripe from 'stripe'
import { z } from 'zod'
import { amountParam, currencyParam, metadataParam, textParam, urlParam } from './api-params.ts'
import type { Price } from './line-item.ts'
import type { StripeAccount } from './stripe-account.ts'

export const productData = z.strictObject({
  name: textParam.max(250),
  description: textParam.optional(),
  images: z.array(urlParam).max(8).optional(),
  metadata: metadataParam.optional(),
  tax_code: textParam.optional(),
})
type ProductData = z.infer<typeof productData>

export const taxBehavior = z.enum(['exclusive', 'inclusive', 'unspecified'])

interface PriceData {
  readonly currency: string
  readonly unit_amount: number
  readonly tax_behavior?: z.infer<typeof taxBehavior> | undefined
  readonly metadata?: Stripe.Metadata | undefined
}

export const priceParams = z.strictObject({
  currency: currencyParam,
  unit_amount: amountParam,
  product: textParam.optional(),
  product_data: productData.optional(),
  tax_behavior: taxBehavior.optional(),
  nickname: textParam.optional(),
  lookup_key: textParam.max(200).optional(),
  metadata: metadataParam.optional(),
})

/** @param active false where it is made for one session only. */
export function createProduct(account: StripeAccount, data: ProductData, active = true): Stripe.Product {
  const product: Stripe.Product = {
    id: account.newId('prod'),
    object: 'product',
    active,
    created: account.now(),
    default_price: null,
    description: data.description ?? null,
    images: data.images ?? [],
    livemode: account.livemode,
    marketing_features: [],
    metadata: data.metadata ?? {},
    name: data.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: data.tax_code ?? null,
    tax_details: data.tax_code === undefined ? null : { performance_location: null, tax_code: data.tax_code },
    type: 'service',
    unit_label: null,
    updated: account.now(),
    url: null,
  }
  account.products.set(product.id, product)
  return product
}

/** @param active false where it is made for one session only. */
export function createPrice(account: StripeAccount, productId: string, data: PriceData, active = true): Price {
  const price: Price = {
    id: account.newId('price'),
    object: 'price',
    active,
    billing_scheme: 'per_unit',
    created: account.now(),
    currency: data.currency,
    custom_unit_amount: null,
    livemode: account.livemode,
    lookup_key: null,
    metadata: data.metadata ?? {},
    nickname: null,
    product: productId,
    recurring: null,
    tax_behavior: data.tax_behavior ?? 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: 'one_time',
    unit_amount: data.unit_amount,
    unit_amount_decimal: String(data.unit_amount),
  }
  account.prices.set(price.id, price)
  return price
}
