import type { Money } from '../money/money.ts'
import type { ShippingAddress } from '../order/order.ts'
import type { Dispute } from './dispute.ts'

/** What the provider says of a checkout and its payment, read now. Never taken from an event's body. */
export interface PaymentFacts {
  readonly checkoutId: string
  readonly paymentId: string | null
  /** Our order's id as the checkout carries it; null for a checkout that is not ours. */
  readonly orderId: string | null
  readonly livemode: boolean
  readonly state: 'open' | 'complete' | 'expired'
  /** `captured`: the money is there, or nothing was due. `processing`: a delayed method is under way. */
  readonly money: 'none' | 'processing' | 'captured' | 'failed'
  /** What was asked for in total. */
  readonly total: Money
  /** The lines alone: without shipping, discounts and taxes. */
  readonly subtotal: Money
  readonly shipping: Money
  readonly discount: Money
  readonly tax: Money
  /** What the customer saw and paid, where that was in another currency than `total`; null otherwise. */
  readonly presented: Money | null
  /** Minor units; null when the provider did not say. */
  readonly amountRefunded: number | null
  /** Of several the one that matters most: a claim, a lost one, an inquiry, and then the latest that is over; null when there was none. */
  readonly dispute: Dispute | null
  /** Whether the provider wants a person to look at the payment before anything is sent. */
  readonly underReview: boolean
  /** The card network's word for the fraud that it suspects; null when it warned of none. */
  readonly fraudWarning: string | null
  /** The provider's word for the chosen way to ship; null when it names none. */
  readonly shippingMethod: string | null
  readonly shippingAddress: ShippingAddress | null
  readonly email: string | null
}
