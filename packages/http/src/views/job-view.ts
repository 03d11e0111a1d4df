import { z } from '@hono/zod-openapi'
import { type JobRecord, jobKinds } from '@quoin/core'

export const JobView = z
  .strictObject({
    id: z.string(),
    kind: z.enum(jobKinds),
    state: z.enum(['waiting', 'running', 'dead']).openapi({ description: '`dead`: given up, until it is retried.' }),
    attempts: z.int(),
    crashes: z.int().openapi({ description: 'How many attempts took their worker down.' }),
    lastError: z.string().nullable(),
    runAt: z.iso.datetime().openapi({ description: 'When it is due.' }),
    createdAt: z.iso.datetime(),
  })
  .openapi('Job')

export function viewJob(job: JobRecord): z.infer<typeof JobView> {
  const { id, kind, state, attempts, crashes, lastError, runAt, createdAt } = job
  return {
    id,
    kind,
    state,
    attempts,
    crashes,
    lastError,
    runAt: runAt.toISOString(),
    createdAt: createdAt.toISOString(),
  }
}
