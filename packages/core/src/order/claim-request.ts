import { changedField } from '../canonical-json.ts'
import type { Claim } from './claim.ts'
import { sumLines } from './order-lines.ts'

/** What a claim is made with. Who makes it is no part of it. */
type ClaimRequest = Pick<Claim, 'kind' | 'reason' | 'description' | 'photos' | 'lines'>

/** The first field in which a request differs from an earlier one; null when both ask for the same. */
export function changeOfClaim(earlier: ClaimRequest, request: ClaimRequest): keyof ClaimRequest | null {
  return changedField(comparable(earlier), comparable(request))
}

/** In which order lines stand says nothing, nor in how many lines the copies of an item are. */
function comparable({ kind, reason, description, photos, lines }: ClaimRequest): ClaimRequest {
  const inOrder = sumLines(lines).toSorted((a, b) => (a.itemId < b.itemId ? -1 : 1))
  return { kind, reason, description, photos, lines: inOrder }
}
