import { type JobHandler, textOf } from '../jobs/job-handler.ts'

/** Hands an alert to the shop's sink. */
export const sendAlert: JobHandler = async ({ storage, alerts, clock }, job) => {
  const order = job.orderId === null ? null : await storage.findOrder({ id: job.orderId })
  await alerts.send({
    key: textOf(job, 'key'),
    code: textOf(job, 'code'),
    message: textOf(job, 'message'),
    orderId: job.orderId,
    orderNumber: order?.number ?? null,
    at: clock.now(),
  })
  return 'done'
}
