import type { JobClaim } from '@quoin/core'
import { type RawBuilder, sql } from 'kysely'
import { slot } from './prepared.ts'

/** The values for the slots of {@link isHeld}. No two claims may be of the same job. */
export function claimSlots(claims: readonly JobClaim[]): {
  readonly ids: readonly string[]
  readonly fences: readonly number[]
} {
  return { ids: claims.map(({ id }) => id), fences: claims.map(({ fence }) => fence) }
}

/**
 * Whether the job `j` is held by one of the claims in the slots.
 *
 * Each is looked up by its id. That a job runs is asked by its lease: by its state a plan that was made while few ran would go
 * through all that run for each that is asked for.
 */
export function isHeld(): RawBuilder<unknown> {
  const ids = sql`${slot('ids')}::uuid[]`
  const fence = sql`(${slot('fences')}::integer[])[array_position(${ids}, j.id)]`
  return sql`j.id = any(${ids}) and j.lease_until is not null and j.fence = ${fence}`
}
