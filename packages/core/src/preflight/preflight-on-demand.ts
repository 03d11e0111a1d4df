import { onDemand } from '../runtime/on-demand.ts'
import type { Preflight, PreflightOptions } from './create-preflight.ts'

/**
 * Loads preflight when it is first asked for: who imports Quoin only to receive webhooks pays nothing for the rules of
 * all countries. `null` looks at nothing and finds nothing.
 */
export function preflightOnDemand(options: PreflightOptions | null): Preflight['check'] {
  if (!options) return async () => ({ errors: [], warnings: [], quotes: [] })
  return onDemand(async () => {
    const { createPreflight } = await import('./create-preflight.ts')
    return createPreflight(options).check
  })
}
