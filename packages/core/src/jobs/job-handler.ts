import type { Engine } from '../engine.ts'
import type { Handled } from '../order/handle-order-command.ts'
import { QuoinError } from '../quoin-error.ts'
import type { ClaimedJob } from './job.ts'

/** `settled`: the job ended in the same commit as its work. `done`: it is still to be ended. */
export type JobEnd = 'settled' | 'done'

/** Does the work of a job. Throws when it is to be tried again, or never (`retry: 'permanent'`). */
export type JobHandler = (engine: Engine, job: ClaimedJob, signal: AbortSignal) => Promise<JobEnd>

/** A rejected command wrote nothing, so the job is still to be ended. */
export function endOf(handled: Handled): JobEnd {
  return handled.outcome === 'rejected' ? 'done' : 'settled'
}

/** @throws {@link QuoinError} `storage_failed` when the payload lacks the text. */
export function textOf(job: ClaimedJob, name: string): string {
  const value = job.payload[name]
  if (typeof value !== 'string') throw malformed(job, name)
  return value
}

/** @throws {@link QuoinError} `storage_failed` when the payload lacks the number. */
export function numberOf(job: ClaimedJob, name: string): number {
  const value = job.payload[name]
  if (typeof value !== 'number') throw malformed(job, name)
  return value
}

/** @throws {@link QuoinError} `storage_failed` when the job belongs to no order. */
export function orderIdOf(job: ClaimedJob): string {
  if (job.orderId === null) throw malformed(job, 'orderId')
  return job.orderId
}

function malformed(job: ClaimedJob, name: string): QuoinError {
  return new QuoinError('storage_failed', `A job of the kind ${job.kind} has no ${name}.`)
}
