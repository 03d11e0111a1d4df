import type { Money } from '../money/money.ts'
import type { OrderItem, ShippingOffer } from '../order/order.ts'
import type { PaymentFacts } from './payment-facts.ts'

export type { PaymentFacts } from './payment-facts.ts'

/** What a checkout is made from: the frozen snapshot, nothing of the client's. */
export interface CheckoutRequest {
  readonly orderId: string
  readonly orderNumber: string
  /** The same key and request give the same checkout. */
  readonly idempotencyKey: string
  readonly items: readonly OrderItem[]
  readonly shippingOptions: readonly ShippingOffer[]
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

/** What a verified event is about. */
export interface PaymentEvent {
  readonly id: string
  readonly type: string
  readonly livemode: boolean
  /** Where to look; null when the event is of no interest. */
  readonly subject:
    | {
        readonly checkoutId: string
        /** The event says that a delayed payment failed: what a checkout alone may not show. */
        readonly failed?: boolean
      }
    | { readonly paymentId: string }
    | null
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
