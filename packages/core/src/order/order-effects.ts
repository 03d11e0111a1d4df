/** What a decision wants done outside, after its commit. Each becomes a job in the same commit. */
export type OrderEffect =
  | { readonly kind: 'expire_checkout'; readonly delayMs: number }
  | { readonly kind: 'submit_fulfillment'; readonly fulfillmentId: string }
  | { readonly kind: 'refresh_fulfillment'; readonly fulfillmentId: string; readonly delayMs: number }
  | { readonly kind: 'cancel_order' }
  /** `target`: how much is to have gone back in all, in minor units. */
  | { readonly kind: 'refund_payment'; readonly target: number }
