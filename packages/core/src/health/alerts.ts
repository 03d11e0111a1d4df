/** `critical`: money or prints are at stake now. `warning`: a person has to look, in time. */
export const alertSeverities = ['warning', 'critical'] as const

/** How bad it is. `critical`: money or prints are at stake now; `warning`: a person has to look, in time. */
export type AlertSeverity = (typeof alertSeverities)[number]

/** `firing`: the cause is there. `resolved`: it is gone. */
export const alertStates = ['firing', 'resolved'] as const

/** Whether the cause of an alert is there, or gone. */
export type AlertState = (typeof alertStates)[number]

/** Numbers and names behind an alert, such as how many orders it is about. Without links and personal data. */
export type AlertFacts = Readonly<Record<string, string | number | boolean | null>>

/** Something that a person at the shop must hear of, or that it is over. Without personal data. */
export interface Alert {
  /** A UUID of this telling, and the same when it has to be repeated: hand it to a service that knows idempotency keys. */
  readonly id: string
  /** The cause. It has one open alert at a time, and the end of it has the same key: a thread for a service that knows threads. */
  readonly key: string
  /** Told once as `firing` when the cause appears, and once as `resolved` when it is gone. */
  readonly state: AlertState
  readonly severity: AlertSeverity
  /** What kind of cause, such as `retries_exhausted`. */
  readonly code: string
  /** What was wrong, for a person; the same text when it is resolved. */
  readonly message: string
  readonly orderId: string | null
  readonly orderNumber: string | null
  readonly facts: AlertFacts
  /** When the cause appeared or went. */
  readonly at: Date
}

/**
 * Tells the shop's people by some channel. Called at least once for each alert, and again when it throws; a `resolved` never
 * comes before its `firing`.
 */
export interface AlertSink {
  /** Such as `slack`. Names the channel in jobs and logs; no two sinks share one. */
  readonly channel: string
  send(alert: Alert): Promise<void>
}
