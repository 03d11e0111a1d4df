import type { Engine } from '../engine.ts'
import { type JobStats, mostJobsCounted } from '../jobs/job-store.ts'
import type { OrderStage } from '../order/order-stage.ts'
import type { OverdueOrder } from '../order/order-store.ts'
import { QuoinError } from '../quoin-error.ts'
import { errorName } from '../runtime/error-name.ts'
import { deadKey } from './dead-alert.ts'
import type { HealthReport } from './health-report.ts'
import type { Fault, Look } from './look.ts'
import { stageBounds } from './stage-slos.ts'

const minute = 60_000
/** A due job that waits longer than this has no worker. */
const lateJobMs = 2 * minute
const lostJobMs = 15 * minute
const countLimit = 100
const namedAtMost = 5

export type PartName = keyof HealthReport['checks']

/** Looks at every part at the same time. A part that does not answer is a fault of that part, not of the look. */
export async function lookAtParts(engine: Engine): Promise<Readonly<Record<PartName, Look>>> {
  const { fulfillment, payments, storage } = engine
  const jobStats = storage.jobStats()
  const [database, prodigi, stripe, jobs, orders, notifications] = await Promise.all([
    guard('database', () => lookAtDatabase(engine)),
    guard('prodigi', () => lookAtProvider(engine, 'prodigi', fulfillment)),
    guard('stripe', () => lookAtProvider(engine, 'stripe', payments)),
    guard('jobs', () => lookAtJobs(jobStats)),
    guard('orders', () => lookAtOrders(engine)),
    guard('notifications', () => lookAtNotifications(engine, jobStats)),
  ])
  return { database, prodigi, stripe, jobs, orders, notifications }
}

async function lookAtDatabase({ storage, clock, health }: Engine): Promise<Look> {
  const before = clock.now().getTime()
  await storage.ping()
  const latencyMs = clock.now().getTime() - before
  const slow: Fault = {
    status: 'degraded',
    reason: `The database answers after ${latencyMs} ms.`,
    code: 'database_slow',
    facts: { latencyMs },
  }
  return { faults: latencyMs > health.slowDatabaseMs ? [slow] : [], details: { latencyMs } }
}

interface Pingable {
  readonly livemode: boolean
  ping(): Promise<void>
}

/** A ping costs a call of the provider's quota, and whoever watches asks often. */
const freshMs = 30_000
const latestLooks = new WeakMap<Pingable, { readonly at: number; readonly look: Promise<Look> }>()

function lookAtProvider({ clock }: Engine, part: PartName, provider: Pingable): Promise<Look> {
  const at = clock.now().getTime()
  const latest = latestLooks.get(provider)
  if (latest && Math.abs(at - latest.at) < freshMs) return latest.look
  const look = pingProvider(part, provider)
  latestLooks.set(provider, { at, look })
  return look
}

/** A provider that is away delays orders and loses none, so it degrades the whole; refused credentials do not heal by themselves. */
async function pingProvider(part: PartName, provider: Pingable): Promise<Look> {
  const { livemode } = provider
  try {
    await provider.ping()
    return { faults: [], details: { livemode } }
  } catch (error) {
    const reason = error instanceof QuoinError ? error.message : 'It does not answer.'
    return { faults: [{ status: 'degraded', reason, code: `${part}_unreachable` }], details: { livemode } }
  }
}

async function lookAtJobs(jobStats: Promise<JobStats>): Promise<Look> {
  const { deadOfKind, ...stats } = await jobStats
  const { dead, oldestDueMs, lastSignOfLifeMs } = stats
  const faults: Fault[] = []
  // Each job that died has told of it by itself.
  if (dead > 0)
    faults.push({
      status: 'degraded',
      reason: `${howMany(dead, mostJobsCounted, 'job is', 'jobs are')} dead: look and retry.`,
      code: null,
    })
  if (oldestDueMs > lateJobMs) {
    const sign = lastSignOfLifeMs === null ? 'None ever gave' : `${seconds(lastSignOfLifeMs)} ago one gave`
    const reason = `A job has been due for ${seconds(oldestDueMs)}: is a worker running? ${sign} a sign of life.`
    const facts = { oldestDueMs, lastSignOfLifeMs }
    faults.push({ status: 'degraded', reason, code: 'jobs_late', facts })
    if (oldestDueMs > lostJobMs) faults.push({ status: 'critical', reason, code: 'jobs_stalled', facts })
  }
  return { faults, details: stats, standing: Object.keys(deadOfKind).map((kind) => deadKey(kind)) }
}

async function lookAtOrders({ storage, clock, health }: Engine): Promise<Look> {
  const [waiting, overdue] = await Promise.all([
    storage.listOrders({ attention: true, limit: countLimit }),
    storage.overdueOrders(stageBounds(health.stageSlos, clock.now()), countLimit),
  ])
  const count = waiting.length
  const asking: Fault = {
    status: 'degraded',
    reason: `${howMany(count, countLimit, 'order needs', 'orders need')} attention.`,
    code: null,
  }
  const stages = Map.groupBy(overdue, ({ stage }) => stage)
  return {
    faults: [...(count > 0 ? [asking] : []), ...[...stages].map(([stage, orders]) => stuck(stage, orders))],
    details: { needAttention: count, overdue: overdue.length },
  }
}

function stuck(stage: OrderStage, orders: readonly OverdueOrder[]): Fault {
  const named = orders.slice(0, namedAtMost).map(({ number }) => number)
  const numbers = named.join(', ')
  const reason = `${howMany(orders.length, countLimit, 'order is', 'orders are')} ${stage} for too long: ${numbers}${orders.length > named.length ? ', …' : '.'}`
  const facts = { stage, count: orders.length, oldestSince: orders[0]?.since.toISOString() ?? null, numbers }
  return { status: 'degraded', reason, code: 'orders_overdue', subject: stage, facts }
}

async function lookAtNotifications({ notifiers, alerts }: Engine, jobStats: Promise<JobStats>): Promise<Look> {
  const { send_notification: deadLetters = 0, send_alert: deadAlerts = 0 } = (await jobStats).deadOfKind
  const faults: Fault[] = []
  // The order of each asks for a person already.
  if (deadLetters > 0)
    faults.push({
      status: 'degraded',
      reason: `${howMany(deadLetters, mostJobsCounted, 'letter was', 'letters were')} given up.`,
      code: null,
    })
  if (deadAlerts > 0) {
    const reason = `${howMany(deadAlerts, mostJobsCounted, 'alert was', 'alerts were')} given up: a sink has not worked for days.`
    faults.push({ status: 'degraded', reason, code: 'alerts_given_up', facts: { count: deadAlerts } })
  }
  return { faults, details: { channels: notifiers.length, sinks: alerts.length, deadLetters, deadAlerts } }
}

async function guard(part: PartName, look: () => Promise<Look>): Promise<Look> {
  try {
    return await look()
  } catch (error) {
    const kind = errorName(error)
    const reason = `It does not answer (${kind}).`
    return { faults: [{ status: 'critical', reason, code: `${part}_silent` }], details: {}, isBlind: true }
  }
}

function seconds(durationMs: number): string {
  return `${Math.round(durationMs / 1_000)} s`
}

function howMany(count: number, limit: number, one: string, many: string): string {
  return `${count === limit ? `${count} or more` : count} ${count === 1 ? one : many}`
}
