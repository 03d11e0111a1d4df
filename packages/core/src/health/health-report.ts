/** `degraded`: slow, or waiting for somebody. `critical`: it does not work. */
export type HealthStatus = 'healthy' | 'degraded' | 'critical'

/** One part of the whole. */
export interface HealthCheck {
  readonly status: HealthStatus
  /** Why it is not healthy; empty when it is. */
  readonly reasons: readonly string[]
  /** Counts and durations behind the verdict. */
  readonly details: Readonly<Record<string, number | string | boolean | null>>
}

/** How the parts of a shop are, and which of them is the worst. */
export interface HealthReport {
  /** The worst of the checks. */
  readonly status: HealthStatus
  readonly checks: {
    readonly database: HealthCheck
    readonly prodigi: HealthCheck
    readonly stripe: HealthCheck
    readonly jobs: HealthCheck
    readonly orders: HealthCheck
    readonly notifications: HealthCheck
  }
}
