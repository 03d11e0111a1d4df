import type { Catalogue } from './catalogue-product.ts'
import type { Identities } from './identities.ts'

/** What a step of an order may use beside the order. */
export interface Shop {
  readonly catalogue: Catalogue
  /** In which the account is billed. */
  readonly currency: string
  readonly ids: Identities
}
