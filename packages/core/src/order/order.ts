import type { Fulfillment } from '../fulfillment/fulfillment.ts'
import type { Money } from '../money/money.ts'
import type { Dispute } from '../payment/dispute.ts'
import type { Attention } from './attention.ts'
import type { Claim } from './claim.ts'
import type { OrderEdit } from './order-edit.ts'
import type { OrderStatus, PaymentStatus } from './order-status.ts'
import type { Refund } from './refund.ts'
import type { RefundBalance } from './refund-balance.ts'

/** How artwork is laid onto the print area. */
export type Sizing = 'fill' | 'fit' | 'stretch'

/** A file to print. */
export interface Asset {
  /** The provider's name of the area, such as `default`. */
  readonly printArea: string
  readonly url: string
  /** Hex MD5 of the file; the provider refuses a file that differs. */
  readonly md5Hash: string | null
}

/** A line of an order, frozen at checkout. */
export interface OrderItem {
  readonly id: string
  readonly productId: string
  readonly name: string
  /** The provider's name of the product. */
  readonly sku: string
  readonly quantity: number
  readonly unitPrice: Money
  readonly attributes: Readonly<Record<string, string>>
  readonly sizing: Sizing
  readonly assets: readonly Asset[]
}

/** A way to ship as the shop offers it. */
export type ShippingOffer = Omit<ShippingOption, 'cost'>

/** A way to ship and its price, frozen at checkout. */
export interface ShippingOption {
  /** The provider's name of the method, such as `Standard`. */
  readonly method: string
  readonly displayName: string
  /** What the customer pays for it. */
  readonly price: Money
  /** What the provider asks for the whole order when it goes this way, as quoted at checkout; null without a quote. */
  readonly cost: Money | null
}

/** Where a parcel goes. Empty fields are null, never invented. */
export interface ShippingAddress {
  readonly name: string
  readonly line1: string
  readonly line2: string | null
  readonly city: string | null
  readonly state: string | null
  readonly postalCode: string | null
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string
  readonly phone: string | null
}

/** What the order costs the customer. `shipping`, `discount` and `tax` are zero until the payment names them. */
export interface OrderTotals {
  readonly subtotal: Money
  readonly shipping: Money
  readonly discount: Money
  readonly tax: Money
  readonly total: Money
}

/** What the payment page may do to the price, by the shop's own wish. */
export interface PriceTerms {
  /** Take discounts off. */
  readonly discounts: boolean
  /** Add taxes. */
  readonly taxes: boolean
}

/** What is known of the money, as read from the payment provider. */
export interface Payment {
  /** The provider's name, such as `stripe`. */
  readonly provider: string
  /** The provider's checkout, such as `cs_…`. */
  readonly checkoutId: string | null
  /** The provider's payment, such as `pi_…`. */
  readonly paymentId: string | null
  /** Where the customer pays. */
  readonly url: string | null
  readonly expiresAt: Date | null
  readonly livemode: boolean | null
  /** Minor units of the order's currency. */
  readonly amountCaptured: number
  /** Minor units of the order's currency. */
  readonly amountRefunded: number
  readonly capturedAt: Date | null
  /** What the customer saw and paid, where that was in another currency than the order's; null otherwise. */
  readonly presented: Money | null
  /** Of several the one that matters most, as the provider tells; null when there was none. */
  readonly dispute: Dispute | null
  /** Whether the provider wants a person to look at the payment before anything is sent. */
  readonly underReview: boolean
  /** The card network's word for the fraud that it suspects, such as `made_with_stolen_card`; null when it warned of none. */
  readonly fraudWarning: string | null
  /** When the provider was asked for what stands here; decides between two answers that differ. */
  readonly readAt: Date | null
}

/** A request to cancel that has not come to its end. */
export interface CancelRequest {
  readonly reason: string
  readonly at: Date
  /** The prints that are to be stopped: those that could be when it was asked for. */
  readonly fulfillmentIds: readonly string[]
}

/** The aggregate: everything that a decision about an order needs. Changed only by {@link evolveOrder}. */
export interface Order {
  readonly id: string
  /** Short, unguessable, fit to be read aloud. The provider's `merchantReference`. */
  readonly number: string
  /** Counts the commits; the guard against lost updates. */
  readonly version: number
  /** Derived from the rest by `deriveOrderStatus`, and kept for lists. */
  readonly status: OrderStatus
  readonly paymentStatus: PaymentStatus
  readonly attention: readonly Attention[]
  /** The host's user; null for a guest. */
  readonly userId: string | null
  readonly email: string | null
  readonly currency: string
  /**
   * Hashes of what the customer is about to buy: of the host's name for it with who they are, and of all that their page was
   * made from. Null when the host gave it no name.
   */
  readonly intent: string | null
  readonly terms: PriceTerms
  readonly items: readonly OrderItem[]
  readonly shippingOptions: readonly ShippingOption[]
  /** The method that was paid for; null until then. */
  readonly shippingMethod: string | null
  readonly shippingAddress: ShippingAddress | null
  readonly totals: OrderTotals
  readonly payment: Payment
  readonly fulfillments: readonly Fulfillment[]
  /** Oldest first. Money that went back by the provider's own pages is in `payment.amountRefunded` only. */
  readonly refunds: readonly Refund[]
  readonly refundBalance: RefundBalance
  /** Oldest first. */
  readonly claims: readonly Claim[]
  /** A change that waits for a print provider's consent. */
  readonly edit: OrderEdit | null
  /** The host's own, opaque ids only. Goes to the print provider. */
  readonly metadata: Readonly<Record<string, string>>
  readonly cancelRequest: CancelRequest | null
  readonly closedAs: 'cancelled' | 'expired' | null
  /** When it was forgotten whom it was for; null while that is known. */
  readonly erasedAt: Date | null
  /** When it was put into the archive; null while it is not there. */
  readonly archivedAt: Date | null
  readonly createdAt: Date
  readonly updatedAt: Date
  /** Since when the status is what it is. */
  readonly statusChangedAt: Date
}
