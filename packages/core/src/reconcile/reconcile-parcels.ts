import { restoreTracking } from '../tracking/restore-tracking.ts'
import type { Finding } from './reconcile-report.ts'
import type { ReconcileRun } from './reconcile-run.ts'

/** Parcels under way against their looks at the carrier. One that is overdue is planned again, which is no finding: nobody saw why. */
export async function* reconcileParcels({ engine, scope }: ReconcileRun): AsyncGenerator<Finding> {
  if (scope.thorough) await restoreTracking(engine, { now: scope.readPrints })
  yield* []
}
