import type { Engine } from '../engine.ts'
import type { Purged } from './storage.ts'

/** So that no statement holds many rows. */
const batch = 1_000
/** What is left then is removed the next time. */
const mostBatches = 100

/** What was removed. */
export interface CleanUp extends Purged {
  /** Whether there may be more: ask again. */
  readonly more: boolean
}

/** Removes what is older than the shop keeps it. Orders and their histories stay. */
export async function cleanUp(
  { storage, clock, retention }: Engine,
  { budgetMs = Number.POSITIVE_INFINITY }: { readonly budgetMs?: number } = {},
): Promise<CleanUp> {
  const now = clock.now().getTime()
  const bounds = {
    webhooksBefore: new Date(now - retention.webhooksMs),
    notificationsBefore: new Date(now - retention.notificationsMs),
    deadJobsBefore: new Date(now - retention.deadJobsMs),
    limit: batch,
  }
  let total: CleanUp = { webhooks: 0, notifications: 0, deadJobs: 0, more: true }
  for (let batches = 0; total.more && batches < mostBatches; batches += 1) {
    if (batches > 0 && clock.now().getTime() - now >= budgetMs) break
    const purged = await storage.purge(bounds)
    total = {
      webhooks: total.webhooks + purged.webhooks,
      notifications: total.notifications + purged.notifications,
      deadJobs: total.deadJobs + purged.deadJobs,
      more: Object.values(purged).some((count) => count === batch),
    }
  }
  return total
}
