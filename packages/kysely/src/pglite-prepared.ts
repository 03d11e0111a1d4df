import { CompiledQuery, type Kysely } from 'kysely'
import type { RunPrepared } from './pg-prepared.ts'
import type { PreparedStatement } from './prepared.ts'
import { literal } from './sql-literal.ts'

/**
 * Prepared statements on PGlite, for the option `prepared` of {@link createKyselyStorage}: it parses and plans each of the
 * statements of an order's way once instead of each time, which is most of their work there.
 *
 * They are prepared by PREPARE and run by EXECUTE through `db`, so that each waits for a transaction of the host to end as
 * every other statement does: PGlite has one session. Values stand in the text of the statement, so a `log` of `db` shows them.
 *
 * @param db the same as the storage's, on PGlite.
 *
 * @example
 * ```ts
 * import { PGlite } from '@electric-sql/pglite'
 * import { createKyselyStorage, pgliteListener, pglitePrepared } from '@quoin/kysely'
 * import { Kysely, PGliteDialect } from 'kysely'
 *
 * const pglite = new PGlite()
 * const db = new Kysely({ dialect: new PGliteDialect({ pglite }) })
 * const storage = createKyselyStorage({ db, listen: pgliteListener(pglite), prepared: pglitePrepared(db) })
 * ```
 */
export function pglitePrepared<DB>(db: Kysely<DB>): RunPrepared {
  const plain = db.withoutPlugins()
  const names = new Map<string, Promise<string>>()
  const send = (text: string) => plain.executeQuery(CompiledQuery.raw(text))

  async function prepare(text: string): Promise<string> {
    const name = `quoin_${crypto.randomUUID().replaceAll('-', '')}`
    try {
      await send(`prepare ${name} as ${text}`)
      return name
    } catch (error) {
      names.delete(text)
      throw error
    }
  }

  async function execute({ text, values }: PreparedStatement) {
    const prepared = names.get(text) ?? prepare(text)
    names.set(text, prepared)
    const name = await prepared
    return send(values.length === 0 ? `execute ${name}` : `execute ${name}(${values.map(literal).join(', ')})`)
  }

  return async (statement) => {
    try {
      return await execute(statement)
    } catch (error) {
      if (!isGone(error)) throw error
      names.delete(statement.text)
      return execute(statement)
    }
  }
}

/** Somebody has deallocated it, and it did nothing. */
function isGone(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '26000'
}
