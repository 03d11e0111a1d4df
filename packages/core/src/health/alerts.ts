/** Something that a person at the shop must hear of. Without personal data. */
export interface Alert {
  /** One open alert for each key. */
  readonly key: string
  readonly code: string
  readonly message: string
  readonly orderId: string | null
  readonly orderNumber: string | null
  readonly at: Date
}

/** Tells the shop's people. Called at least once for each alert and retried when it throws. */
export interface AlertSink {
  send(alert: Alert): Promise<void>
}
