import type { HttpHandlerOptions } from '@quoin/http'
import { lazily } from './lazily.ts'

/** What `createQuoin` of `@quoin/core` makes. */
export type Quoin = HttpHandlerOptions['quoin']

/** Makes or finds it when it is needed, not when a module is loaded: `next build` loads modules without keys or a database. */
export type QuoinSource = () => Quoin | Promise<Quoin>

declare global {
  /** What bundles and their successors share: no module outlives an edit. */
  var sharedQuoins: Map<string, () => Promise<Quoin>> | undefined
}

/**
 * One Quoin for the whole process, made when somebody first asks for it. Next loads a module once for each bundle that has it,
 * and anew after every edit; this keeps the same instance, its worker and its connections. So an edit of its own options shows
 * after a restart.
 *
 * When it can't be made, the error goes to whoever asked, and the next one tries again.
 *
 * @param name tells apart several in one process.
 * @example
 * ```ts
 * import { createQuoin, type QuoinOptions } from '@quoin/core'
 * import { shareQuoin } from '@quoin/next'
 *
 * declare function optionsFromEnvironment(): Promise<QuoinOptions>
 *
 * export const getQuoin = shareQuoin(async () => createQuoin(await optionsFromEnvironment()))
 * ```
 */
export function shareQuoin(create: QuoinSource, name = 'quoin'): () => Promise<Quoin> {
  return () => {
    globalThis.sharedQuoins ??= new Map()
    const shared = globalThis.sharedQuoins.get(name) ?? lazily(create)
    globalThis.sharedQuoins.set(name, shared)
    return shared()
  }
}
