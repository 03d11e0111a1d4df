import type { JobClaim, JobSettlement } from './job.ts'

/** Ends a job as done. */
export function done({ id, fence }: JobClaim): JobSettlement {
  return { id, fence, outcome: 'done' }
}

/** Lets a job go on; what is written with it is written only while it belongs to this worker (INV-8). */
export function keep({ id, fence }: JobClaim): JobSettlement {
  return { id, fence, outcome: 'keep' }
}
