import type { Engine } from '../engine.ts'
import { QuoinError } from '../quoin-error.ts'
import type { HealthCheck, HealthReport, HealthStatus } from './health-report.ts'

const minute = 60_000
/** A due job that waits longer than this has no worker. */
const lateJobMs = 2 * minute
const lostJobMs = 15 * minute
const slowDatabaseMs = 500
const countLimit = 100

/** Looks at every part at the same time. A part that does not answer makes itself critical, not the report fail. */
export async function checkHealth(engine: Engine): Promise<HealthReport> {
  const { fulfillment, payments } = engine
  const [database, prodigi, stripe, jobs, orders, notifications] = await Promise.all([
    guard(() => checkDatabase(engine)),
    guard(() => checkProvider(engine, fulfillment)),
    guard(() => checkProvider(engine, payments)),
    guard(() => checkJobs(engine)),
    guard(() => checkOrders(engine)),
    guard(async () => verdict([], { channels: engine.notifiers.length })),
  ])
  const checks = { database, prodigi, stripe, jobs, orders, notifications }
  return { status: worst(Object.values(checks).map((check) => check.status)), checks }
}

async function checkDatabase({ storage, clock }: Engine): Promise<HealthCheck> {
  const before = clock.now().getTime()
  await storage.ping()
  const latencyMs = clock.now().getTime() - before
  return verdict(latencyMs > slowDatabaseMs ? [['degraded', `It answers after ${latencyMs} ms.`]] : [], { latencyMs })
}

interface Pingable {
  readonly livemode: boolean
  ping(): Promise<void>
}

interface Look {
  readonly at: number
  readonly check: Promise<HealthCheck>
}

/** A ping costs a call of the provider's quota, and whoever watches asks often. */
const freshMs = 30_000
const latestLooks = new WeakMap<Pingable, Look>()

function checkProvider({ clock }: Engine, provider: Pingable): Promise<HealthCheck> {
  const at = clock.now().getTime()
  const latest = latestLooks.get(provider)
  if (latest && Math.abs(at - latest.at) < freshMs) return latest.check
  const check = lookAtProvider(provider)
  latestLooks.set(provider, { at, check })
  return check
}

/** A provider that is away delays orders and loses none, so it degrades the whole; refused credentials do not heal by themselves. */
async function lookAtProvider(provider: Pingable): Promise<HealthCheck> {
  const { livemode } = provider
  try {
    await provider.ping()
    return verdict([], { livemode })
  } catch (error) {
    const reason = error instanceof QuoinError ? error.message : 'It does not answer.'
    return verdict([['degraded', reason]], { livemode })
  }
}

async function checkJobs({ storage }: Engine): Promise<HealthCheck> {
  const stats = await storage.jobStats()
  const faults: Fault[] = []
  if (stats.dead > 0) faults.push(['degraded', `${stats.dead} jobs are dead: look at them and retry.`])
  if (stats.oldestDueMs > lateJobMs) {
    const status = stats.oldestDueMs > lostJobMs ? 'critical' : 'degraded'
    faults.push([status, `A job has been due for ${Math.round(stats.oldestDueMs / 1_000)} s: is a worker running?`])
  }
  return verdict(faults, { ...stats })
}

async function checkOrders({ storage }: Engine): Promise<HealthCheck> {
  const waiting = await storage.listOrders({ attention: true, limit: countLimit })
  const count = waiting.length
  const many = count === countLimit ? 'or more ' : ''
  return verdict(count > 0 ? [['degraded', `${count} ${many}orders need attention.`]] : [], { needAttention: count })
}

type Fault = readonly [status: HealthStatus, reason: string]

function verdict(faults: readonly Fault[], details: HealthCheck['details']): HealthCheck {
  return { status: worst(faults.map(([status]) => status)), reasons: faults.map(([, reason]) => reason), details }
}

async function guard(check: () => Promise<HealthCheck>): Promise<HealthCheck> {
  try {
    return await check()
  } catch (error) {
    const kind = error instanceof Error ? error.name : 'unknown'
    return verdict([['critical', `It does not answer (${kind}).`]], {})
  }
}

function worst(statuses: readonly HealthStatus[]): HealthStatus {
  if (statuses.includes('critical')) return 'critical'
  return statuses.includes('degraded') ? 'degraded' : 'healthy'
}
