import type { Preflight, PreflightOptions } from './create-preflight.ts'

/**
 * Loads preflight when it is first asked for: who imports Quoin only to receive webhooks pays nothing for the rules of
 * all countries. `null` looks at nothing and finds nothing.
 */
export function preflightOnDemand(options: PreflightOptions | null): Preflight['check'] {
  let loading: Promise<Preflight> | undefined
  return async (subject, call) => {
    if (!options) return { errors: [], warnings: [], quotes: [] }
    loading ??= import('./create-preflight.ts').then(({ createPreflight }) => createPreflight(options))
    return (await loading).check(subject, call)
  }
}
