import type { Listen } from './listen.ts'

/** The part of a PGlite instance that is used here. */
export interface PGliteLike {
  listen(channel: string, callback: (payload: string) => void): Promise<() => Promise<void>>
}

/**
 * LISTEN on a PGlite instance, for the option `listen` of {@link createKyselyStorage}.
 *
 * @example
 * ```ts
 * import { PGlite } from '@electric-sql/pglite'
 * import { createKyselyStorage, pgliteListener } from '@quoin/kysely'
 * import { Kysely, PGliteDialect } from 'kysely'
 *
 * const pglite = new PGlite()
 * const db = new Kysely({ dialect: new PGliteDialect({ pglite }) })
 * const storage = createKyselyStorage({ db, listen: pgliteListener(pglite) })
 * ```
 */
export function pgliteListener(pglite: PGliteLike): Listen {
  return async (channel, onMessage) => {
    const stop = await pglite.listen(channel, onMessage)
    return () => stop()
  }
}
