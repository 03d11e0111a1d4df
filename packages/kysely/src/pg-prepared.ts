import type { PreparedStatement } from './prepared.ts'

/** Runs a statement that the database may keep prepared. */
export type RunPrepared = (statement: PreparedStatement) => Promise<{ readonly rows: readonly unknown[] }>

/** The part of a `Pool` of `pg` that is used here. */
export interface PgQueryPoolLike {
  query(config: { name: string; text: string; values: unknown[] }): Promise<{ rows: unknown[] }>
}

/**
 * Prepared statements over a pool of node-postgres, for the option `prepared` of {@link createKyselyStorage}: Postgres parses and
 * plans each of the statements of an order's way once a connection instead of each time, which is half of their work.
 *
 * The pool connects to the server itself or through a pooler that knows prepared statements, such as PgBouncer from 1.21 on with
 * `max_prepared_statements`. Behind any other in transaction mode leave `prepared` out.
 *
 * @example
 * ```ts
 * import { createKyselyStorage, pgListener, pgPrepared } from '@quoin/kysely'
 * import { Kysely, PostgresDialect } from 'kysely'
 * import { Pool } from 'pg'
 *
 * const pool = new Pool({ connectionString: 'postgres://localhost/shop' })
 * const db = new Kysely({ dialect: new PostgresDialect({ pool }) })
 * const storage = createKyselyStorage({ db, listen: pgListener(pool), prepared: pgPrepared(pool) })
 * ```
 */
export function pgPrepared(pool: PgQueryPoolLike): RunPrepared {
  const names = new Map<string, Promise<string>>()

  return async ({ text, values }) => {
    const name = names.get(text) ?? nameOf(text)
    names.set(text, name)
    return pool.query({ name: await name, text, values: [...values] })
  }
}

/** Names a text by its digest: a connection may be used by several instances, and knows a name with one text only. */
async function nameOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `quoin_${hex.slice(0, 32)}`
}
