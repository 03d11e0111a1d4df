import { type JobHandler, textOf } from '../jobs/job-handler.ts'
import { readTelling } from './alert-jobs.ts'

/** Hands an alert to the sink of its channel. A channel that is no longer there has nothing to say. */
export const sendAlert: JobHandler = async ({ storage, alerts }, job) => {
  const channel = textOf(job, 'channel')
  const sink = alerts.find((one) => one.channel === channel)
  if (!sink) return 'done'
  const { since, ...telling } = readTelling(job)
  const order = job.orderId === null ? null : await storage.findOrder({ id: job.orderId })
  const id = `${telling.key}:${since.getTime()}:${telling.state}`
  await sink.send({ ...telling, id, orderNumber: order?.number ?? null })
  return 'done'
}
