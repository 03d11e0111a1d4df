import type { JobClaim } from '@quoin/core'
import { type RawBuilder, sql } from 'kysely'
import { slot, unseen } from './prepared.ts'

/** The values for the slots of {@link isHeld}. No two claims may be of the same job. */
export function claimSlots(claims: readonly JobClaim[]): { readonly ids: readonly string[]; readonly fences: string } {
  // Written by hand: an object of hundreds of ids costs ten times as much as its text.
  const fences = claims.map(({ id, fence }) => `${JSON.stringify(id)}:${fence}`)
  return { ids: claims.map(({ id }) => id), fences: `{${fences.join()}}` }
}

/**
 * Whether the job `j` is held by one of the claims in the slots.
 *
 * Each is looked up by its id, and its fence by a name, for which no list is gone through. That a job runs is asked by its
 * lease: by its state a plan that was made while few ran would go through all that run for each that is asked for.
 */
export function isHeld(): RawBuilder<unknown> {
  return sql`j.id = any(${unseen('ids', 'uuid[]')}) and j.lease_until is not null
    and j.fence = (${slot('fences')}::jsonb ->> j.id::text)::integer`
}
