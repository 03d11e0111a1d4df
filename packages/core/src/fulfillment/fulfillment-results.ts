import type { FulfillmentSnapshot } from './fulfillment.ts'

/** What a provider answered to a submission. */
export interface SubmissionResult {
  readonly snapshot: FulfillmentSnapshot
  /** The provider already had an order under this key and made none. */
  readonly alreadyExisted: boolean
  /** What is unlike the submission in the order that already existed; empty when it is the same print. */
  readonly mismatches: readonly string[]
  /** The provider's own name for the request, for which its support asks. @default none */
  readonly providerTrace?: string | null
}

/** What of a provider's order can still be changed. Advice only: production goes on while you read it. */
export interface AvailableActions {
  readonly cancel: boolean
  readonly recipient: boolean
  readonly shippingMethod: boolean
  readonly metadata: boolean
}

/** What came of asking a provider to change its order. */
export interface UpdateResult {
  /** `partial`: some parcels go by the change, others do not. `refused`: none does. */
  readonly outcome: 'updated' | 'partial' | 'refused'
  /** The order after the attempt, where the provider shows it. */
  readonly snapshot: FulfillmentSnapshot | null
}

/** A provider's order as its list shows it. */
export interface ListedFulfillment {
  readonly providerOrderId: string
  readonly merchantReference: string | null
  readonly idempotencyKey: string | null
  /** Where the provider tells of changes; null where none is shown. Holds a token: never logged, stored or told. */
  readonly callbackUrl: string | null
  readonly createdAt: Date | null
  readonly snapshot: FulfillmentSnapshot
}

/** What came of asking a provider to cancel. */
export interface CancelResult {
  /** `refused`: too late. `partial`: some parcels are cancelled, others go on. */
  readonly outcome: 'cancelled' | 'partial' | 'refused'
  /** The order after the attempt, where the provider shows it. */
  readonly snapshot: FulfillmentSnapshot | null
}
