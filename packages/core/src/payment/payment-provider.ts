import type { Money } from '../money/money.ts'
import type { OrderItem, PriceTerms, ShippingOffer } from '../order/order.ts'
import type { CheckoutUi } from './checkout-ui.ts'
import type { PaymentFacts } from './payment-facts.ts'

export type { CheckoutUi } from './checkout-ui.ts'
export type { PaymentFacts } from './payment-facts.ts'

/** A discount that is there from the start, by the provider's ids. */
export type CheckoutDiscount = { readonly coupon: string } | { readonly promotionCode: string }

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
  readonly ui: CheckoutUi
  /** `discounts`: customers may type promotion codes, where no discount is given. `taxes`: the provider works them out. */
  readonly terms: PriceTerms
  readonly discount: CheckoutDiscount | null
  /** Whether customers may see and pay prices in their own currency; null: as the provider's account is set. */
  readonly adaptivePricing: boolean | null
  /** Until when it can be paid; null: as long as the provider lets it. */
  readonly expiresAt: Date | null
  /** Where the shop is; tells its checkouts from those of others on the same account. */
  readonly shopUrl: string
  /** May contain `{CHECKOUT_SESSION_ID}`. */
  readonly successUrl: string
  readonly cancelUrl: string
}

/** A page on which to pay. */
export interface Checkout {
  readonly checkoutId: string
  /** Null unless it is `hosted`. */
  readonly url: string | null
  /** What the host's page shows it with; null when it is `hosted`. Not to be stored or logged. */
  readonly clientSecret: string | null
  readonly expiresAt: Date
  readonly livemode: boolean
}

/** A checkout as its provider describes it, for making an order of it. */
export interface CheckoutDescription {
  readonly checkoutId: string
  readonly livemode: boolean
  /** Our order's id and number, where the checkout was made by {@link PaymentProvider.createCheckout}. */
  readonly orderId: string | null
  readonly orderNumber: string | null
  /** The `shopUrl` that it was made with; null for a checkout that was not made here. */
  readonly shopUrl: string | null
  /** As whoever made it wrote it: host's own ids may stand here. */
  readonly reference: string | null
  readonly metadata: Readonly<Record<string, string>>
  readonly email: string | null
  readonly subtotal: Money
  readonly shipping: Money
  readonly total: Money
  readonly lines: readonly CheckoutLineDescription[]
}

/** A line of a checkout as its provider describes it. */
export interface CheckoutLineDescription {
  readonly name: string | null
  readonly quantity: number
  readonly unitPrice: Money
  /**
   * Of the line, the price and the product, the more particular first. Lines of {@link PaymentProvider.createCheckout}
   * have `item_id`, `product_id` and `sku`.
   */
  readonly metadata: Readonly<Record<string, string>>
}

/** Something at the provider that belongs to a payment, such as `charge:ch_…`. */
export type PaymentReference = { readonly paymentId: string } | { readonly reference: string }

/** What a verified event is about. */
export interface PaymentEvent {
  /** At most 255 characters. */
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
    | PaymentReference
    | null
}

/** An event as the provider lists it afterwards. */
export interface ListedPaymentEvent {
  readonly event: PaymentEvent
  /** What would have been delivered. */
  readonly body: string
}

/** A webhook as it came, before anything of it is believed. */
export interface WebhookDelivery {
  /** The bytes as they came. */
  readonly body: Uint8Array
  readonly signature: string | null
  readonly now: Date
}

/** Money to send back, of one payment. */
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
  /** The page of a checkout made before; null when it can no longer be paid. */
  readCheckout(checkoutId: string): Promise<Checkout | null>
  /** What is bought in a checkout, whoever made it. */
  describeCheckout(checkoutId: string): Promise<CheckoutDescription>
  /** The checkout that a payment, or something of it, belongs to; null when it belongs to none. */
  findCheckout(reference: PaymentReference): Promise<string | null>
  /** Ids of the checkouts that were completed, of those made since then. */
  listCheckouts(query: { readonly createdFrom: Date }): AsyncIterable<string>
  /** Events of interest since then, delivered or not, in no order. Providers forget them: Stripe after 30 days. */
  listEvents(query: { readonly createdFrom: Date }): AsyncIterable<ListedPaymentEvent>
  /** Reads a checkout and its payment. */
  readPayment(checkoutId: string): Promise<PaymentFacts>
  /** Closes an open checkout so that it can't be paid; does nothing when it is no longer open. */
  expireCheckout(checkoutId: string): Promise<void>
  /**
   * Gives money back; the same key gives it back once. Throws when what was made under the key has failed, for good, and when it
   * was of another amount, to be called again.
   */
  refund(request: RefundRequest): Promise<void>
  /** Checks the signature over the raw bytes and the time (±300 s). Throws `invalid_signature` or `malformed_webhook`. */
  verifyWebhook(delivery: WebhookDelivery): Promise<PaymentEvent>
  /** Answers when the provider can be reached with these credentials. */
  ping(): Promise<void>
}
