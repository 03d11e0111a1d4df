import type { Engine } from '../engine.ts'
import type { Purged } from './storage.ts'

/** So that no statement holds many rows. */
const batch = 1_000
/** What is left then is removed the next time. */
const mostBatches = 100

/** Removes what is older than the shop keeps it. Orders and their histories stay. */
export async function cleanUp({ storage, clock, retention }: Engine): Promise<Purged> {
  const now = clock.now().getTime()
  const bounds = {
    webhooksBefore: new Date(now - retention.webhooksMs),
    notificationsBefore: new Date(now - retention.notificationsMs),
    deadJobsBefore: new Date(now - retention.deadJobsMs),
    limit: batch,
  }
  let total: Purged = { webhooks: 0, notifications: 0, deadJobs: 0 }
  for (let batches = 0; batches < mostBatches; batches += 1) {
    const purged = await storage.purge(bounds)
    total = {
      webhooks: total.webhooks + purged.webhooks,
      notifications: total.notifications + purged.notifications,
      deadJobs: total.deadJobs + purged.deadJobs,
    }
    if (Object.values(purged).every((count) => count < batch)) break
  }
  return total
}
