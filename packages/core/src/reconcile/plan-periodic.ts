import type { Engine } from '../engine.ts'
import { nextWatch } from '../health/next-watch.ts'
import { nextReconcile, reconcileEveryMs } from './next-reconcile.ts'

/**
 * Puts the periodic work into the queue, or brings it forward there. What runs is left alone: its end stores the next run, which
 * knows how far it has come and what it has seen. Another one beside it would know nothing of that, and take its place.
 */
export async function planPeriodic(engine: Engine, when: 'now' | 'in time'): Promise<void> {
  const { storage } = engine
  const drafts = [nextReconcile(engine, when === 'now' ? 0 : reconcileEveryMs), ...nextWatch(engine)]
  const running = await storage.findPendingKeys(
    drafts.flatMap(({ key }) => key ?? []),
    'running',
  )
  const jobs = drafts.filter(({ key }) => key === null || !running.includes(key))
  if (jobs.length > 0) await storage.commit({ jobs })
}
