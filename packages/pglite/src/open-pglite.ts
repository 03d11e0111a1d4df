import type { PGlite, PGliteInterfaceExtensions, PGliteOptions } from '@electric-sql/pglite'
import { openFromTemplate } from './open-from-template.ts'

/** The same file seen from `src/` and from `dist/`. It is there once the package has been built. */
const template = new URL('../dist/template.tar.zst', import.meta.url)

/** What would begin a database in another way than from the template, or keep it elsewhere than in memory or a folder. */
type BeginsOtherwise = 'loadDataDir' | 'noInitDb' | 'initDbStartParams' | 'initdbWasmModule' | 'pgDataProxyFs' | 'fs'

/** Where {@link openPglite} keeps the database, and the options of PGlite that go on to it. */
export interface OpenPgliteOptions extends Omit<PGliteOptions, BeginsOtherwise> {
  /** A folder, for one process at a time; the one above it has to be there. @default in memory */
  dataDir?: string
}

/**
 * Opens PGlite, and begins a new database from the one that comes with this package instead of having Postgres make it, which is
 * most of the time of a first start. A folder that holds a database is opened as it is.
 *
 * A folder is filled beside its place and then moved there as a whole, so that it holds a database or none whenever the process
 * is killed.
 *
 * @throws {@link QuoinError} `storage_failed` for a folder that holds only parts of a database, which is left alone; when another
 * process begins a database in the same folder; and when the file of this package is damaged. Errors of PGlite and of the
 * file system are passed on.
 *
 * @example
 * ```ts
 * import { createKyselyStorage, pgliteListener, pglitePrepared } from '@quoin/kysely'
 * import { openPglite } from '@quoin/pglite'
 * import { Kysely, PGliteDialect } from 'kysely'
 *
 * const pglite = await openPglite({ dataDir: './data' })
 * const db = new Kysely({ dialect: new PGliteDialect({ pglite }) })
 * const storage = createKyselyStorage({ db, listen: pgliteListener(pglite), prepared: pglitePrepared(db) })
 * ```
 */
export function openPglite<O extends OpenPgliteOptions>(
  options?: O,
): Promise<PGlite & PGliteInterfaceExtensions<O['extensions']>> {
  return openFromTemplate(template, options)
}
