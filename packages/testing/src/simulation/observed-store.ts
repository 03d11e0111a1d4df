import type { CommitResult, Storage } from '@quoin/core'

type Change = Parameters<Storage['commit']>[0]

export interface StoreObserver {
  /** Jobs, or the leases of some, are due after that time. */
  onDue(delayMs: number): void
  /** Something was asked to be written, and this came of it. */
  onCommit(change: Change, result: CommitResult): void
  onClaimed(claims: readonly { readonly id: string; readonly fence: number }[]): void
}

/** A store that tells of what it does. */
export function observedStore(store: Storage, { onDue, onCommit, onClaimed }: StoreObserver): Storage {
  return {
    ...store,
    async commit(change) {
      const result = await store.commit(change)
      onCommit(change, result)
      if (result !== 'committed') return result
      for (const { delayMs } of change.jobs ?? []) onDue(delayMs)
      if (change.settle?.outcome === 'retry') onDue(change.settle.delayMs)
      return result
    },
    async receiveWebhook(record, jobs, options) {
      const result = await store.receiveWebhook(record, jobs, options)
      for (const { delayMs } of jobs) onDue(delayMs)
      return result
    },
    async changeAlerts(change) {
      const result = await store.changeAlerts(change)
      for (const { delayMs } of change.jobs) onDue(delayMs)
      return result
    },
    async claimJobs(claim) {
      const claimed = await store.claimJobs(claim)
      onClaimed(claimed)
      if (claimed.length > 0) onDue(claim.leaseMs)
      return claimed
    },
    async extendLeases(claims, leaseMs) {
      onDue(leaseMs)
      return store.extendLeases(claims, leaseMs)
    },
    async expediteJobs(selection) {
      onDue(0)
      return store.expediteJobs(selection)
    },
    async redriveJobs(selection) {
      onDue(0)
      return store.redriveJobs(selection)
    },
  }
}
