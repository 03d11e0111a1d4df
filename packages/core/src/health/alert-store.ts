import type { JobDraft } from '../jobs/job.ts'
import type { AlertFacts, AlertSeverity } from './alerts.ts'

/** A cause that belongs to no order, from its appearance until it is gone. Those of orders are their `attention`. */
export interface OpenAlert {
  readonly key: string
  readonly severity: AlertSeverity
  readonly code: string
  readonly message: string
  readonly facts: AlertFacts
  readonly since: Date
}

/** Who opened and closed what, and the jobs that tell of it. */
export interface AlertChange {
  readonly open: readonly OpenAlert[]
  /** What was seen open: it is closed if it is still the same one. */
  readonly close: readonly Pick<OpenAlert, 'key' | 'since'>[]
  readonly jobs: readonly JobDraft[]
}

/** The open alerts of the shop: one for each cause, whoever sees it and however often. */
export interface AlertStore {
  /** Oldest first. */
  listAlerts(limit: number): Promise<readonly OpenAlert[]>
  findAlert(key: string): Promise<OpenAlert | null>
  /**
   * Opens and closes alerts, and stores the jobs, in one commit. `conflict`: nothing was written, for one to open is open
   * already, or one to close is gone or is a later one. Of several at once that open the same cause one commits.
   *
   * @throws QuoinError `storage_failed`, `permanent`, and nothing is written, when the id of a job is taken.
   */
  changeAlerts(change: AlertChange): Promise<'committed' | 'conflict'>
}
