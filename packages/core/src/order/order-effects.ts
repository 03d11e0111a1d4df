/** What a decision wants done outside, after its commit. Each becomes a job in the same commit. */
export type OrderEffect =
  | { readonly kind: 'expire_checkout'; readonly delayMs: number }
  | { readonly kind: 'submit_fulfillment'; readonly fulfillmentId: string }
  | { readonly kind: 'refresh_fulfillment'; readonly fulfillmentId: string; readonly delayMs: number }
  | { readonly kind: 'cancel_order' }
  | { readonly kind: 'refund_payment'; readonly amount: number; readonly refundedBefore: number }
