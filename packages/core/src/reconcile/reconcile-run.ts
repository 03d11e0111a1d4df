import type { Engine } from '../engine.ts'
import type { Order } from '../order/order.ts'
import { QuoinError } from '../quoin-error.ts'
import type { ComparisonName, Finding, ReconcileCounts, ReconcileFailure, ReconcileReport } from './reconcile-report.ts'
import type { ReconcileScope } from './reconcile-scope.ts'
import { askOnce } from './tell-once.ts'

/** One reconciliation while it runs. */
export interface ReconcileRun {
  readonly engine: Engine
  readonly scope: ReconcileScope
  /** Answers of lists count as asked for then. */
  readonly startedAt: Date
  readonly signal: AbortSignal | undefined
  count(what: keyof ReconcileCounts, by?: number): void
  found(finding: Finding): void
  /** Whether everything of a comparison was seen, or what was not never can be. */
  isComplete(comparison: ComparisonName): boolean
  fail(comparison: ComparisonName, orderId: string | null, error: unknown): void
  /** A step that is about one order: when it fails, the others go on. */
  attempt(
    comparison: ComparisonName,
    order: Order | null,
    step: () => Promise<readonly Finding[]>,
  ): Promise<readonly Finding[]>
  report(): ReconcileReport
}

const listedAtMost = 100
/** Kinds that say nothing of a change of the order itself. */
const changesNothing: readonly Finding['kind'][] = [
  'event_not_received',
  'work_lost',
  'refund_not_sent',
  'paid_not_submitted',
  'not_told',
]

export function startRun(engine: Engine, scope: ReconcileScope, signal?: AbortSignal): ReconcileRun {
  const counts = {
    eventsChecked: 0,
    checkoutsChecked: 0,
    paymentsChecked: 0,
    fulfillmentsChecked: 0,
    providerOrdersChecked: 0,
    foreignProviderOrders: 0,
    otherShopsProviderOrders: 0,
    historiesChecked: 0,
  }
  const findings: Finding[] = []
  const failures: ReconcileFailure[] = []
  const changed = new Set<string>()
  const incomplete = new Set<ComparisonName>()
  let [findingsTotal, failuresTotal] = [0, 0]

  const run: ReconcileRun = {
    engine,
    scope,
    startedAt: engine.clock.now(),
    signal,
    count(what, by = 1) {
      counts[what] += by
    },
    found(finding) {
      findingsTotal += 1
      if (findings.length < listedAtMost) findings.push(finding)
      if (finding.orderId !== null && !changesNothing.includes(finding.kind)) changed.add(finding.orderId)
    },
    isComplete: (comparison) => !incomplete.has(comparison),
    fail(comparison, orderId, error) {
      // Whoever called it off wants no more of it, and the list must not go on.
      if (signal?.aborted) throw error
      const code = error instanceof QuoinError ? error.code : 'unexpected'
      if (!isPermanent(error)) incomplete.add(comparison)
      engine.logger.warn({ comparison, orderId, code }, 'Something could not be reconciled.')
      failuresTotal += 1
      if (failures.length < listedAtMost) failures.push({ comparison, orderId, code })
    },
    async attempt(comparison, order, step) {
      try {
        return await step()
      } catch (error) {
        run.fail(comparison, order?.id ?? null, error)
        if (order && isPermanent(error)) await askForPerson(engine, order, error)
        return []
      }
    },
    report: () => ({ ...counts, changed: changed.size, findings, findingsTotal, failures, failuresTotal }),
  }
  return run
}

export function isPermanent(error: unknown): error is QuoinError {
  return error instanceof QuoinError && error.retry === 'permanent'
}

/** A payment that will never be readable must not be asked for in silence for ever. */
async function askForPerson(engine: Engine, order: Order, { code, message }: QuoinError): Promise<void> {
  if (code === 'payment_provider_failed') await askOnce(engine, order, { code: 'payment_unreadable', message })
}
