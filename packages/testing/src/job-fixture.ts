import { createIds, type JobDraft } from '@quoin/core'
import { createSeededRandom } from './seeded-random.ts'

const ids = createIds({ now: () => new Date('2026-03-01T09:00:00Z') }, createSeededRandom('job fixture'))

/**
 * A job that is due at once and never joined. Each call makes another.
 *
 * @example
 * ```ts
 * import { jobFixture } from '@quoin/testing'
 *
 * const job = jobFixture({ kind: 'reconcile', delayMs: 1000 })
 * ```
 */
export function jobFixture(overrides: Partial<JobDraft> = {}): JobDraft {
  return {
    id: ids.uuid(),
    kind: 'refresh_fulfillment',
    key: null,
    orderId: null,
    payload: {},
    delayMs: 0,
    priority: 50,
    ...overrides,
  }
}
