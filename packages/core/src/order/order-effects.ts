/** What a decision wants done outside, after its commit. Each becomes a job in the same commit. */
export type OrderEffect =
  | { readonly kind: 'expire_checkout'; readonly delayMs: number }
  | { readonly kind: 'submit_fulfillment'; readonly fulfillmentId: string }
  | { readonly kind: 'refresh_fulfillment'; readonly fulfillmentId: string; readonly delayMs: number }
  | { readonly kind: 'cancel_order' }
  /** Carries `order.edit` to the providers that have the order. */
  | { readonly kind: 'apply_edit' }
  /** Asks the carrier about a parcel. */
  | {
      readonly kind: 'track_shipment'
      readonly fulfillmentId: string
      readonly shipmentId: string
      readonly delayMs: number
    }
  /** Gives back what is owed. */
  | { readonly kind: 'refund_payment' }
