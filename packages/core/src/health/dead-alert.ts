import type { Engine } from '../engine.ts'
import type { JobKind } from '../jobs/job.ts'
import { alertJobs, channelsOf, tellingOfShop } from './alert-jobs.ts'

/** The cause that jobs of a kind are dead. */
export function deadKey(kind: string): string {
  return `dead:${kind}`
}

/** Tells that a job which belongs to no order is given up, unless another of its kind is known to be dead. */
export async function alertOfDeath(
  { storage, alerts, clock, ids }: Engine,
  { kind, reason }: { readonly kind: JobKind; readonly reason: string },
): Promise<void> {
  const now = clock.now()
  const cause = { key: deadKey(kind), code: 'retries_exhausted', message: `${kind}: ${reason}`, facts: { kind } }
  // The shop goes on without its other systems.
  const severity = kind === 'deliver_webhook' ? 'warning' : 'critical'
  const alert = { ...cause, severity, since: now } as const
  const jobs = alertJobs(tellingOfShop(alert, { state: 'firing', at: now }), channelsOf(alerts), ids.uuid)
  await storage.changeAlerts({ open: [alert], close: [], jobs })
}
