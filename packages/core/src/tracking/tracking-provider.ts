import type { TrackingSnapshot } from './tracking-snapshot.ts'

export type { CarrierStatus, TrackingSnapshot } from './tracking-snapshot.ts'

/** A parcel to follow, as its print provider describes it. */
export interface TrackedParcel {
  readonly trackingNumber: string
  /** In the print provider's words, such as `DPD NL`; only a hint. */
  readonly carrier: string | null
  /** Where people follow it: its host is often the better hint. */
  readonly trackingUrl: string | null
}

/** A delivery of a tracking provider's webhook. */
export interface TrackingDelivery {
  /** The bytes as they came. */
  readonly body: Uint8Array
  readonly headers: Pick<Headers, 'get'>
  readonly now: Date
}

/** What a verified delivery is about. */
export interface TrackingEvent {
  /** The provider's id of the event, for deduplication: at most 255 characters. */
  readonly id: string
  readonly type: string
  /** Which parcel to look at; null when the event is of no interest. */
  readonly trackerId: string | null
}

/**
 * Follows parcels with their carriers: the only one besides a person who knows that something has arrived.
 *
 * Every method that talks to it throws a {@link QuoinError} with code `tracking_provider_failed` whose `retry` says whether
 * it may be called again.
 */
export interface TrackingProvider {
  /** Such as `easypost`; stands in the path of its webhook. */
  readonly name: string
  /**
   * Begins to follow a parcel, and says what is known of it. The same parcel again gives the same tracker. Null when it can
   * not be followed, as when nobody knows which carrier has it; it is asked for again later, for that may pass.
   */
  track(parcel: TrackedParcel, options?: { readonly signal?: AbortSignal }): Promise<TrackingSnapshot | null>
  /** What is known of it now; null when there is no such tracker. */
  read(trackerId: string, options?: { readonly signal?: AbortSignal }): Promise<TrackingSnapshot | null>
  /** Checks that a delivery comes from the provider. Throws `invalid_signature` or `malformed_webhook`. */
  verifyWebhook(delivery: TrackingDelivery): Promise<TrackingEvent>
}
