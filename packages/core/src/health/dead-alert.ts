import type { Engine } from '../engine.ts'
import type { ClaimedJob } from '../jobs/job.ts'
import { alertJobs, channelsOf, tellingOfShop } from './alert-jobs.ts'

/** The cause that jobs of a kind are dead; those of each server that is sent webhooks are one of their own below it. */
export function deadKey(kind: string, server?: string): string {
  return server === undefined ? `dead:${kind}` : `dead:${kind}:${server}`
}

/** Tells that a job which belongs to no order is given up, unless another of its cause is known to be dead. */
export async function alertOfDeath(
  { storage, alerts, clock, ids }: Engine,
  job: ClaimedJob,
  reason: string,
): Promise<void> {
  const now = clock.now()
  const { kind } = job
  const server = serverOf(job)
  const facts = server === undefined ? { kind } : { kind, server }
  const cause = { key: deadKey(kind, server), code: 'retries_exhausted', message: `${kind}: ${reason}`, facts }
  // The shop goes on without its other systems.
  const severity = kind === 'deliver_webhook' ? 'warning' : 'critical'
  const alert = { ...cause, severity, since: now } as const
  const jobs = alertJobs(tellingOfShop(alert, { state: 'firing', at: now }), channelsOf(alerts), ids.uuid)
  await storage.changeAlerts({ open: [alert], close: [], jobs })
}

/** The address may hold a secret behind the name of its server. */
function serverOf({ kind, payload: { url } }: ClaimedJob): string | undefined {
  return kind === 'deliver_webhook' && typeof url === 'string' && URL.canParse(url) ? new URL(url).origin : undefined
}
