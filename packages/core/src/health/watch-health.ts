import type { Engine } from '../engine.ts'
import type { JobHandler } from '../jobs/job-handler.ts'
import { done } from '../jobs/settle.ts'
import { alertJobs, channelsOf, tellingOfShop } from './alert-jobs.ts'
import type { OpenAlert } from './alert-store.ts'
import { compareAlerts } from './compare-alerts.ts'
import type { Fault } from './look.ts'
import { lookAtParts } from './look-at-parts.ts'
import { nextWatch } from './next-watch.ts'

const mostOpen = 1_000

/** Looks at the health of the shop, tells of what is wrong or over, and puts the next time into the queue. */
export const watchHealth: JobHandler = async (engine, job) => {
  const { storage } = engine
  const looks = Object.values(await lookAtParts(engine))
  const causes = looks.flatMap(({ faults }) => faults.flatMap(causeOf))
  const { open, close } = compareAlerts(await storage.listAlerts(mostOpen), {
    causes,
    seen: String(job.payload['seen'] ?? '').split(' '),
    standing: looks.flatMap(({ standing = [] }) => standing),
    openedBefore: new Date(engine.clock.now().getTime() - (engine.health.watchEveryMs ?? 0)),
    isBlind: looks.some(({ isBlind }) => isBlind),
  })
  await changeAlerts(engine, open, close)
  const next = nextWatch(
    engine,
    causes.map(({ key }) => key),
  )
  await storage.commit({ settle: done(job), jobs: next })
  return 'settled'
}

function causeOf({ status, reason, code, subject, facts = {} }: Fault): Omit<OpenAlert, 'since'>[] {
  if (code === null) return []
  const key = ['health', code, ...(subject === undefined ? [] : [subject])].join(':')
  return [{ key, severity: status === 'critical' ? 'critical' : 'warning', code, message: reason, facts }]
}

/** Another worker that was faster has told; whatever it did not see is seen the next time. */
async function changeAlerts(
  { storage, alerts, clock, ids }: Engine,
  open: readonly Omit<OpenAlert, 'since'>[],
  close: readonly OpenAlert[],
): Promise<void> {
  if (open.length === 0 && close.length === 0) return
  const now = clock.now()
  const tellings = [
    ...open.map((cause) => tellingOfShop({ ...cause, since: now }, { state: 'firing', at: now })),
    ...close.map((alert) => tellingOfShop(alert, { state: 'resolved', at: now })),
  ]
  const jobs = tellings.flatMap((telling) => alertJobs(telling, channelsOf(alerts), ids.uuid))
  await storage.changeAlerts({ open: open.map((cause) => ({ ...cause, since: now })), close, jobs })
}
