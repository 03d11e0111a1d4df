import type { AlertFacts } from './alerts.ts'
import type { HealthCheck, HealthStatus } from './health-report.ts'

/** Something that is wrong with a part of the shop. */
export interface Fault {
  readonly status: Exclude<HealthStatus, 'healthy'>
  readonly reason: string
  /** What its alert is called; null when whatever led to it has an alert of its own. */
  readonly code: string | null
  /** What the alert is about, where one code can have several: a part of its key. */
  readonly subject?: string
  readonly facts?: AlertFacts
}

/** What was found of a part. */
export interface Look {
  readonly faults: readonly Fault[]
  readonly details: HealthCheck['details']
  /** It could not be looked at, so what is not among the faults may be wrong all the same. */
  readonly isBlind?: boolean
  /** Keys of causes that have their alerts from elsewhere and are not over. */
  readonly standing?: readonly string[]
}
