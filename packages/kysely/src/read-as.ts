import { QuoinError } from '@quoin/core'
import { type Kysely, sql, type Transaction } from 'kysely'

/** For whom to read. */
export type Reader = { readonly role: 'customer'; readonly userId: string } | { readonly role: 'admin' }

/**
 * Reads Quoin's tables with the rights of a customer or an admin: the database shows only what they may see, whatever the
 * query asks for. For pages of the host that read the tables themselves; the doors of `@quoin/http` need no such thing.
 *
 * All in one transaction, after which the connection has its own rights again, so it is safe with any pool and pooler. The
 * role that connects must be a member of `quoin_customer` or `quoin_admin`; the one that migrated and made them is.
 *
 * @param read gets the transaction. What it queries outside of it has the rights of the connection.
 * @throws {@link QuoinError} `invalid_options` for an empty user id, which would be nobody's.
 * @example
 * ```ts
 * import { readAs } from '@quoin/kysely'
 * import { type Kysely, sql } from 'kysely'
 *
 * export async function ordersOf(db: Kysely<unknown>, userId: string) {
 *   const { rows } = await readAs({ db, reader: { role: 'customer', userId } }, (tx) =>
 *     sql<{ number: string }>`select number from quoin.orders order by created_at`.execute(tx),
 *   )
 *   return rows
 * }
 * ```
 */
export async function readAs<DB, Result>(
  { db, reader }: { readonly db: Kysely<DB>; readonly reader: Reader },
  read: (transaction: Transaction<DB>) => Promise<Result>,
): Promise<Result> {
  const userId = reader.role === 'customer' ? reader.userId : ''
  if (reader.role === 'customer' && userId === '') {
    throw new QuoinError('invalid_options', 'reader.userId is the id of a customer.')
  }
  return db.transaction().execute(async (transaction) => {
    // A token that somebody left on the connection would speak louder than the user's id.
    await sql`select set_config('request.jwt.claims', '', true), set_config('quoin.user_id', ${userId}, true),
      set_config('role', ${`quoin_${reader.role}`}, true)`.execute(transaction)
    return read(transaction)
  })
}
