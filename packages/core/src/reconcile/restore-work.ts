import type { JobDraft, JobKind } from '../jobs/job.ts'
import { refuseSubmission } from '../order/decide-submission.ts'
import { holdingAttention } from '../order/decision.ts'
import { isOpen } from '../order/derive-order-status.ts'
import { effectJob } from '../order/effect-job.ts'
import { owedRefund } from '../order/make-refund.ts'
import type { Order } from '../order/order.ts'
import type { OrderEffect } from '../order/order-effects.ts'
import type { Finding, FindingKind } from './reconcile-report.ts'
import type { ReconcileRun } from './reconcile-run.ts'

/**
 * Orders against the jobs that lead them on, as after a restored backup, or when a person has resolved what stopped one.
 * What still waits for a person stays.
 */
export async function restoreWork({ engine, scope }: ReconcileRun, listed: Order): Promise<Finding[]> {
  const { storage, ids, clock } = engine
  const leading = (order: Order): JobDraft[] =>
    leadingEffects(order, clock.now())
      // Looks come seldom, so they are also missed seldom.
      .filter(({ kind }) => scope.thorough || kind !== 'refresh_fulfillment')
      .map((effect) => effectJob(order.id, effect, ids.uuid))
  if (leading(listed).length === 0) return []
  const order = await storage.findOrder({ id: listed.id })
  if (!order) return []
  const jobs = await storage.listJobs(order.id)
  const missing = leading(order).filter(
    ({ key, kind }) => !jobs.some((job) => job.key === key && job.state !== 'dead') && !waitsForPerson(order, kind),
  )
  if (missing.length === 0) return []
  // Whatever stores or ends its jobs changes the order, too: one that moves meanwhile has lost nothing.
  if ((await storage.findOrder({ id: order.id }))?.version !== order.version) return []
  await storage.commit({ jobs: missing })
  return missing.map(({ kind, key }) => ({
    kind: findingOf(kind),
    orderId: order.id,
    reference: `${key}`,
    healed: true,
  }))
}

function waitsForPerson({ attention }: Order, kind: JobKind): boolean {
  return attention.some(
    ({ code, subject }) => (code === 'retries_exhausted' || code === 'refund_failed') && subject === kind,
  )
}

function findingOf(kind: JobKind): FindingKind {
  if (kind === 'submit_fulfillment') return 'paid_not_submitted'
  return kind === 'refund_payment' ? 'refund_not_sent' : 'work_lost'
}

/** What must be under way for an order as it is. */
export function leadingEffects(order: Order, now: Date): OrderEffect[] {
  if (!order.payment.capturedAt) return isAbandoned(order, now) ? [{ kind: 'expire_checkout', delayMs: 0 }] : []
  const owed = owedRefund(order)
  const refunds = owed ? [owed] : []
  if (order.closedAs) return refunds
  const open = order.fulfillments.filter(isOpen)
  const looks = open
    .filter((f) => f.providerOrderId !== null)
    .map(({ id }): OrderEffect => ({ kind: 'refresh_fulfillment', fulfillmentId: id, delayMs: 0 }))
  if (order.cancelRequest) return [{ kind: 'cancel_order' }, ...refunds, ...looks]
  const edits: OrderEffect[] = order.edit ? [{ kind: 'apply_edit' }] : []
  const unsent = open
    .filter((f) => f.providerOrderId === null)
    .filter((f) => f.status === 'submitting' || refuseSubmission(order, f) === null)
    .filter(({ id }) => !order.attention.some((a) => a.subject === id && holdingAttention.includes(a.code)))
    .map(({ id }): OrderEffect => ({ kind: 'submit_fulfillment', fulfillmentId: id }))
  return [...edits, ...unsent, ...refunds, ...looks]
}

/** Longer than a page stays open and its job waits (25 hours). */
const abandonedAfterMs = 26 * 3_600_000

function isAbandoned({ status, paymentStatus, createdAt }: Order, now: Date): boolean {
  return status === 'pending' && paymentStatus === 'unpaid' && now.getTime() - createdAt.getTime() >= abandonedAfterMs
}
