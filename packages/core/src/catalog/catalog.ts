import type { Money } from '../money/money.ts'
import type { Asset, Sizing } from '../order/order.ts'

/** A thing for sale, as the host's catalogue has it. */
export interface Product {
  readonly id: string
  readonly name: string
  /** The provider's name of the product. */
  readonly sku: string
  readonly price: Money
  /** The provider's required choices, such as `{ color: 'black' }`. */
  readonly attributes?: Readonly<Record<string, string>>
  /** @default 'fill' */
  readonly sizing?: Sizing
  readonly assets: readonly (Omit<Asset, 'md5Hash'> & { readonly md5Hash?: string })[]
}

/** The host's catalogue: the only source of prices, SKUs and artwork. Null when it has no such product. */
export type Catalog = (productId: string) => Product | null | Promise<Product | null>
