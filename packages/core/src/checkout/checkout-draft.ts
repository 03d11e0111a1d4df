import type { CheckoutDiscount, CheckoutUi } from '../payment/payment-provider.ts'

/** One line of a cart, as a client asks for it. There is no price in it: prices come from the catalogue. */
export interface CheckoutLine {
  readonly productId: string
  /** A whole number from 1 to 100. */
  readonly quantity: number
}

/** What a customer wants to buy. */
export interface CheckoutDraft {
  /** 1 to 50 lines. */
  readonly items: readonly CheckoutLine[]
  /** The host's user; left out for a guest. */
  readonly userId?: string
  /**
   * ISO 3166-1 alpha-2 code of where it goes, if that is known already: shipping can be quoted for it then, and the payment
   * page takes no other country.
   */
  readonly country?: string
  /** Prefills the payment page. */
  readonly email?: string
  /**
   * The host's name for what the customer is about to buy, such as a cart's id: 16 to 200 characters that others can not
   * guess. The same intent and draft lead to the same checkout; another draft closes the earlier one.
   */
  readonly intent?: string
  /** @default the `checkout.ui` that Quoin was set up with */
  readonly ui?: CheckoutUi
  /** Not for clients to choose. */
  readonly discount?: CheckoutDiscount
}

/** A checkout that waits for its payment. */
export interface StartedCheckout {
  readonly orderId: string
  readonly orderNumber: string
  /** Where to send the customer; null unless the checkout is `hosted`. */
  readonly url: string | null
  /** What the host's page shows the checkout with; null when it is `hosted`. */
  readonly clientSecret: string | null
}
