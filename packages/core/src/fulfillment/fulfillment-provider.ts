import type { Money } from '../money/money.ts'
import type { OrderItem, ShippingAddress } from '../order/order.ts'
import type { FulfillmentSnapshot } from './fulfillment.ts'
import type {
  AvailableActions,
  CancelResult,
  ListedFulfillment,
  SubmissionResult,
  UpdateResult,
} from './fulfillment-results.ts'
import type { ProviderProduct } from './provider-product.ts'

export type {
  AvailableActions,
  CancelResult,
  ListedFulfillment,
  SubmissionResult,
  UpdateResult,
} from './fulfillment-results.ts'
export type { PrintAreaSize, ProductVariant, ProviderProduct } from './provider-product.ts'

/** What is to be printed and sent, frozen. */
export interface FulfillmentSubmission {
  /** The order's number. */
  readonly merchantReference: string
  readonly idempotencyKey: string
  readonly shippingMethod: string
  readonly recipient: ShippingAddress & { readonly email: string | null }
  /** What is printed: of each item as many copies as this print has. */
  readonly items: readonly OrderItem[]
  /** Where the provider tells of changes; it is trusted for nothing. */
  readonly callbackUrl: string
  /** Opaque ids only, no personal data. */
  readonly metadata: Readonly<Record<string, string>>
}

/** What shipping some items costs the shop. */
export interface Quote {
  readonly shippingMethod: string
  readonly items: Money
  readonly shipping: Money
  readonly total: Money
}

/** What is to be printed, where it would go, and in which currency the costs are asked for. */
export interface QuoteRequest {
  readonly country: string
  readonly currency: string
  readonly items: readonly Pick<OrderItem, 'sku' | 'quantity' | 'attributes' | 'assets'>[]
}

/** What an unverified callback hints at. */
export interface CallbackHint {
  /** The provider's id of the event, for deduplication: at most 255 characters. */
  readonly eventId: string
  readonly type: string
}

/** What any call to a provider may be given. An aborted `signal` ends it; what it did until then is unknown. */
export interface CallOptions {
  readonly signal?: AbortSignal
}

/**
 * A print provider.
 *
 * Every method that talks to it throws a {@link QuoinError} with code `fulfillment_provider_failed` whose `retry` says
 * whether it may be called again: `retryable` (nothing happened), `permanent` (it never will; `issues` name the fields),
 * `unknown` (it may have happened: again with the same key only).
 */
export interface FulfillmentProvider {
  /** Such as `prodigi`; stands in every fulfillment and in the path of its webhook. */
  readonly name: string
  /** Whether what it accepts is really printed. Money of the other mode is never sent to it. */
  readonly livemode: boolean
  /** The exact body to send. Pure: the same submission gives the same text. */
  prepare(submission: FulfillmentSubmission): string
  /** Sends a prepared body. The same body again gives the same order, never a second one. */
  submit(body: string, options?: CallOptions): Promise<SubmissionResult>
  /** The order as it is now; null while the provider does not show it (a held order) or does not know it. */
  read(providerOrderId: string, options?: CallOptions): Promise<FulfillmentSnapshot | null>
  /** The order that was made under a key, looked up in the provider's list; null when there is none. */
  find(
    key: { readonly merchantReference: string; readonly idempotencyKey: string },
    options?: CallOptions,
  ): Promise<FulfillmentSnapshot | null>
  /** Asks to cancel the whole order. */
  cancel(providerOrderId: string, options?: CallOptions): Promise<CancelResult>
  /**
   * What can be changed now; null while the provider does not show the order. A provider that can change nothing has none
   * of these four.
   */
  actions?(providerOrderId: string, options?: CallOptions): Promise<AvailableActions | null>
  /** Sends it to somebody else. The same again changes nothing more. */
  updateRecipient?(
    providerOrderId: string,
    recipient: FulfillmentSubmission['recipient'],
    options?: CallOptions,
  ): Promise<UpdateResult>
  updateShippingMethod?(providerOrderId: string, shippingMethod: string, options?: CallOptions): Promise<UpdateResult>
  updateMetadata?(
    providerOrderId: string,
    metadata: FulfillmentSubmission['metadata'],
    options?: CallOptions,
  ): Promise<UpdateResult>
  /** Every order made since then, whoever made it. */
  list?(query: { readonly createdFrom: Date }, options?: CallOptions): AsyncIterable<ListedFulfillment>
  /** What it prints under a SKU; null only when it says for certain that there is no such product. */
  product(sku: string, options?: CallOptions): Promise<ProviderProduct | null>
  /** What each way of shipping would cost the shop. */
  quote(request: QuoteRequest, options?: CallOptions): Promise<readonly Quote[]>
  /** The provider's own view of an order, for admins; null when it shows none. */
  inspect(providerOrderId: string, options?: CallOptions): Promise<unknown>
  /** Reads the envelope of a callback, whose content is not to be believed. Throws `malformed_webhook`. */
  readCallback(body: string): CallbackHint
  /** Answers when the provider can be reached with these credentials. Makes no order. */
  ping(options?: CallOptions): Promise<void>
}
