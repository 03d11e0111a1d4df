import type { Engine } from '../engine.ts'
import { draftJob } from '../jobs/draft-job.ts'
import type { JobDraft } from '../jobs/job.ts'

/** Half of the 15 minutes within which a payment without an event is to be found (F11). */
export const reconcileEveryMs = 7 * 60_000

/** At most one waits at a time, however many workers ask for it; it keeps the marks of the one that it joins. */
export function nextReconcile({ ids }: Pick<Engine, 'ids'>, delayMs: number): JobDraft {
  return draftJob({ id: ids.uuid(), kind: 'reconcile', key: 'reconcile', orderId: null, payload: {}, delayMs })
}
