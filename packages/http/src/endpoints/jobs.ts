import { z } from '@hono/zod-openapi'
import { endpoint, noBody, nothing } from '../endpoint.ts'
import { orderParams } from '../fields.ts'
import { findOrder } from '../find-order.ts'
import { JobView, viewJob } from '../views/job-view.ts'

export const showJobs = endpoint({
  access: 'admin',
  method: 'get',
  path: '/orders/{id}/jobs',
  tag: 'Order management',
  summary: 'Show what is still to be done for an order',
  description: 'Jobs that wait, run, or were given up, oldest first. A job that is done leaves no trace.',
  params: orderParams,
  query: nothing,
  body: noBody,
  answer: z.strictObject({ jobs: z.array(JobView) }),
  async handle({ quoin, params }) {
    const { id } = await findOrder({ quoin }, params.id)
    return { jobs: (await quoin.orders.jobs(id)).map(viewJob) }
  },
})
