import { archiveOrders } from '../archive-orders.ts'
import type { Engine } from '../engine.ts'
import type { JobHandler } from '../jobs/job-handler.ts'
import { done } from '../jobs/settle.ts'
import { QuoinError } from '../quoin-error.ts'
import { errorName } from '../runtime/error-name.ts'
import { cleanUp } from '../storage/clean-up.ts'
import { nextReconcile, reconcileEveryMs } from './next-reconcile.ts'
import { reconcileCheckouts } from './reconcile-checkouts.ts'
import { reconcileEvents } from './reconcile-events.ts'
import { reconcileNotifications } from './reconcile-notifications.ts'
import { reconcileOrders } from './reconcile-orders.ts'
import { reconcileParcels } from './reconcile-parcels.ts'
import { reconcileProviderOrders } from './reconcile-provider-orders.ts'
import type { ComparisonName, Finding, ReconcileReport } from './reconcile-report.ts'
import { type ReconcileRun, startRun } from './reconcile-run.ts'
import { fullScope, marksAfter, marksOf, payloadOf, periodicScope, type ReconcileScope } from './reconcile-scope.ts'
import { alertOnce } from './tell-once.ts'

/** Money first, then the prints of it, then what is said of both. */
const comparisons: Readonly<Record<ComparisonName, (run: ReconcileRun) => AsyncIterable<Finding>>> = {
  events: reconcileEvents,
  checkouts: reconcileCheckouts,
  provider_orders: reconcileProviderOrders,
  orders: reconcileOrders,
  parcels: reconcileParcels,
  notifications: reconcileNotifications,
}

/**
 * Compares orders with both providers, in both directions, and feeds back what it finds as commands and jobs. Safe at any
 * time, anywhere, and more than once at once.
 */
export async function reconcile(engine: Engine): Promise<ReconcileReport> {
  const run = startRun(engine, fullScope(engine.clock.now()))
  await runComparisons(run)
  return run.report()
}

async function runComparisons(run: ReconcileRun): Promise<void> {
  for (const name of Object.keys(comparisons)) {
    if (!isComparison(name)) continue
    try {
      for await (const finding of comparisons[name](run)) run.found(finding)
    } catch (error) {
      run.fail(name, null, error)
      if (error instanceof QuoinError && error.retry === 'permanent') await tellOfRefusal(run, name, error)
    }
  }
}

function isComparison(name: string): name is ComparisonName {
  return Object.hasOwn(comparisons, name)
}

/** A list that a provider refuses, such as to a key without the right, is a net with a hole. Told of once a day. */
async function tellOfRefusal({ engine, startedAt }: ReconcileRun, name: ComparisonName, error: QuoinError) {
  const reference = `${name}:${startedAt.toISOString().slice(0, 10)}`
  const message = `The reconciliation can not compare ${name}: ${error.message}`
  await alertOnce(engine, { code: 'reconcile_failed', reference, message })
}

/** Nothing depends on it, so it may fail. */
async function cleanUpQuietly(engine: Engine, signal: AbortSignal): Promise<void> {
  const { archiveOrdersAfterMs: afterMs } = engine.retention
  const quietly = async (work: Promise<unknown>, failure: string): Promise<void> => {
    try {
      await work
    } catch (error) {
      engine.logger.warn({ reason: errorName(error) }, failure)
    }
  }
  await quietly(cleanUp(engine), 'Old rows could not be removed.')
  if (afterMs === null) return
  await quietly(archiveOrders(engine, afterMs, { actor: 'system', signal }), 'Old orders could not be archived.')
}

/** Reconciles what came since the last time, and puts the next time into the queue. */
export const reconcileJob: JobHandler = async (engine, job, signal) => {
  const marks = marksOf(job.payload)
  const scope: ReconcileScope = periodicScope(engine.clock.now(), marks)
  const run = startRun(engine, scope, signal)
  await runComparisons(run)
  const { findings, failures, ...counts } = run.report()
  const level = findings.some(({ healed }) => !healed) ? 'warn' : 'info'
  engine.logger[level]({ ...counts, kinds: [...new Set(findings.map(({ kind }) => kind))].join() }, 'Reconciled.')
  await cleanUpQuietly(engine, signal)
  const payload = payloadOf(marksAfter(marks, scope, run.startedAt, run.isComplete))
  const next = { ...nextReconcile(engine, reconcileEveryMs), payload }
  await engine.storage.commit({ settle: done(job), jobs: [next] })
  return 'settled'
}
