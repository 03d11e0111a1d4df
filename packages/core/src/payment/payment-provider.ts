import type { Money } from '../money/money.ts'
import type { OrderItem, ShippingAddress, ShippingOption } from '../order/order.ts'

/** What a checkout is made from: the frozen snapshot, nothing of the client's. */
export interface CheckoutRequest {
  readonly orderId: string
  readonly orderNumber: string
  /** The same key and request give the same checkout. */
  readonly idempotencyKey: string
  readonly items: readonly OrderItem[]
  readonly shippingOptions: readonly ShippingOption[]
  /** ISO 3166-1 alpha-2 codes that the customer may choose from. */
  readonly allowedCountries: readonly string[]
  readonly email: string | null
  /** May contain `{CHECKOUT_SESSION_ID}`. */
  readonly successUrl: string
  readonly cancelUrl: string
}

/** A page on which to pay. */
export interface Checkout {
  readonly checkoutId: string
  readonly url: string
  readonly expiresAt: Date
  readonly livemode: boolean
}

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
  readonly shipping: Money
  readonly discount: Money
  readonly tax: Money
  /** Minor units; null when the provider did not say. */
  readonly amountRefunded: number | null
  readonly disputed: boolean
  /** The provider's word for the chosen way to ship; null when it names none. */
  readonly shippingMethod: string | null
  readonly shippingAddress: ShippingAddress | null
  readonly email: string | null
}

/** What a verified event is about. */
export interface PaymentEvent {
  readonly id: string
  readonly type: string
  readonly livemode: boolean
  /** Where to look; null when the event is of no interest. */
  readonly subject: { readonly checkoutId: string } | { readonly paymentId: string } | null
}

export interface WebhookDelivery {
  /** The bytes as they came. */
  readonly body: Uint8Array
  readonly signature: string | null
  readonly now: Date
}

export interface RefundRequest {
  readonly paymentId: string
  readonly amount: Money
  /** The same key and request give the same refund. */
  readonly idempotencyKey: string
  readonly orderId: string
}

/**
 * Takes money. Every method that talks to it throws a {@link QuoinError} with code `payment_provider_failed` whose
 * `retry` says whether it may be called again.
 */
export interface PaymentProvider {
  /** Such as `stripe`. */
  readonly name: string
  /** Whether its money is real. */
  readonly livemode: boolean
  createCheckout(request: CheckoutRequest): Promise<Checkout>
  /** Reads a checkout and its payment. */
  readPayment(checkoutId: string): Promise<PaymentFacts>
  /** Closes an open checkout so that it can't be paid; does nothing when it is no longer open. */
  expireCheckout(checkoutId: string): Promise<void>
  /** Gives money back; the same key gives it back once. */
  refund(request: RefundRequest): Promise<void>
  /** Checks the signature over the raw bytes and the time (±300 s). Throws `invalid_signature` or `malformed_webhook`. */
  verifyWebhook(delivery: WebhookDelivery): Promise<PaymentEvent>
  /** Answers when the provider can be reached with these credentials. */
  ping(): Promise<void>
}
