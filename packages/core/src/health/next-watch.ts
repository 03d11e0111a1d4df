import type { Engine } from '../engine.ts'
import { draftJob } from '../jobs/draft-job.ts'
import type { JobDraft } from '../jobs/job.ts'

/**
 * None where nobody is to look. At most one waits at a time, however many workers ask for it. Only workers do, so the one that waits also says when a worker
 * gave its last sign of life.
 */
export function nextWatch({ ids, health }: Pick<Engine, 'ids' | 'health'>, seen: readonly string[] = []): JobDraft[] {
  const { watchEveryMs } = health
  if (watchEveryMs === null) return []
  const payload = { seen: seen.join(' ') }
  return [
    draftJob({ id: ids.uuid(), kind: 'watch_health', key: 'watch', orderId: null, payload, delayMs: watchEveryMs }),
  ]
}
