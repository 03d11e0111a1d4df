/** What a reconciliation saw and did. */
export interface ReconcileReport {
  /** Orders compared with the payment provider. */
  readonly paymentsChecked: number
  /** Fulfillments compared with their provider. */
  readonly fulfillmentsChecked: number
  /** Orders that changed by it. */
  readonly changed: number
  /** What could not be compared, for a later run. */
  readonly failures: readonly { readonly orderId: string; readonly code: string }[]
}
