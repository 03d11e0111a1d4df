import { type Random, systemRandom } from '@quoin/core'
import { createSeededRandom } from '../seeded-random.ts'

/** A stream of chance for each purpose, so that one does not change what another gives; without a seed, real chance. */
export function chance(seed: number | string | undefined, purpose?: string): Random {
  if (seed === undefined) return systemRandom
  return createSeededRandom(purpose === undefined ? seed : `${seed} ${purpose}`)
}
