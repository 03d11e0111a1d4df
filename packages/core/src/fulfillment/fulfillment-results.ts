import type { FulfillmentSnapshot } from './fulfillment.ts'

/** What a provider answered to a submission. */
export interface SubmissionResult {
  readonly snapshot: FulfillmentSnapshot
  /** The provider already had an order under this key and made none. */
  readonly alreadyExisted: boolean
  /** What is unlike the submission in the order that already existed; empty when it is the same print. */
  readonly mismatches: readonly string[]
}

/** What came of asking a provider to cancel. */
export interface CancelResult {
  /** `refused`: too late. `partial`: some parcels are cancelled, others go on. */
  readonly outcome: 'cancelled' | 'partial' | 'refused'
  /** The order after the attempt, where the provider shows it. */
  readonly snapshot: FulfillmentSnapshot | null
}
