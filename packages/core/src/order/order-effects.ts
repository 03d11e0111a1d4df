/** What a decision wants done outside, after its commit. Each becomes a job in the same commit. */
export type OrderEffect =
  | { readonly kind: 'expire_checkout'; readonly delayMs: number }
  /** `approved`: a person wants it sent as it is, whatever the last checks say. */
  | { readonly kind: 'submit_fulfillment'; readonly fulfillmentId: string; readonly approved: boolean }
  | { readonly kind: 'refresh_fulfillment'; readonly fulfillmentId: string; readonly delayMs: number }
  | { readonly kind: 'cancel_order' }
  | { readonly kind: 'refund_payment'; readonly amount: number; readonly refundedBefore: number }
