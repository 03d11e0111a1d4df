import type { Engine } from '../engine.ts'
import { nextWatch } from '../health/next-watch.ts'
import { nextReconcile, reconcileEveryMs } from './next-reconcile.ts'

/**
 * Puts the periodic work into the queue where none of it is. What is pending goes on by itself: a run that is under way stores the
 * next one, which knows how far it has come and what it has seen. Another one beside it would know nothing of that, and take
 * its place. Only who starts does not wait for it.
 */
export async function planPeriodic(engine: Engine, when: 'now' | 'in time'): Promise<void> {
  const { storage } = engine
  const drafts = [nextReconcile(engine, when === 'now' ? 0 : reconcileEveryMs), ...nextWatch(engine)]
  const keys = drafts.flatMap(({ key, delayMs }) => (key === null || delayMs === 0 ? [] : [key]))
  const pending = await storage.findPendingKeys(keys)
  const jobs = drafts.filter(({ key }) => key === null || !pending.includes(key))
  if (jobs.length > 0) await storage.commit({ jobs })
}
