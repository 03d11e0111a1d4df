import type { Engine } from '../engine.ts'
import { alertOfDeath } from '../health/dead-alert.ts'
import { nextWatch } from '../health/next-watch.ts'
import { orderOfPayment } from '../payment/sync-payment.ts'
import { QuoinError } from '../quoin-error.ts'
import { nextReconcile, reconcileEveryMs } from '../reconcile/next-reconcile.ts'
import { loggerWith } from '../runtime/correlated-logger.ts'
import type { Random } from '../runtime/random.ts'
import type { SpanStart } from '../runtime/telemetry.ts'
import type { ClaimedJob, JobDraft, JobKind, JobSettlement } from './job.ts'
import { jobHandlers } from './job-handlers.ts'
import { isExhausted, maxCrashes, type RetryPolicy, retryDelayMs } from './retry-policy.ts'
import { done } from './settle.ts'

/** What goes on while a job runs. */
export interface JobRunContext {
  /** Calls it off. */
  readonly signal: AbortSignal
  /** Its work is done, and nothing but its end is still to be stored. */
  worked?(): void
}

/**
 * Runs a claimed job and settles it. Never throws for the job's own fault. Resolves with the time after which it is due
 * again; null when it is over.
 */
export type RunJob = (job: ClaimedJob, context: JobRunContext) => Promise<number | null>

/** What fails for no order's sake: one endpoint that is gone must not ask for a person at every order. */
const besideOrders: readonly JobKind[] = ['send_alert', 'deliver_webhook']

/** How a run of a job ended. */
interface JobRun {
  readonly outcome: 'done' | 'retried' | 'dead'
  /** After which time it is due again; null when it is over. */
  readonly delayMs: number | null
}

const died: JobRun = { outcome: 'dead', delayMs: null }

export function createJobRunner(engine: Engine, policy: RetryPolicy, random: Random): RunJob {
  const { storage, logger, telemetry } = engine

  return (job, context) =>
    telemetry.span(spanOf(job), async (span) => {
      const { outcome, delayMs } = await attempt(job, context, span.fail)
      span.label({ 'quoin.job.outcome': outcome })
      return delayMs
    })

  async function attempt(job: ClaimedJob, context: JobRunContext, tell: (code: string) => void): Promise<JobRun> {
    if (job.crashes >= maxCrashes) {
      tell('crashed')
      return bury(job, 'It took down its worker again and again.')
    }
    const own = { ...engine, logger: loggerWith(logger, nameOf(job)) }
    try {
      const end = await jobHandlers[job.kind](own, job, context.signal)
      if (end === 'done') {
        context.worked?.()
        await storage.commit({ settle: done(job) })
      }
      return { outcome: 'done', delayMs: null }
    } catch (error) {
      tell(codeOf(error))
      return fail(job, error)
    }
  }

  async function fail(job: ClaimedJob, error: unknown): Promise<JobRun> {
    const { retry, retryAfterMs } = error instanceof QuoinError ? error : { retry: 'retryable', retryAfterMs: 0 }
    const reason = describeFailure(error)
    if (retry === 'permanent' || isExhausted(policy, job.ageMs)) return bury(job, reason, error)
    const delayMs = retryDelayMs(policy, job.attempts, random.next(), retryAfterMs)
    logger.warn({ ...about(job, error), delayMs, reason }, 'A job failed and will be tried again.')
    await storage.commit({ settle: { id: job.id, fence: job.fence, outcome: 'retry', delayMs, error: reason } })
    return { outcome: 'retried', delayMs }
  }

  /** Dead, but never silently: a person is told (INV-19). */
  async function bury(job: ClaimedJob, reason: string, error?: unknown): Promise<JobRun> {
    const settle: JobSettlement = { id: job.id, fence: job.fence, outcome: 'dead', error: reason }
    logger.error({ ...about(job, error), reason }, 'A job is given up.')
    const orderId = besideOrders.includes(job.kind)
      ? undefined
      : (job.orderId ?? (await orderOfPayment(engine, job))?.id)
    if (orderId !== undefined) {
      const code = job.kind === 'refund_payment' ? 'refund_failed' : 'retries_exhausted'
      const command = { type: 'open_attention', reason: { code, subject: job.kind, message: reason } } as const
      const handled = await engine.handle(orderId, command, { actor: 'system', settle })
      if (handled.outcome !== 'rejected') return died
    }
    // First, so that neither a crash nor a store that fails here leaves it dead in silence.
    if (job.kind !== 'send_alert') await alertOfDeath(engine, job, reason)
    await storage.commit({ settle, jobs: successors(job) })
    return died
  }

  /** What runs for ever is not gone with one run of it. */
  function successors({ kind }: ClaimedJob): JobDraft[] {
    if (kind === 'reconcile') return [nextReconcile(engine, reconcileEveryMs)]
    return kind === 'watch_health' ? nextWatch(engine) : []
  }
}

/** A job of an order is a part of what the order began with, however many days ago; another of what stored it. */
function spanOf(job: ClaimedJob): SpanStart {
  const { id, kind, orderId, attempts, traceparent, orderTraceparent } = job
  return {
    name: `process ${kind}`,
    kind: 'consumer',
    metric: 'quoin.job.duration',
    labels: { 'quoin.job.kind': kind },
    attributes: {
      'messaging.system': 'quoin',
      'messaging.operation.name': 'process',
      'messaging.operation.type': 'process',
      'messaging.destination.name': kind,
      'messaging.message.id': id,
      'quoin.job.attempts': attempts,
      ...(orderId !== null && { 'quoin.order.id': orderId }),
    },
    parent: orderTraceparent ?? traceparent,
    link: traceparent,
  }
}

function nameOf({ id, kind, orderId }: ClaimedJob) {
  return { jobId: id, kind, orderId }
}

function about(job: ClaimedJob, error: unknown) {
  const providerTrace = error instanceof QuoinError ? error.providerTrace : null
  const { attempts, crashes } = job
  return { ...nameOf(job), attempts, crashes, ...(providerTrace !== null && { providerTrace }) }
}

function codeOf(error: unknown): string {
  if (error instanceof QuoinError) return error.code
  return error instanceof Error ? error.name : 'unexpected'
}

/** Our own messages are free of personal data; of foreign errors only the kind is kept. */
function describeFailure(error: unknown): string {
  if (error instanceof QuoinError) return `${error.code}: ${error.message}`
  return error instanceof Error ? `unexpected: ${error.name}` : 'unexpected'
}
