import type Stripe from 'stripe'

/** A snapshot event, as Stripe sends it. */
export interface SimulatedEvent {
  readonly id: string
  readonly object: 'event'
  readonly api_version: string
  readonly created: number
  readonly data: { readonly object: object; readonly previous_attributes?: object }
  readonly livemode: boolean
  /** Endpoints that have not acknowledged it yet. */
  pending_webhooks: number
  readonly request: { readonly id: string | null; readonly idempotency_key: string | null }
  readonly type: Stripe.Event['type']
}
