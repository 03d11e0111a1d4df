import type { ClaimedJob, JobDraft, Order, Storage } from '@quoin/core'
import { expect } from 'vitest'
import type { ManualClock } from '../../manual-clock.ts'

/** One empty storage and the clock it reads instead of its own. */
export interface StorageUnderTest {
  readonly storage: Storage
  readonly clock: ManualClock
  close(): Promise<void>
}

/** Gives each case its own. */
export type Subject = () => StorageUnderTest

/** Given a stored order. */
export async function stored(storage: Storage, order: Order): Promise<Order> {
  expect(await storage.commit({ order: { next: order, expectedVersion: 0 } })).toBe('committed')
  return order
}

/** Given stored jobs. */
export async function enqueued(storage: Storage, ...jobs: readonly JobDraft[]): Promise<void> {
  expect(await storage.commit({ jobs })).toBe('committed')
}

/** Given one job that somebody works on. */
export async function claimed(storage: Storage, job: JobDraft, leaseMs = 30_000): Promise<ClaimedJob> {
  await enqueued(storage, job)
  const found = (await storage.claimJobs({ limit: 100, leaseMs })).find(({ id }) => id === job.id)
  if (!found) throw new Error('The job that was stored could not be claimed.')
  return found
}

/** The next version of an order. */
export function next(order: Order, changes: Partial<Order> = {}): Order {
  return { ...order, version: order.version + 1, ...changes }
}
