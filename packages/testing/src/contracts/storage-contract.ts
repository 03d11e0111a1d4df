import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { alertCases } from './storage/alert-cases.ts'
import { commitCases } from './storage/commit-cases.ts'
import { inboxCases } from './storage/inbox-cases.ts'
import { jobClaimCases } from './storage/job-claim-cases.ts'
import { jobKeyCases } from './storage/job-key-cases.ts'
import { jobLifeCases } from './storage/job-life-cases.ts'
import { nameCases } from './storage/name-cases.ts'
import { notificationCases } from './storage/notification-cases.ts'
import { orderCases } from './storage/order-cases.ts'
import { orderListCases } from './storage/order-list-cases.ts'
import { overdueCases } from './storage/overdue-cases.ts'
import { purgeCases } from './storage/purge-cases.ts'
import { refusalCases } from './storage/refusal-cases.ts'
import type { StorageUnderTest } from './storage/storage-under-test.ts'
import { summaryCases } from './storage/summary-cases.ts'
import { wakeCases } from './storage/wake-cases.ts'

/** What {@link storageContract} examines. */
export interface StorageContractOptions {
  /** Heads the cases. */
  readonly name: string
  /** An empty storage that reads the given clock instead of its own. Called before each case. */
  create(): Promise<StorageUnderTest>
  /** What this storage does not do. */
  readonly capabilities?: {
    /** It has `onJobs`. @default true */
    readonly wakes?: boolean
  }
}

/**
 * The contract of the `Storage` port as a vitest suite: call it at the top of a test file. Every adapter passes it.
 *
 * Some cases run several calls at once: give the storage as many connections as it has in life.
 *
 * @example
 * ```ts
 * import { createMemoryStorage } from '@quoin/core'
 * import { createManualClock } from '@quoin/testing'
 * import { storageContract } from '@quoin/testing/contracts'
 *
 * storageContract({
 *   name: 'memory',
 *   create: async () => {
 *     const clock = createManualClock('2026-03-01T09:00:00Z')
 *     return { storage: createMemoryStorage({ clock }), clock, close: async () => {} }
 *   },
 * })
 * ```
 */
export function storageContract({ name, create, capabilities = {} }: StorageContractOptions): void {
  describe(`storage contract: ${name}`, () => {
    let subject: StorageUnderTest
    beforeEach(async () => {
      subject = await create()
    })
    afterEach(() => subject.close())
    const given = () => subject

    it('answers a ping', async () => {
      expect(await subject.storage.ping()).toBeUndefined()
    })
    commitCases(given)
    refusalCases(given)
    nameCases(given)
    orderCases(given)
    orderListCases(given)
    summaryCases(given)
    overdueCases(given)
    inboxCases(given)
    jobClaimCases(given)
    jobKeyCases(given)
    jobLifeCases(given)
    notificationCases(given)
    alertCases(given)
    purgeCases(given)
    if (capabilities.wakes ?? true) wakeCases(given)
    else it('does not wake', () => expect(subject.storage.onJobs).toBeUndefined())
  })
}
