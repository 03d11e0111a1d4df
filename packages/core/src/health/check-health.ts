import type { Engine } from '../engine.ts'
import type { HealthCheck, HealthReport, HealthStatus } from './health-report.ts'
import type { Look } from './look.ts'
import { lookAtParts } from './look-at-parts.ts'

/** Looks at every part at the same time. A part that does not answer makes itself critical, not the report fail. */
export async function checkHealth(engine: Engine): Promise<HealthReport> {
  const { database, prodigi, stripe, jobs, orders, notifications } = await lookAtParts(engine)
  const checks = {
    database: verdict(database),
    prodigi: verdict(prodigi),
    stripe: verdict(stripe),
    jobs: verdict(jobs),
    orders: verdict(orders),
    notifications: verdict(notifications),
  }
  return { status: worst(Object.values(checks).map((check) => check.status)), checks }
}

function verdict({ faults, details }: Look): HealthCheck {
  const reasons = new Set(faults.map(({ reason }) => reason))
  return { status: worst(faults.map(({ status }) => status)), reasons: [...reasons], details }
}

function worst(statuses: readonly HealthStatus[]): HealthStatus {
  if (statuses.includes('critical')) return 'critical'
  return statuses.includes('degraded') ? 'degraded' : 'healthy'
}
