/** How an order is opened. */
export interface OrderAccess {
  /** Of a guest link; stands in for signing in. */
  readonly token?: string | undefined
}
